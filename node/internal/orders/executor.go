package orders

import (
	"sync"
	"time"
)

// Executor carries out orders one at a time, and undoes those that were given for a time when it is over. Each thing that can
// be broken has a name: a later order about the same thing takes the place of an earlier one, and of its time.
type Executor struct {
	do func(Order) error
	// stuck is told why something could not be undone.
	stuck func(Order, error)

	mu    sync.Mutex
	terms map[concern]*term
}

// term is the time after which something is undone.
type term struct{ timer *time.Timer }

// NewExecutor makes an executor of orders that do carries out.
func NewExecutor(do func(Order) error, stuck func(Order, error)) *Executor {
	return &Executor{do: do, stuck: stuck, terms: map[concern]*term{}}
}

// Carry carries out an order and says what came of it.
func (e *Executor) Carry(order Order) Answer {
	e.mu.Lock()
	defer e.mu.Unlock()
	err := e.do(order)
	if err == nil {
		e.note(order)
	}
	return AnswerTo(order, err)
}

// note takes down what the order concerns, and when that is to be undone.
func (e *Executor) note(order Order) {
	for concern, earlier := range e.terms {
		if order.supersedes(concern) {
			earlier.timer.Stop()
			delete(e.terms, concern)
		}
	}
	if order.For == 0 {
		return
	}
	for concern, undo := range order.breaks() {
		begun := &term{}
		begun.timer = time.AfterFunc(time.Duration(order.For), func() { e.end(concern, begun, undo) })
		e.terms[concern] = begun
	}
}

// end undoes what the term was for, unless somebody ordered otherwise in the moment in which it ended.
func (e *Executor) end(concern concern, ended *term, undo Order) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.terms[concern] != ended {
		return
	}
	delete(e.terms, concern)
	if err := e.do(undo); err != nil {
		e.stuck(undo, err)
	}
}
