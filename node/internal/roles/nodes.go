package roles

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"sync/atomic"
	"time"

	"holdfast.dev/node/internal/cluster"
	"holdfast.dev/node/internal/faults"
	"holdfast.dev/node/internal/orders"
	"holdfast.dev/node/internal/sandbox"
)

// nodeStages are the nodes of a cluster, as the hub sees them.
type nodeStages struct {
	plan   *cluster.Plan
	hub    reporter
	broken chan<- string
	// onMain has something done on the main thread of the hub, which the life of what is started there is tied to.
	onMain func(func() error) error

	mu sync.Mutex
	// all are the nodes in the order of their numbers, each as it was started last.
	all []*nodeStage
}

// nodeStage is one life of a node.
type nodeStage struct {
	number int
	// stage is its first process.
	stage *exec.Cmd
	// ready is closed when it has all images.
	ready chan struct{}
	// ended is closed when nothing of it runs any more.
	ended chan struct{}
	// killed is set when it ends on order.
	killed atomic.Bool
	// courier takes orders to it.
	courier *orders.Courier
}

// startAll starts the nodes and joins them to the network. It has to be called on the main thread.
func (n *nodeStages) startAll() error {
	for number := 1; number <= n.plan.Nodes; number++ {
		node, err := n.launch(number, faults.LinkFaults{})
		if err != nil {
			return fmt.Errorf("%s: %w", cluster.NodeName(number), err)
		}
		n.all = append(n.all, node)
	}
	return nil
}

// launch starts a node whose link has these faults from the first packet on.
func (n *nodeStages) launch(number int, faults faults.LinkFaults) (*nodeStage, error) {
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
	stage, err := sandbox.StartStage(n.plan, sandbox.Node, number, out, handover, in)
	if err != nil {
		return nil, err
	}
	for _, theirs := range []*os.File{out, handover, in} {
		_ = theirs.Close()
	}
	node := &nodeStage{number: number, stage: stage, ready: make(chan struct{}), ended: make(chan struct{}),
		courier: orders.NewCourier(ordered)}
	go n.follow(node, reports, ordered)
	if err := node.connect(faults); err != nil {
		node.killed.Store(true)
		_ = stage.Process.Kill()
		<-node.ended
		return nil, errors.Join(err, sandbox.LeaveNode(number))
	}
	return node, cable.Close()
}

// connect joins a node that waits for it to the network.
func (n *nodeStage) connect(faults faults.LinkFaults) error {
	if err := sandbox.JoinNode(n.number, n.stage.Process.Pid); err != nil {
		return err
	}
	if faults.None() {
		return nil // its network is new, and a start is waited for
	}
	return faults.Apply(n.number, n.stage.Process.Pid)
}

// follow hears what a node says, and sees it end.
func (n *nodeStages) follow(node *nodeStage, reports, ordered *os.File) {
	failure := followReports(reports, node.hear(n.hub))
	if failure == "" {
		failure = "it ended"
	}
	// When its first process can be waited for, all that it had below itself is gone.
	_ = node.stage.Wait()
	if node.killed.Load() {
		node.courier.Close(orders.Refuse("%s does not run: start it first", cluster.NodeName(node.number)))
	} else {
		node.courier.Close(fmt.Errorf("%s does not run: %s", cluster.NodeName(node.number), failure))
		n.broken <- cluster.NodeName(node.number) + ": " + failure
	}
	_ = ordered.Close()
	close(node.ended)
}

// hear takes a line that the node reports.
func (n *nodeStage) hear(hub reporter) func(report) {
	return func(line report) {
		switch {
		case line.Ready:
			close(n.ready)
		case line.Answer != nil:
			n.courier.Deliver(*line.Answer)
		case line.Phase != "":
			line.Phase = cluster.NodeName(n.number) + ": " + line.Phase
			hub.send(line)
		default:
			hub.send(line)
		}
	}
}

// named finds a node.
func (n *nodeStages) named(name string) (*nodeStage, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if number := cluster.NodeNumber(name); number >= 1 && number <= len(n.all) {
		return n.all[number-1], nil
	}
	return nil, orders.Refuse("there is no node %q", name)
}

// apply brings faults about on the link of a node, if it runs.
func (n *nodeStages) apply(number int, faults faults.LinkFaults) error {
	node, err := n.named(cluster.NodeName(number))
	if err != nil || node.killed.Load() {
		return err
	}
	return faults.Apply(number, node.stage.Process.Pid)
}

// kill ends a node at once, as when its power fails: its disk is all that is left of it.
func (n *nodeStages) kill(node *nodeStage) error {
	if node.killed.Swap(true) {
		return nil
	}
	if err := node.stage.Process.Kill(); err != nil {
		return err
	}
	select {
	case <-node.ended:
	case <-time.After(nodeEndGrace):
		return fmt.Errorf("%s did not end within %s of being killed", cluster.NodeName(node.number), nodeEndGrace)
	}
	if err := sandbox.LeaveNode(node.number); err != nil {
		return err
	}
	return sandbox.RemoveNodeCgroup(n.plan, node.number)
}

// nodeEndGrace bounds the wait for all processes of a node to be gone, its pods' among them.
const nodeEndGrace = time.Minute

// start starts a node that was killed, with the faults that the network has for it.
func (n *nodeStages) start(node *nodeStage, faults faults.LinkFaults) error {
	if !node.killed.Load() {
		return nil
	}
	if err := sandbox.MakeNodeCgroup(n.plan, node.number); err != nil {
		return err
	}
	return n.onMain(func() error {
		again, err := n.launch(node.number, faults)
		if err != nil {
			return err
		}
		n.mu.Lock()
		defer n.mu.Unlock()
		n.all[node.number-1] = again
		return nil
	})
}

// awaitReady waits until a node is what it is for.
func (n *nodeStage) awaitReady() error {
	select {
	case <-n.ready:
		return nil
	case <-n.ended:
		return fmt.Errorf("%s ended before it was ready", cluster.NodeName(n.number))
	}
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
