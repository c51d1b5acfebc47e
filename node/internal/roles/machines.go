package roles

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"

	"holdfast.dev/node/internal/cluster"
	"holdfast.dev/node/internal/faults"
	"holdfast.dev/node/internal/orders"
	"holdfast.dev/node/internal/supervisor"
)

// An order goes from whoever gives it to the main process of the hub, which carries it out one after the other: by itself what
// concerns the control plane, and by way of a node's main process what concerns a program there.

// machines carries out orders in the hub.
type machines struct {
	ctx          context.Context
	controlPlane *supervisor.Supervisor
	nodes        *nodeStages
	network      faults.Network
}

func (m *machines) do(order orders.Order) error {
	switch order.Verb {
	case orders.Cut, orders.Part, orders.Delay, orders.Loss, orders.Heal:
		return m.rewire(order)
	case orders.ReadOnly, orders.Full:
		return m.controlPlane.RestartWith(m.ctx, "nfs", "--"+string(order.Verb))
	case orders.Writable:
		return m.controlPlane.RestartWith(m.ctx, "nfs")
	}
	if order.Node == "" {
		return m.controlPlane.Obey(m.ctx, order)
	}
	node, err := m.nodes.named(order.Node)
	switch {
	case err != nil:
		return err
	case order.Component != "":
		return node.courier.Carry(order).Err()
	case order.Verb == orders.Fill:
		return faults.FillDisk(m.nodes.plan, node.number)
	case order.Verb == orders.Empty:
		return faults.EmptyDisk(m.nodes.plan, node.number)
	case order.Verb == orders.Kill:
		return m.nodes.kill(node)
	default:
		return m.nodes.start(node, m.network[node.number])
	}
}

// carryWith has an executor carry orders out, one at a time, and waits beside it for what takes its time.
func (m *machines) carryWith(executor *orders.Executor) func(orders.Order) orders.Answer {
	return func(order orders.Order) orders.Answer {
		answer := executor.Carry(order)
		if !answer.Done || order.Verb != orders.Start {
			return answer
		}
		node, err := m.nodes.named(order.Node)
		if err == nil {
			err = node.awaitReady()
		}
		return orders.AnswerTo(order, err)
	}
}

// rewire changes what is wrong with the links of nodes: on all that it concerns, or on none.
func (m *machines) rewire(order orders.Order) error {
	after, changed := m.network.After(order)
	for i, number := range changed {
		err := m.nodes.apply(number, after[number])
		if err == nil {
			continue
		}
		for _, done := range changed[:i+1] {
			if back := m.nodes.apply(done, m.network[done]); back != nil {
				err = fmt.Errorf("%w; and the link of %s could not be put back: %v", err, cluster.NodeName(done), back)
			}
		}
		return err
	}
	m.network = after
	return nil
}

// takeOrders carries out the orders that a role is sent, until there are no more. They were checked before they were sent.
func takeOrders(in *os.File, report reporter, carry func(orders.Order) orders.Answer) {
	for lines := bufio.NewScanner(in); lines.Scan(); {
		var order orders.Order
		if json.Unmarshal(lines.Bytes(), &order) != nil {
			continue
		}
		go func() {
			answer := carry(order)
			report.send(orderAnswered(answer))
		}()
	}
}
