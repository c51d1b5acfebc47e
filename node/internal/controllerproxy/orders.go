package controllerproxy

import (
	"encoding/json"
	"errors"
	"io"
)

// Order says what is told about a namespace from now on; without rules, the truth.
type Order struct {
	Namespace string `json:"namespace"`
	Rule
}

// Receipt says that an order is in force, or why it cannot be.
type Receipt struct {
	Namespace string `json:"namespace"`
	Error     string `json:"error,omitempty"`
}

// Obey carries out orders, one JSON object each, until there are no more, and gives a receipt for each.
func (r *Rules) Obey(orders io.Reader, receipts io.Writer) error {
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
		if err := r.obey(order); err != nil {
			receipt.Error = err.Error()
		}
		if err := out.Encode(receipt); err != nil {
			return err
		}
	}
}

func (r *Rules) obey(order Order) error {
	if len(order.Sees) == 0 && len(order.Sends) == 0 {
		r.Clear(order.Namespace)
		return nil
	}
	return r.Set(order.Namespace, order.Rule)
}
