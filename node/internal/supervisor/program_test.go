package supervisor

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"holdfast.dev/node/internal/cluster"
	"holdfast.dev/node/internal/orders"
)

// patience bounds the wait for what happens soon unless it never happens.
const patience = 30 * time.Second

// patient is a program under supervision that says its process id when it starts and when it is asked.
type patient struct {
	t          *testing.T
	supervisor *Supervisor
	ctx        context.Context
	ask        *os.File
	lines      *bufio.Reader
}

// pipe makes a named pipe, open at both ends so that nobody waits for the other.
func pipe(t *testing.T, name string) *os.File {
	if err := syscall.Mkfifo(name, 0o600); err != nil {
		t.Fatal(err)
	}
	both, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { both.Close() })
	return both
}

// supervise runs a shell script as the component etcd, with the pipes $SAY, on which it says things, and $ASK, on which it is asked.
func supervise(t *testing.T, script string) *patient {
	dir := t.TempDir()
	said, ask := pipe(t, filepath.Join(dir, "said")), pipe(t, filepath.Join(dir, "asked"))
	if err := said.SetReadDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "program")
	if err := os.WriteFile(file, []byte("#!/bin/sh\nSAY="+said.Name()+" ASK="+ask.Name()+"\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	plan := &cluster.Plan{Data: dir, Components: map[string]string{"etcd": file}}
	if err := os.Mkdir(plan.Path("logs"), 0o700); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	p := &patient{t, New(plan), ctx, ask, bufio.NewReader(said)}
	t.Cleanup(func() {
		cancel()
		p.supervisor.wait.Wait()
	})
	p.supervisor.Start(ctx, "etcd", "etcd")
	return p
}

// The shell is not asked by a signal, which it may lose while it starts another program.
const living = `echo $$ >$SAY
while read -r question <$ASK; do echo $$ >$SAY; done
`

// pid is the next that is said.
func (p *patient) pid() int {
	p.t.Helper()
	line, err := p.lines.ReadString('\n')
	if err != nil {
		p.t.Fatal(err)
	}
	var pid int
	if _, err := fmt.Sscan(line, &pid); err != nil {
		p.t.Fatal(err)
	}
	return pid
}

func (p *patient) order(verb orders.Verb) {
	p.t.Helper()
	if err := p.supervisor.Obey(p.ctx, orders.Order{Verb: verb, Component: "etcd"}); err != nil {
		p.t.Fatalf("%s: %v", verb, err)
	}
}

// state is the letter by which proc(5) tells what a process is doing.
func state(t *testing.T, pid int) string {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Fields(string(text[strings.LastIndex(string(text), ")")+1:]))[0]
}

func TestAFrozenProgramStandsStillUntilItIsThawed(t *testing.T) {
	p := supervise(t, living)
	pid := p.pid()
	p.order(orders.Freeze)
	if got := state(t, pid); got != "T" {
		t.Errorf("state %s after freezing, want T", got)
	}
	p.order(orders.Freeze) // twice is once
	p.order(orders.Thaw)
	if _, err := p.ask.WriteString("\n"); err != nil {
		t.Fatal(err)
	}
	if got := p.pid(); got != pid {
		t.Errorf("%d goes on, want %d", got, pid)
	}
}

func TestAKilledProgramStaysAwayUntilItIsRestarted(t *testing.T) {
	p := supervise(t, living)
	pid := p.pid()
	p.order(orders.Kill)
	if err := syscall.Kill(pid, 0); !errors.Is(err, syscall.ESRCH) {
		t.Errorf("the process after kill: %v, want none", err)
	}
	for _, verb := range []orders.Verb{orders.Freeze, orders.Thaw} {
		err := p.supervisor.Obey(p.ctx, orders.Order{Verb: verb, Component: "etcd"})
		if want := "etcd does not run: restart it first"; err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %q", verb, err, want)
		}
	}
	p.order(orders.Kill) // twice is once
	p.order(orders.Restart)
	if again := p.pid(); again == pid {
		t.Errorf("the same process %d", again)
	}
}

func TestAFrozenProgramCanBeRestartedAndComesBackUnfrozen(t *testing.T) {
	p := supervise(t, living)
	pid := p.pid()
	p.order(orders.Freeze)
	p.order(orders.Restart)
	if err := syscall.Kill(pid, 0); !errors.Is(err, syscall.ESRCH) {
		t.Errorf("the old process: %v, want none", err)
	}
	if again := p.pid(); state(t, again) == "T" {
		t.Errorf("%d is frozen", again)
	}
}

func TestAProgramIsRunWithOtherArgumentsUntilItIsNot(t *testing.T) {
	p := supervise(t, `echo $$ "$@" >$SAY; exec sleep infinity`+"\n")
	said := func() string {
		t.Helper()
		line, err := p.lines.ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		_, arguments, _ := strings.Cut(strings.TrimSpace(line), " ")
		return arguments
	}
	run := func(further ...string) {
		t.Helper()
		if err := p.supervisor.RestartWith(p.ctx, "etcd", further...); err != nil {
			t.Fatal(err)
		}
	}
	expect := func(want string) {
		t.Helper()
		if got := said(); got != want {
			t.Errorf("run with %q, want %q", got, want)
		}
	}
	expect("")
	run("--full")
	expect("--full")
	run("--full") // it is already, so nothing happens
	run("--read-only")
	expect("--read-only")
	p.order(orders.Restart)
	expect("--read-only")
	run()
	expect("")
}

func TestAProgramThatEndsByItselfIsStartedAgain(t *testing.T) {
	p := supervise(t, living)
	pid := p.pid()
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if again := p.pid(); again == pid {
		t.Errorf("the same process %d", again)
	}
}

func TestAProgramThatCannotStartBreaksTheCluster(t *testing.T) {
	p := supervise(t, "echo Error: no >&2; exit 1\n")
	select {
	case got := <-p.supervisor.Broken:
		if want := `etcd ended 5 times in a row (exit status 1); last it said "Error: no"`; !strings.HasPrefix(got, want) {
			t.Errorf("broken: %q, want %q", got, want)
		}
	case <-time.After(patience):
		t.Fatal("nobody noticed")
	}
}

func TestAProgramThatCannotStartAfterAnOrderIsTriedOn(t *testing.T) {
	p := supervise(t, "echo $$ >$SAY; exit 1\n")
	p.pid()
	p.order(orders.Restart)
	for range startsBeforeGivingUp + 1 {
		p.pid()
	}
	select {
	case got := <-p.supervisor.Broken:
		t.Errorf("broken: %q", got)
	default:
	}
}

func TestOnlyWhatRunsTakesOrders(t *testing.T) {
	p := supervise(t, living)
	p.pid()
	err := p.supervisor.Obey(p.ctx, orders.Order{Verb: orders.Kill, Component: "nfs"})
	var refusal orders.Refusal
	if !errors.As(err, &refusal) {
		t.Errorf("%v, want a refusal", err)
	}
}
