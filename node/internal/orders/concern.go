package orders

import "slices"

// concern names one thing that can be broken.
type concern struct {
	// kind is what it is: a component, a link, a pair of nodes, and so on.
	kind string
	// node is where, if it is at a node.
	node string
	// part is which component, link or other node.
	part string
}

// breaks names what the order breaks, each with the order that undoes it.
func (o Order) breaks() map[concern]Order {
	undo := Order{Verb: rules[o.Verb].undo, Node: o.Node}
	switch o.Verb {
	case Freeze, Kill:
		if o.Component == "" {
			return map[concern]Order{{"node", o.Node, ""}: {Verb: Start, Node: o.Node}}
		}
		undo.Component = o.Component
		return map[concern]Order{{"component", o.Node, o.Component}: undo}
	case ReadOnly, Full:
		return map[concern]Order{{kind: "export"}: undo}
	case Fill:
		return map[concern]Order{{"disk", o.Node, ""}: undo}
	case Cut:
		all := map[concern]Order{}
		for _, link := range o.AllLinks() {
			all[concern{"link", o.Node, string(link)}] = Order{Verb: Heal, Node: o.Node, Links: []Link{link}}
		}
		return all
	case Part:
		undo.From = o.From
		return map[concern]Order{{"pair", min(o.Node, o.From), max(o.Node, o.From)}: undo}
	case Delay, Loss:
		// By nothing, and by no percent: what else is wrong with the link stays.
		return map[concern]Order{{string(o.Verb), o.Node, ""}: {Verb: o.Verb, Node: o.Node}}
	}
	return nil
}

// AllLinks are the links that the order names, or all where it names none.
func (o Order) AllLinks() []Link {
	if len(o.Links) == 0 {
		return Links
	}
	return o.Links
}

// supersedes tells whether the order decides anew about something that was broken for a time.
func (o Order) supersedes(c concern) bool {
	switch o.Verb {
	case Start:
		return c == concern{"node", o.Node, ""}
	case Writable:
		return c == concern{kind: "export"}
	case Empty:
		return c == concern{"disk", o.Node, ""}
	case Thaw, Restart:
		return c == concern{"component", o.Node, o.Component}
	case Heal:
		return o.heals(c)
	}
	if o.Verb == Kill && o.Component == "" && c.kind == "component" && c.node == o.Node {
		return true // a node that is started has all its programs running
	}
	_, again := o.breaks()[c]
	return again
}

func (o Order) heals(c concern) bool {
	switch c.kind {
	case "link":
		return c.node == o.Node && o.From == "" && slices.Contains(o.AllLinks(), Link(c.part))
	case "pair":
		return len(o.Links) == 0 && slices.Contains([]string{c.node, c.part}, o.Node) &&
			(o.From == "" || slices.Contains([]string{c.node, c.part}, o.From))
	case "delay", "loss":
		return c.node == o.Node && o.From == "" && len(o.Links) == 0
	}
	return false
}
