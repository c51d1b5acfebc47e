package controllerproxy

import (
	"encoding/json"
	"errors"
	"io"
)

// Order says what is told about a namespace from now on; without rules, the truth. Or it ends the controller, or starts it again.
type Order struct {
	Namespace string `json:"namespace"`
	// Controller is what is to be done to the controller: Kill or Restart. Then the order is about no namespace.
	Controller Verb `json:"controller,omitempty"`
	Rule
}

// Verb is what is done to the controller.
type Verb string

const (
	// Kill ends the controller at once; it stays away until it is restarted.
	Kill Verb = "kill"
	// Restart ends the controller, if it runs, and starts it.
	Restart Verb = "restart"
)

// Receipt says that an order is in force, or why it cannot be.
type Receipt struct {
	Namespace string `json:"namespace"`
	Error     string `json:"error,omitempty"`
}

// Obey carries out orders, one JSON object each, until there are no more, and gives a receipt for each. What is ordered of the
// controller is done by do.
func (r *Rules) Obey(orders io.Reader, receipts io.Writer, do func(Verb) error) error {
	out := json.NewEncoder(receipts)
	in := json.NewDecoder(orders)
	in.DisallowUnknownFields()
	for {
		var order Order
		if err := in.Decode(&order); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		receipt := Receipt{Namespace: order.Namespace}
		if err := r.obey(order, do); err != nil {
			receipt.Error = err.Error()
		}
		if err := out.Encode(receipt); err != nil {
			return err
		}
	}
}

func (r *Rules) obey(order Order, do func(Verb) error) error {
	if order.Controller != "" {
		return do(order.Controller)
	}
	if len(order.Sees) == 0 && len(order.Sends) == 0 {
		r.Clear(order.Namespace)
		return nil
	}
	return r.Set(order.Namespace, order.Rule)
}
