package server

import "sync"

// rememberedCalls is how many answers are kept for clients that ask again.
const rememberedCalls = 1024

// call tells a client's repeated call from a new one.
type call struct {
	client string
	xid    uint32
	sum    uint32
}

// repeats keeps the answers to the last calls that changed something. A client
// that lost its connection before the answer came repeats the call, and must
// neither have it carried out again nor be told that, say, the file it
// deletes is not there.
type repeats struct {
	mu     sync.Mutex
	done   map[call]*outcome
	oldest []call
}

type outcome struct {
	ready chan struct{}
	reply []byte
}

func newRepeats() *repeats { return &repeats{done: map[call]*outcome{}} }

// once runs the call unless it was run already, and returns its answer.
func (r *repeats) once(key call, run func() []byte) []byte {
	r.mu.Lock()
	if o, ok := r.done[key]; ok {
		r.mu.Unlock()
		<-o.ready
		return o.reply
	}
	o := &outcome{ready: make(chan struct{})}
	r.done[key] = o
	r.oldest = append(r.oldest, key)
	if len(r.oldest) > rememberedCalls {
		delete(r.done, r.oldest[0])
		r.oldest = r.oldest[1:]
	}
	r.mu.Unlock()
	o.reply = run()
	close(o.ready)
	return o.reply
}
