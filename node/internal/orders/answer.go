package orders

import (
	"errors"
	"fmt"
)

// Answer is what is said to an order.
type Answer struct {
	// ID is the order's.
	ID string `json:"id,omitempty"`
	// Done is set when what was ordered is so.
	Done bool `json:"done,omitempty"`
	// Refused is why it was not tried: a sentence about the order, or about what this machine cannot do.
	Refused string `json:"refused,omitempty"`
	// Failed is why it did not succeed; the cluster is as it was.
	Failed string `json:"failed,omitempty"`
}

// Refusal is an error of whoever gave the order.
type Refusal struct{ sentence string }

func (r Refusal) Error() string { return r.sentence }

// Refuse makes a refusal.
func Refuse(format string, values ...any) error { return Refusal{fmt.Sprintf(format, values...)} }

// AnswerTo puts the outcome of an order into words.
func AnswerTo(order Order, err error) Answer {
	var refusal Refusal
	switch {
	case err == nil:
		return Answer{ID: order.ID, Done: true}
	case errors.As(err, &refusal):
		return Answer{ID: order.ID, Refused: err.Error()}
	default:
		return Answer{ID: order.ID, Failed: err.Error()}
	}
}

// Err is the outcome that an answer tells of.
func (a Answer) Err() error {
	switch {
	case a.Refused != "":
		return Refusal{a.Refused}
	case a.Failed != "":
		return errors.New(a.Failed)
	default:
		return nil
	}
}
