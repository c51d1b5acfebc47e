package orders

import "sync"

// Receiver takes orders for a cluster that may not be there yet.
type Receiver struct {
	mu    sync.Mutex
	nodes []string
	carry func(Order) Answer
}

// Open says who carries orders out from now on, in a cluster with these nodes.
func (r *Receiver) Open(nodes []string, carry func(Order) Answer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.nodes, r.carry = nodes, carry
}

// Answer reads an order, has it carried out, and says what came of it.
func (r *Receiver) Answer(line []byte) Answer {
	r.mu.Lock()
	nodes, carry := r.nodes, r.carry
	r.mu.Unlock()
	if carry == nil {
		return Answer{ID: idOf(line), Refused: "the cluster takes no orders before it is usable"}
	}
	order, err := Parse(line, nodes)
	if err != nil {
		return Answer{ID: order.ID, Refused: err.Error()}
	}
	return carry(order)
}
