package cluster

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"
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
}

func newSupervisor(plan *Plan) *supervisor {
	return &supervisor{plan: plan, broken: make(chan string, 16)}
}

// run keeps a component running until the context is done. Its output goes to a log file of the given name.
func (s *supervisor) run(ctx context.Context, component, logName string, arguments ...string) {
	arguments = append(arguments, s.plan.ExtraArgs[component]...)
	s.wait.Add(1)
	go func() {
		defer s.wait.Done()
		for starts := 1; ; starts++ {
			began := time.Now()
			err := s.runOnce(ctx, component, logName, arguments)
			if ctx.Err() != nil {
				return
			}
			if time.Since(began) > livedLongEnough {
				starts = 0
			}
			if starts >= startsBeforeGivingUp {
				s.broken <- fmt.Sprintf("%s ended %d times in a row (%v); last it said %q; the rest is in %s",
					component, starts, err, lastWords(s.plan.log(logName)), s.plan.log(logName))
				return
			}
			select {
			case <-ctx.Done():
				return
			case <-time.After(restartPause):
			}
		}
	}()
}

func (s *supervisor) runOnce(ctx context.Context, component, logName string, arguments []string) error {
	log, err := os.OpenFile(s.plan.log(logName), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	cmd := exec.CommandContext(ctx, s.plan.program(component), arguments...)
	cmd.Stdout, cmd.Stderr = log, log
	cmd.Env = s.environment(os.Environ())
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	return cmd.Run()
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
