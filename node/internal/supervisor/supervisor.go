// Package supervisor keeps the programs of a role running, and does to them what is ordered: it freezes, kills and restarts them.
package supervisor

import (
	"context"
	"os"
	"sync"
	"time"

	"holdfast.dev/node/internal/cluster"
	"holdfast.dev/node/internal/orders"
)

// restartPause is how long an ended program is left alone before it is started again, as a service manager would.
const restartPause = time.Second

// livedLongEnough is how long a program lives that can be started: one that ends after that was ended by something else.
const livedLongEnough = 15 * time.Second

// startsBeforeGivingUp is how often a program may end before it was ever needed: more means that it cannot start.
const startsBeforeGivingUp = 5

// Supervisor keeps the programs of one role running.
type Supervisor struct {
	plan *cluster.Plan
	// Broken gets a sentence when a program cannot be started.
	Broken chan string
	wait   sync.WaitGroup

	mu       sync.Mutex
	programs map[string]*program
	// ordered is set once something was broken on order: from then on a program that cannot start may be about to again.
	ordered bool
}

// New makes a supervisor that keeps nothing running yet.
func New(plan *cluster.Plan) *Supervisor {
	return &Supervisor{plan: plan, Broken: make(chan string, 16), programs: map[string]*program{}}
}

// Start keeps a component running until the context is done. Its output goes to a log file of the given name.
func (s *Supervisor) Start(ctx context.Context, component, logName string, arguments ...string) {
	s.StartAs(ctx, component, component, logName, arguments...)
}

// StartAs does so under the name by which orders speak of it, where that is another.
func (s *Supervisor) StartAs(ctx context.Context, name, component, logName string, arguments ...string) {
	p := &program{
		name: name, file: s.plan.Program(component), log: s.plan.Log(logName),
		arguments:   append(arguments, s.plan.ExtraArgs[component]...),
		environment: s.environment(os.Environ()),
		requests:    make(chan request),
	}
	s.mu.Lock()
	s.programs[name] = p
	s.mu.Unlock()
	s.wait.Go(func() { p.keep(ctx, s) })
}

// Obey carries out an order about one of the programs.
func (s *Supervisor) Obey(ctx context.Context, order orders.Order) error {
	p, err := s.ordersTo(order.Component)
	if err != nil {
		return err
	}
	return p.ask(ctx, order.Verb, nil)
}

// RestartWith has a program run with other arguments beside its own.
func (s *Supervisor) RestartWith(ctx context.Context, name string, further ...string) error {
	p, err := s.ordersTo(name)
	if err != nil {
		return err
	}
	return p.ask(ctx, orders.Restart, &further)
}

// ordersTo finds the program that something is ordered of.
func (s *Supervisor) ordersTo(name string) (*program, error) {
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
func (s *Supervisor) mayGiveUp() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.ordered
}

// environment is that of a component. A cluster that lives for minutes has memory enough and waits for its processors:
// Go tidies up a fifth as often as it would by itself, as long as a program does not become large. Whoever starts us may
// say otherwise.
func (s *Supervisor) environment(own []string) []string {
	path := "PATH=" + cluster.BinDirectory + ":" + s.plan.Home + "/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
	return append(append([]string{"GOGC=400", "GOMEMLIMIT=1GiB"}, own...), path)
}
