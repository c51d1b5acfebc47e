package build

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
)

// tags leave out what no node of ours uses and what would need C libraries.
const tags = "no_btrfs,no_devmapper,no_zfs"

// cgoTags are the tags of the programs built with C: runc without seccomp can run no pod.
const cgoTags = "seccomp"

// toolchain is the go command on this machine.
type toolchain struct {
	GOVERSION, GOOS, GOARCH, GOCACHE, GOMODCACHE string
	// tmp, when set, is where the go command puts what it makes before it is complete.
	tmp string
}

// findToolchain asks the go command who it is. Errors are a [Refusal].
func findToolchain(ctx context.Context, dir string) (toolchain, error) {
	var g toolchain
	if _, err := exec.LookPath("go"); err != nil {
		return g, refuse("the go command is not in the PATH; install Go from https://go.dev/dl/")
	}
	out, err := g.output(ctx, dir, "env", "-json", "GOVERSION", "GOOS", "GOARCH", "GOCACHE", "GOMODCACHE")
	if err != nil {
		return g, refuse("the go command does not work here: %s", err)
	}
	return g, json.Unmarshal(out, &g)
}

// environment is the caller's without what would make a build depend on the caller.
func (g toolchain) environment(cgo bool) []string {
	dropped := []string{"GOFLAGS", "GOOS", "GOARCH", "GO111MODULE", "GOWORK", "CGO_ENABLED", "GOTMPDIR"}
	env := slices.DeleteFunc(os.Environ(), func(e string) bool {
		name, _, _ := strings.Cut(e, "=")
		return slices.Contains(dropped, name)
	})
	enabled := "CGO_ENABLED=0"
	if cgo {
		enabled = "CGO_ENABLED=1"
	}
	// GOFLAGS has to be set to something, or a setting in the user's Go configuration file counts.
	env = append(env, "GOFLAGS=-buildvcs=false", "GOWORK=off", enabled)
	if g.tmp != "" {
		env = append(env, "GOTMPDIR="+g.tmp)
	}
	return env
}

// command prepares the go command as a child that dies with this process.
func (g toolchain) command(ctx context.Context, dir string, cgo bool, args ...string) *exec.Cmd {
	c := child(ctx, "go", args...)
	c.Dir, c.Env = dir, g.environment(cgo)
	return c
}

// output runs the go command to its end and returns what it printed; the error is what it said was wrong.
func (g toolchain) output(ctx context.Context, dir string, args ...string) ([]byte, error) {
	var stderr bytes.Buffer
	c := g.command(ctx, dir, false, args...)
	c.Stderr = &stderr
	out, err := c.Output()
	if err != nil && stderr.Len() > 0 {
		return out, errors.New(lastLine(stderr.String()))
	}
	if err != nil {
		return out, fmt.Errorf("go %s: %w", args[0], err)
	}
	return out, nil
}

// child prepares a program to run in a process group of its own, all of which ends when the context does. When this
// process is killed the kernel kills the program; what that program has started ends with the one thing it is doing.
func child(ctx context.Context, program string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, program, args...)
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
	return c
}

func lastLine(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return strings.TrimSpace(lines[len(lines)-1])
}

// oneLine joins lines to a sentence.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
