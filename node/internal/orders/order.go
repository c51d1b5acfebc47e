// Package orders is the language in which a running cluster is told to break one of its machines or links, and to mend it:
// one line of JSON an order, one line of JSON the answer.
package orders

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
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
	Start   Verb = "start"
	Fill    Verb = "fill"
	Empty   Verb = "empty"
	Cut     Verb = "cut"
	Part    Verb = "part"
	Delay   Verb = "delay"
	Loss    Verb = "loss"
	Heal    Verb = "heal"

	ReadOnly Verb = "read-only"
	Full     Verb = "full"
	Writable Verb = "writable"
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
	// Links are what of a node's link is cut or healed; none means all.
	Links []Link `json:"links,omitempty"`
	// From is the other node, where a link between two is meant.
	From string `json:"from,omitempty"`
	// By is how much later each packet arrives.
	By Duration `json:"by,omitzero"`
	// Percent is how many of a hundred packets are lost.
	Percent float64 `json:"percent,omitempty"`
	// For is how long it lasts before it is undone; nothing means until it is undone by another order.
	For Duration `json:"for,omitzero"`
}

// Link is a part of what goes over a node's link. Together the parts are all of it.
type Link string

// The parts of a node's link.
const (
	// API is all that goes between the node and the control plane, but NFS.
	API Link = "api"
	// NFS is what goes between the node and the NFS server.
	NFS Link = "nfs"
	// Peers is what goes between the node and the other nodes, pods on both sides included.
	Peers Link = "peers"
)

// Links are the parts of a node's link.
var Links = []Link{API, NFS, Peers}

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
