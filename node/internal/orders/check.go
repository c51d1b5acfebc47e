package orders

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// rule says what an order with a verb must and may carry, and what undoes it.
type rule struct {
	check func(Order, []string) error
	// allowed are the fields that it may have.
	allowed field
	// undo is nothing where the order mends something.
	undo Verb
}

// field is one of the fields that not every order has, or several of them.
type field int

const (
	node field = 1 << iota
	component
	links
	from
	by
	percent
)

var rules = map[Verb]rule{
	Freeze:  {checkComponent, node | component, Thaw},
	Thaw:    {checkComponent, node | component, ""},
	Kill:    {checkKill, node | component, Restart},
	Restart: {checkComponent, node | component, ""},
	Start:   {checkNode, node, ""},
	Fill:    {checkNode, node, Empty},
	Empty:   {checkNode, node, ""},
	Cut:     {checkLinks, node | links, Heal},
	Part:    {checkPair, node | from, Heal},
	Delay:   {checkDelay, node | by, Heal},
	Loss:    {checkLoss, node | percent, Heal},
	Heal:    {checkHeal, node | links | from, ""},

	ReadOnly: {checkNothing, 0, Writable},
	Full:     {checkNothing, 0, Writable},
	Writable: {checkNothing, 0, ""},
}

// Verbs are the words that an order may begin with.
func Verbs() []string {
	var all []string
	for verb := range rules {
		all = append(all, string(verb))
	}
	slices.Sort(all)
	return all
}

func (o Order) check(nodes []string) error {
	rule, ok := rules[o.Verb]
	if !ok {
		return fmt.Errorf("there is no order %q: it is one of %s", o.Verb, strings.Join(Verbs(), ", "))
	}
	for _, name := range []string{o.Node, o.From} {
		if name != "" && !slices.Contains(nodes, name) {
			return fmt.Errorf("there is no node %q: it is one of %s", name, strings.Join(nodes, ", "))
		}
	}
	if extra := o.fields() &^ rule.allowed; extra != 0 {
		return fmt.Errorf("%s has no %s", o.Verb, extra)
	}
	if o.For != 0 && rule.undo == "" {
		return fmt.Errorf("%s lasts: only what breaks something is undone after a time", o.Verb)
	}
	return rule.check(o, nodes)
}

// fields are the fields that the order has.
func (o Order) fields() field {
	var all field
	for each, present := range map[field]bool{node: o.Node != "", component: o.Component != "", links: len(o.Links) > 0,
		from: o.From != "", by: o.By != 0, percent: o.Percent != 0} {
		if present {
			all |= each
		}
	}
	return all
}

// String names the first of the fields.
func (f field) String() string {
	for i, name := range []string{"node", "component", "links", "from", "by", "percent"} {
		if f&(1<<i) != 0 {
			return fmt.Sprintf("%q", name)
		}
	}
	return ""
}

// checkNothing holds for orders about the one export of NFS.
func checkNothing(Order, []string) error { return nil }

// checkComponent holds for orders about one program.
func checkComponent(o Order, _ []string) error {
	known, where := ControlPlaneComponents, "in the control plane"
	if o.Node != "" {
		known, where = NodeComponents, "on a node"
	}
	switch {
	case slices.Contains(known, o.Component):
		return nil
	case o.Component == "":
		return fmt.Errorf("%s needs a component: %s it is one of %s", o.Verb, where, strings.Join(known, ", "))
	case o.Node == "" && slices.Contains(NodeComponents, o.Component):
		return fmt.Errorf("%s runs on every node: say which node", o.Component)
	default:
		return fmt.Errorf("there is no component %q %s: it is one of %s", o.Component, where, strings.Join(known, ", "))
	}
}

// checkKill holds for an order about one program or a whole node.
func checkKill(o Order, nodes []string) error {
	if o.Component == "" && o.Node != "" {
		return nil
	}
	return checkComponent(o, nodes)
}

func checkNode(o Order, nodes []string) error {
	if o.Node == "" {
		return fmt.Errorf("%s needs a node: it is one of %s", o.Verb, strings.Join(nodes, ", "))
	}
	return nil
}

func checkLinks(o Order, nodes []string) error {
	for _, link := range o.Links {
		if !slices.Contains(Links, link) {
			return fmt.Errorf("there is no link %q: it is one of api, nfs, peers", link)
		}
	}
	return checkNode(o, nodes)
}

func checkPair(o Order, nodes []string) error {
	if err := checkNode(o, nodes); err != nil {
		return err
	}
	switch o.From {
	case "":
		return fmt.Errorf("%s needs the other node as \"from\"", o.Verb)
	case o.Node:
		return fmt.Errorf("%s cannot be parted from itself", o.Node)
	}
	return nil
}

func checkDelay(o Order, nodes []string) error {
	if o.By == 0 {
		return errors.New("delay needs to be told by how much, such as 200ms")
	}
	return checkNode(o, nodes)
}

func checkLoss(o Order, nodes []string) error {
	if o.Percent < 0.0001 || o.Percent > 100 {
		return errors.New("loss needs a percentage: at least 0.0001 and at most 100")
	}
	return checkNode(o, nodes)
}

func checkHeal(o Order, nodes []string) error {
	if o.From == "" {
		return checkLinks(o, nodes)
	}
	if len(o.Links) > 0 {
		return errors.New("heal mends either links of a node or what parts it from another")
	}
	return checkPair(o, nodes)
}
