package orders

import (
	"encoding/json"
	"io"
	"strconv"
	"sync"
)

// Courier takes orders to another process, and its answers back.
type Courier struct {
	out io.Writer

	mu      sync.Mutex
	last    int
	waiting map[string]chan Answer
	// closed is why there will be no more answers.
	closed error
}

// NewCourier makes a courier that writes orders to the other process.
func NewCourier(out io.Writer) *Courier {
	return &Courier{out: out, waiting: map[string]chan Answer{}}
}

// Carry takes an order there and waits for the answer.
func (c *Courier) Carry(order Order) Answer {
	carried := order
	c.mu.Lock()
	if c.closed != nil {
		defer c.mu.Unlock()
		return AnswerTo(order, c.closed)
	}
	c.last++
	carried.ID = strconv.Itoa(c.last)
	came := make(chan Answer, 1)
	c.waiting[carried.ID] = came
	c.mu.Unlock()
	text, err := json.Marshal(carried)
	if err != nil {
		panic(err) // strings and numbers only
	}
	if _, err := c.out.Write(append(text, '\n')); err != nil {
		c.Deliver(AnswerTo(carried, err))
	}
	answer := <-came
	answer.ID = order.ID
	return answer
}

// Deliver hands an answer of the other process to whoever waits for it.
func (c *Courier) Deliver(answer Answer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if came, ok := c.waiting[answer.ID]; ok {
		delete(c.waiting, answer.ID)
		came <- answer
	}
}

// Close says why nobody is there to answer any more, to those who wait and to those who come.
func (c *Courier) Close(reason error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = reason
	for id, came := range c.waiting {
		delete(c.waiting, id)
		came <- AnswerTo(Order{ID: id}, reason)
	}
}
