// Command holdfast-build builds the programs and images of the embedded cluster. It runs in the folder of this module:
//
//	go run ./cmd/holdfast-build [--cache DIR] [--kubernetes 1.37.2] [--component-version kube-scheduler=1.36.3]
//		[--also kubectl,ctr] [--stop-with-stdin]
//
// Progress goes to standard error. The one line on standard output is the folder that holds bin/, images/ and
// manifest.json. It ends with 0; with 2 when it refuses, after one sentence that says what has to change; with 1 when
// building failed, after one sentence that names the log. `go run` turns every code but 0 into 1: compile this command
// where the difference matters.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"holdfast.dev/node/internal/build"
)

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	options, err := build.ParseOptions(args, os.Stderr)
	if errors.Is(err, flag.ErrHelp) {
		return build.ExitDone
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	var dir string
	if err == nil {
		dieWithGoRun()
		if options.StopWithStdin {
			var cancel context.CancelFunc
			ctx, cancel = context.WithCancel(ctx)
			go cancelAtEnd(os.Stdin, cancel)
		}
		dir, err = execute(ctx, options)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		return build.ExitCode(err)
	}
	fmt.Println(dir)
	return build.ExitDone
}

func execute(ctx context.Context, options build.Options) (string, error) {
	moduleDir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	progress := build.NewProgress(os.Stderr)
	defer progress.Close()
	return build.Run(ctx, options, moduleDir, progress)
}

// cancelAtEnd waits for the end of a stream, whatever comes before it.
func cancelAtEnd(r io.Reader, cancel context.CancelFunc) {
	_, err := io.Copy(io.Discard, r)
	_ = err // an end is an end
	cancel()
}

// dieWithGoRun asks for SIGTERM when the parent dies, if that is the go command, which passes no signal on when it is
// killed. Of other parents it cannot be told whether it is they who end or only the thread that started this program.
func dieWithGoRun() {
	parent := os.Getppid()
	name, err := os.ReadFile(fmt.Sprintf("/proc/%d/comm", parent))
	if err != nil || strings.TrimSpace(string(name)) != "go" {
		return
	}
	const setParentDeathSignal = 1 // PR_SET_PDEATHSIG
	if _, _, errno := syscall.RawSyscall(syscall.SYS_PRCTL, setParentDeathSignal, uintptr(syscall.SIGTERM), 0); errno != 0 {
		return
	}
	if os.Getppid() != parent { // it died before it was asked for
		os.Exit(build.ExitInterrupted)
	}
}
