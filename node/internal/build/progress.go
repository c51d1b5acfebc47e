package build

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// quiet is the longest time without a line while something runs.
const quiet = 8 * time.Second

// Progress tells a person what is going on: a line when something begins, and at least one every ten seconds while it
// lasts.
type Progress struct {
	mu     sync.Mutex
	out    io.Writer
	start  time.Time
	last   time.Time
	status func() string // what to say while the present step lasts
	stop   chan struct{}
	done   chan struct{}
}

// NewProgress starts telling. [Progress.Close] ends it.
func NewProgress(out io.Writer) *Progress {
	p := &Progress{out: out, start: time.Now(), stop: make(chan struct{}), done: make(chan struct{})}
	go p.remind()
	return p
}

// Say writes a line at once.
func (p *Progress) Say(format string, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.write(fmt.Sprintf(format, args...))
}

// Begin writes a line about a step that now begins, and repeats it with the time passed for as long as it lasts.
func (p *Progress) Begin(doing string) { p.BeginWith(doing, func() string { return doing }) }

// BeginWith writes a line about a step that now begins; while it lasts, status says how far it is. Status is called from
// another goroutine.
func (p *Progress) BeginWith(doing string, status func() string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.status = status
	p.write(doing)
}

// Idle ends the present step: there is nothing to repeat.
func (p *Progress) Idle() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.status = nil
}

// Close stops telling.
func (p *Progress) Close() {
	close(p.stop)
	<-p.done
}

func (p *Progress) write(line string) {
	p.last = time.Now()
	fmt.Fprintf(p.out, "holdfast-build: %s\n", line)
}

func (p *Progress) remind() {
	defer close(p.done)
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-p.stop:
			return
		case <-tick.C:
			p.mu.Lock()
			status, due := p.status, time.Since(p.last) >= quiet
			p.mu.Unlock()
			if status != nil && due {
				line := status()
				p.mu.Lock()
				p.write(fmt.Sprintf("%s (%s)", line, time.Since(p.start).Round(time.Second)))
				p.mu.Unlock()
			}
		}
	}
}
