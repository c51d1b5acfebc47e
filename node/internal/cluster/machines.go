package cluster

import (
	"bufio"
	"context"
	"encoding/json"
	"os"

	"holdfast.dev/node/internal/orders"
)

// An order goes from whoever gives it to the main process of the hub, which carries it out one after the other: by itself what
// concerns the control plane, and by way of a node's main process what concerns a program there.

// machines carries out orders in the hub.
type machines struct {
	ctx          context.Context
	controlPlane *supervisor
	nodes        *nodeStages
}

func (m *machines) do(order orders.Order) error {
	if order.Node == "" {
		return m.controlPlane.obey(m.ctx, order)
	}
	node, err := m.nodes.named(order.Node)
	if err != nil {
		return err
	}
	return node.courier.Carry(order).Err()
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

func orderAnswered(answer orders.Answer) report { return report{Answer: &answer} }
