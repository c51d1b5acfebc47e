package cluster

import (
	"errors"
	"fmt"
	"os"
	"os/exec"

	"holdfast.dev/node/internal/orders"
)

// nodeStages are the nodes that the hub has started, in the order of their numbers.
type nodeStages struct{ all []*nodeStage }

// nodeStage is a node as the hub sees it.
type nodeStage struct {
	// stage is its first process.
	stage *exec.Cmd
	// ready is closed when it has all images.
	ready chan struct{}
	// courier takes orders to it.
	courier *orders.Courier
}

// startNodes starts the nodes and joins them to the network.
func startNodes(plan *Plan, hub reporter, broken chan<- string) (*nodeStages, error) {
	nodes := &nodeStages{}
	for number := 1; number <= plan.Nodes; number++ {
		node, err := startNode(plan, number, hub, broken)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", NodeName(number), err)
		}
		nodes.all = append(nodes.all, node)
	}
	return nodes, nil
}

func startNode(plan *Plan, number int, hub reporter, broken chan<- string) (*nodeStage, error) {
	reports, out, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	handover, cable, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	in, ordered, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	stage, err := startStage(plan, Node, number, out, handover, in)
	if err != nil {
		return nil, err
	}
	for _, theirs := range []*os.File{out, handover, in} {
		_ = theirs.Close()
	}
	if err := joinNode(number, stage.Process.Pid); err != nil {
		return nil, err
	}
	if err := cable.Close(); err != nil {
		return nil, err
	}
	node := &nodeStage{stage: stage, ready: make(chan struct{}), courier: orders.NewCourier(ordered)}
	go func() {
		failure := followReports(reports, func(line report) { node.follow(line, number, hub) })
		if failure == "" {
			failure = "it ended"
		}
		node.courier.Close(fmt.Errorf("%s does not run: %s", NodeName(number), failure))
		broken <- NodeName(number) + ": " + failure
	}()
	go func() { _ = stage.Wait() }()
	return node, nil
}

// follow hears what the node says.
func (n *nodeStage) follow(line report, number int, hub reporter) {
	switch {
	case line.Ready:
		close(n.ready)
	case line.Answer != nil:
		n.courier.Deliver(*line.Answer)
	case line.Phase != "":
		line.Phase = NodeName(number) + ": " + line.Phase
		hub.send(line)
	default:
		hub.send(line)
	}
}

// named finds a node.
func (n *nodeStages) named(name string) (*nodeStage, error) {
	for i, node := range n.all {
		if NodeName(i+1) == name {
			return node, nil
		}
	}
	return nil, orders.Refuse("there is no node %q", name)
}

// apply brings faults about on the link of a node.
func (n *nodeStages) apply(number int, faults linkFaults) error {
	return faults.apply(number, n.all[number-1].stage.Process.Pid)
}

// awaitImages waits until every node has all images.
func (n *nodeStages) awaitImages(broken <-chan string) error {
	for _, node := range n.all {
		select {
		case <-node.ready:
		case sentence := <-broken:
			return errors.New(sentence)
		}
	}
	return nil
}
