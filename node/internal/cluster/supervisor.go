package cluster

import (
	"bytes"
	"context"
	"os"
	"strings"
	"sync"
	"time"

	"holdfast.dev/node/internal/orders"
)

// restartPause is how long an ended program is left alone before it is started again, as a service manager would.
const restartPause = time.Second

// livedLongEnough is how long a program lives that can be started: one that ends after that was ended by something else.
const livedLongEnough = 15 * time.Second

// startsBeforeGivingUp is how often a program may end before it was ever needed: more means that it cannot start.
const startsBeforeGivingUp = 5

// supervisor keeps the programs of one role running.
type supervisor struct {
	plan *Plan
	// broken gets a sentence when a program cannot be started.
	broken chan string
	wait   sync.WaitGroup

	mu       sync.Mutex
	programs map[string]*program
	// ordered is set once something was broken on order: from then on a program that cannot start may be about to again.
	ordered bool
}

func newSupervisor(plan *Plan) *supervisor {
	return &supervisor{plan: plan, broken: make(chan string, 16), programs: map[string]*program{}}
}

// start keeps a component running until the context is done. Its output goes to a log file of the given name.
func (s *supervisor) start(ctx context.Context, component, logName string, arguments ...string) {
	s.startAs(ctx, component, component, logName, arguments...)
}

// startAs does so under the name by which orders speak of it, where that is another.
func (s *supervisor) startAs(ctx context.Context, name, component, logName string, arguments ...string) {
	p := &program{
		name: name, file: s.plan.program(component), log: s.plan.log(logName),
		arguments:   append(arguments, s.plan.ExtraArgs[component]...),
		environment: s.environment(os.Environ()),
		requests:    make(chan request),
	}
	s.mu.Lock()
	s.programs[name] = p
	s.mu.Unlock()
	s.wait.Go(func() { p.keep(ctx, s) })
}

// obey carries out an order about one of the programs.
func (s *supervisor) obey(ctx context.Context, order orders.Order) error {
	p, err := s.ordersTo(order.Component)
	if err != nil {
		return err
	}
	return p.ask(ctx, order.Verb, nil)
}

// restartWith has a program run with other arguments beside its own.
func (s *supervisor) restartWith(ctx context.Context, name string, further ...string) error {
	p, err := s.ordersTo(name)
	if err != nil {
		return err
	}
	return p.ask(ctx, orders.Restart, &further)
}

// ordersTo finds the program that something is ordered of.
func (s *supervisor) ordersTo(name string) (*program, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ordered = true
	p, ok := s.programs[name]
	if !ok {
		return nil, orders.Refuse("%s does not run in this cluster", name)
	}
	return p, nil
}

// mayGiveUp tells whether a program that ends again and again is a reason to end the cluster.
func (s *supervisor) mayGiveUp() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.ordered
}

// environment is that of a component. A cluster that lives for minutes has memory enough and waits for its processors:
// Go tidies up a fifth as often as it would by itself, as long as a program does not become large. Whoever starts us may
// say otherwise.
func (s *supervisor) environment(own []string) []string {
	path := "PATH=" + binDirectory + ":" + s.plan.Home + "/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
	return append(append([]string{"GOGC=400", "GOMEMLIMIT=1GiB"}, own...), path)
}

// lastWords is the end of a log: what a program said before it gave up.
func lastWords(file string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		return ""
	}
	lines := strings.Split(string(bytes.TrimSpace(text)), "\n")
	last := lines[len(lines)-1]
	for i := len(lines) - 1; i >= 0; i-- {
		// Programs that print their usage after an error say the reason first.
		if strings.HasPrefix(lines[i], "E") || strings.HasPrefix(lines[i], "F") || strings.HasPrefix(lines[i], "Error:") {
			last = lines[i]
			break
		}
	}
	const limit = 400
	if len(last) > limit {
		last = last[:limit] + "…"
	}
	return last
}
