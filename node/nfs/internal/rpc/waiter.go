package rpc

import "time"

// How an interrupted call ends.
const (
	// interruptGrace is how long whoever cannot go on waiting still waits:
	// what is answered soon is not left half done.
	interruptGrace = 2 * time.Second
	// lifeCheck is how often it is looked whether an interrupted caller has
	// to end.
	lifeCheck = 200 * time.Millisecond
)

// Waiter is who waits for an answer. Its zero value waits for ever.
type Waiter struct {
	// Interrupted is closed when something happened to whoever waits.
	Interrupted <-chan struct{}
	// Dying says whether that ends it, and is asked again and again: a
	// signal that is handled must not make a file operation fail (Go
	// programs get SIGURG all the time), and one that kills may follow it.
	// When it is nil, whatever interrupts ends the wait.
	Dying func() bool
}

// Await returns nil when answer is closed; ErrTimedOut when limit sends;
// ErrClosed when closed is closed; and ErrInterrupted some time after
// Interrupted was, when whoever waits is dying.
func (w Waiter) Await(answer <-chan struct{}, limit <-chan time.Time, closed <-chan struct{}) error {
	interrupted := w.Interrupted
	var since time.Time
	var look <-chan time.Time
	for {
		select {
		case <-answer:
			return nil
		case <-interrupted:
			interrupted, since = nil, time.Now()
			t := time.NewTicker(lifeCheck)
			defer t.Stop()
			look = t.C
		case <-look:
			if time.Since(since) >= interruptGrace && (w.Dying == nil || w.Dying()) {
				return ErrInterrupted
			}
		case <-limit:
			return ErrTimedOut
		case <-closed:
			return ErrClosed
		}
	}
}
