// Package orders is the language in which a running cluster is told to break one of its machines or links, and to mend it:
// one line of JSON an order, one line of JSON the answer.
package orders

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// Verb is what is to be done.
type Verb string

// The verbs: those that break something, each followed by what undoes it.
const (
	Freeze  Verb = "freeze"
	Thaw    Verb = "thaw"
	Kill    Verb = "kill"
	Restart Verb = "restart"
)

// NodeComponents are the programs that each node has.
var NodeComponents = []string{"containerd", "kube-proxy", "kubelet"}

// ControlPlaneComponents are the programs that the cluster has once, the NFS server and the provisioner of its volumes too.
var ControlPlaneComponents = []string{"etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "nfs", "provisioner"}

// Order is one thing to do.
type Order struct {
	// ID is repeated in the answer.
	ID string `json:"id,omitempty"`
	// Verb is what is to be done.
	Verb Verb `json:"order"`
	// Node is the name of the node that it is done to; empty where it concerns the control plane.
	Node string `json:"node,omitempty"`
	// Component is the program that it is done to.
	Component string `json:"component,omitempty"`
	// For is how long it lasts before it is undone; nothing means until it is undone by another order.
	For Duration `json:"for,omitzero"`
}

// Duration is written as Go and Kubernetes write durations, such as 1m30s.
type Duration time.Duration

// MarshalText writes it so.
func (d Duration) MarshalText() ([]byte, error) { return []byte(time.Duration(d).String()), nil }

// UnmarshalText reads it.
func (d *Duration) UnmarshalText(text []byte) error {
	read, err := time.ParseDuration(string(text))
	if err != nil || read <= 0 {
		return fmt.Errorf("%q is not a duration such as 30s or 2m", text)
	}
	*d = Duration(read)
	return nil
}

// verbs says for each verb what an order must and may carry, and what undoes it.
var verbs = map[Verb]struct {
	check func(Order, []string) error
	undo  Verb
}{
	Freeze:  {checkComponent, Thaw},
	Thaw:    {checkComponent, ""},
	Kill:    {checkComponent, Restart},
	Restart: {checkComponent, ""},
}

// Parse reads an order.
//
// The error is one sentence for whoever gave it. The order's ID is filled in even then, where there is one.
func Parse(line []byte, nodes []string) (Order, error) {
	var order Order
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&order); err != nil {
		return Order{ID: idOf(line)}, fmt.Errorf("this is no order: %s", sentence(err))
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return Order{ID: order.ID}, errors.New("this is no order: a line holds more than one object")
	}
	return order, order.check(nodes)
}

// idOf finds the ID in a line that is otherwise wrong.
func idOf(line []byte) string {
	var only struct {
		ID string `json:"id"`
	}
	_ = json.Unmarshal(line, &only)
	return only.ID
}

// sentence words an error of the JSON decoder without its prefix.
func sentence(err error) string {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return "the line ends too early"
	}
	return strings.TrimPrefix(err.Error(), "json: ")
}

func (o Order) check(nodes []string) error {
	verb, ok := verbs[o.Verb]
	if !ok {
		return fmt.Errorf("there is no order %q: it is one of %s", o.Verb, strings.Join(Verbs(), ", "))
	}
	if o.Node != "" && !slices.Contains(nodes, o.Node) {
		return fmt.Errorf("there is no node %q: it is one of %s", o.Node, strings.Join(nodes, ", "))
	}
	if o.For != 0 && verb.undo == "" {
		return fmt.Errorf("%s lasts: only what breaks something is undone after a time", o.Verb)
	}
	return verb.check(o, nodes)
}

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
		return fmt.Errorf("%s needs a component: %s is one of %s", o.Verb, where, strings.Join(known, ", "))
	case o.Node == "" && slices.Contains(NodeComponents, o.Component):
		return fmt.Errorf("%s runs on every node: say which node", o.Component)
	default:
		return fmt.Errorf("there is no component %q %s: it is one of %s", o.Component, where, strings.Join(known, ", "))
	}
}

// Verbs are the words that an order may begin with.
func Verbs() []string {
	var all []string
	for verb := range verbs {
		all = append(all, string(verb))
	}
	slices.Sort(all)
	return all
}
