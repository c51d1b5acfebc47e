package fusefs

import (
	"errors"
	"sync"
)

// writtenData remembers whether a file has data that the server may still
// lose, and with it how the server would show that it did.
type writtenData struct {
	mu sync.Mutex
	// answered counts the writes that the server answered without putting
	// them on stable storage; committed is how many of them a commit covers
	// that was answered since.
	answered, committed uint64
	verifier            [8]byte
	// losses counts how often the server showed that it lost data, and told
	// how many of them an fsync has reported.
	losses, told uint64
}

// errLost is reported by fsync when the server showed that it lost what it had
// taken.
var errLost = errors.New("the server lost data that was written")

// opened gives the number of losses that a file which is opened now does not
// have to report: those that somebody was told of already.
func (w *writtenData) opened() uint64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.told
}

// saw takes note of a write that is not on stable storage.
func (w *writtenData) saw(verifier [8]byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.answered > w.committed && w.verifier != verifier {
		w.losses++
	}
	w.answered++
	w.verifier = verifier
}

// start begins a commit. It returns how many writes were answered by now, which
// are those that the commit will cover, and whether there is anything to commit.
func (w *writtenData) start() (uint64, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.answered, w.answered > w.committed
}

// done ends a commit, begun when covers writes were answered, that the server
// answered with verifier. A write that was answered meanwhile may have come too
// late for it, and waits for the next one.
func (w *writtenData) done(covers uint64, verifier [8]byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.answered > w.committed && w.verifier != verifier {
		// Whether that is so of the writes before the commit or of those
		// after it cannot be told; none of them can be relied on.
		w.losses++
		w.committed = w.answered
		return
	}
	w.committed = max(w.committed, covers)
}

// report says whether data was lost since the losses that an open file knows
// of, and has it know of all. Each open file is told once, as with a local disk.
func (w *writtenData) report(known *uint64) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if *known == w.losses {
		return nil
	}
	*known, w.told = w.losses, w.losses
	return errLost
}
