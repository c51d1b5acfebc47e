package supervisor

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"holdfast.dev/node/internal/orders"
	"holdfast.dev/node/internal/programlog"
)

// endGrace is how long a program may take to end before it is killed, and how long the kernel may take to stop one.
const endGrace = 10 * time.Second

// program is a component that is kept running. One goroutine, keep, owns everything about it; others send it requests.
type program struct {
	name, file, log        string
	arguments, environment []string
	// further are arguments that an order added.
	further  []string
	requests chan request

	// current is the process, or nothing while there is none.
	current *process
	// begin is when the next process is to be started, or nothing while it is not to be.
	begin <-chan time.Time
	// starts counts the processes that ended soon, one after the other.
	starts int
}

// process is one run of a program.
type process struct {
	cmd   *exec.Cmd
	began time.Time
	ended chan error
}

// request is an order to a program.
type request struct {
	verb orders.Verb
	// further are the arguments that the program is to be run with beside its own, where they are to change.
	further *[]string
	answer  chan error
}

// ask has the program obey and waits until it has.
func (p *program) ask(ctx context.Context, verb orders.Verb, further *[]string) error {
	r := request{verb, further, make(chan error, 1)}
	select {
	case p.requests <- r:
		return <-r.answer
	case <-ctx.Done():
		return errors.New("the cluster is ending")
	}
}

// keep runs the program, again and again, until the context is done.
func (p *program) keep(ctx context.Context, s *Supervisor) {
	p.begin = time.After(0)
	for {
		var ended chan error
		if p.current != nil {
			ended = p.current.ended
		}
		select {
		case <-ctx.Done():
			if p.current != nil {
				<-p.current.ended
			}
			return
		case <-p.begin:
			if err := p.start(ctx); err != nil {
				p.sawEnd(s, err, 0)
			}
		case err := <-ended:
			lived := time.Since(p.current.began)
			p.current = nil
			if ctx.Err() == nil {
				p.sawEnd(s, err, lived)
			}
		case r := <-p.requests:
			if r.further != nil {
				r.answer <- p.runWith(ctx, *r.further)
			} else {
				r.answer <- p.obey(ctx, r.verb)
			}
		}
	}
}

// start begins a process.
func (p *program) start(ctx context.Context) error {
	p.begin = nil
	log, err := os.OpenFile(p.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	cmd := exec.CommandContext(ctx, p.file, slices.Concat(p.arguments, p.further)...)
	cmd.Stdout, cmd.Stderr = log, log
	cmd.Env = p.environment
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		return err
	}
	p.current = &process{cmd: cmd, began: time.Now(), ended: make(chan error, 1)}
	go func(current *process) { current.ended <- current.cmd.Wait() }(p.current)
	return nil
}

// sawEnd decides what becomes of a program that ended by itself.
func (p *program) sawEnd(s *Supervisor, err error, lived time.Duration) {
	p.starts++
	if lived > livedLongEnough {
		p.starts = 0
	}
	if p.starts >= startsBeforeGivingUp && s.mayGiveUp() {
		s.Broken <- fmt.Sprintf("%s ended %d times in a row (%v); last it said %q; the rest is in %s",
			p.name, p.starts, err, programlog.LastWords(p.log), p.log)
		return
	}
	p.begin = time.After(restartPause)
}

// obey does what was ordered. What the process has started goes on: it is the program that hangs or is gone, as when it has
// a deadlock or the kernel needs its memory.
func (p *program) obey(ctx context.Context, verb orders.Verb) error {
	switch verb {
	case orders.Freeze:
		return p.freeze()
	case orders.Thaw:
		if p.begin != nil { // it ended meanwhile, and begins anew
			return nil
		}
		return p.thaw()
	case orders.Kill:
		p.begin = nil
		return p.end(ctx, syscall.SIGKILL)
	case orders.Restart:
		if err := p.end(ctx, syscall.SIGTERM); err != nil {
			return err
		}
		p.starts = 0
		return p.start(ctx)
	}
	return fmt.Errorf("%s cannot be done to %s", verb, p.name)
}

// runWith restarts the program with other further arguments, unless it has them already.
func (p *program) runWith(ctx context.Context, further []string) error {
	if slices.Equal(p.further, further) {
		return nil
	}
	if p.current == nil {
		return p.refusal()
	}
	before := p.further
	p.further = further
	err := p.obey(ctx, orders.Restart)
	if err != nil {
		p.further = before
	}
	return err
}

func (p *program) refusal() error { return orders.Refuse("%s does not run: restart it first", p.name) }

// freeze stops the process where it is, and returns when it has stopped.
func (p *program) freeze() error {
	if p.current == nil {
		return p.refusal()
	}
	process := p.current.cmd.Process
	if err := process.Signal(syscall.SIGSTOP); err != nil {
		return fmt.Errorf("%s: %w", p.name, err)
	}
	stopped := make(chan error, 1)
	go func() {
		stopped <- unix.Waitid(unix.P_PID, process.Pid, nil, unix.WSTOPPED|unix.WEXITED|unix.WNOWAIT, nil)
	}()
	select {
	case err := <-stopped:
		return err
	case <-time.After(endGrace):
		return errors.Join(fmt.Errorf("%s did not stop within %s", p.name, endGrace), p.thaw())
	}
}

// thaw lets the process go on.
func (p *program) thaw() error {
	if p.current == nil {
		return p.refusal()
	}
	return p.current.cmd.Process.Signal(syscall.SIGCONT)
}

// end ends the process, if there is one, and returns when it is gone.
func (p *program) end(ctx context.Context, signal os.Signal) error {
	if p.current == nil {
		return nil
	}
	for _, next := range []os.Signal{signal, syscall.SIGKILL} {
		// It may have ended just now, which is what is wanted. One that is frozen has to go on to hear of it.
		_ = p.current.cmd.Process.Signal(next)
		_ = p.current.cmd.Process.Signal(syscall.SIGCONT)
		select {
		case <-p.current.ended:
			p.current = nil
			return nil
		case <-ctx.Done():
			return errors.New("the cluster is ending")
		case <-time.After(endGrace):
		}
	}
	return fmt.Errorf("%s did not end within %s of being killed", p.name, endGrace)
}
