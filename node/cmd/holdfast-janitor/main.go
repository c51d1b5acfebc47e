// Command holdfast-janitor outlives a run that uses a Docker engine by as long as it takes to remove what the run left:
//
//	holdfast-janitor --label KEY=VALUE [--engine ADDRESS] [--folder DIR]
//
// It waits until its standard input ends, which it does when the process at the other end dies, however that happens, and
// then removes every container, volume and network with the label, and the folder. It ends with 0, or with 1 after one
// sentence that says what could not be removed, or 2 when it cannot be meant.
package main

import (
	"context"
	"errors"
	"flag"
	"io"
	"os"
	"os/signal"
	"syscall"

	"holdfast.dev/node/internal/docker"
	"holdfast.dev/node/internal/exit"
)

func main() {
	label := flag.String("label", "", "the label of what is removed, as KEY=VALUE")
	address := flag.String("engine", "unix:///var/run/docker.sock", "the Docker engine's address")
	folder := flag.String("folder", "", "a folder to remove as well")
	flag.Parse()
	// Whatever ends the run that is cleaned up after is not meant for this process.
	signal.Ignore(syscall.SIGINT, syscall.SIGHUP, syscall.SIGTERM)
	engine, err := docker.At(*address)
	if err == nil && (*label == "" || flag.NArg() > 0) {
		err = errors.New("holdfast-janitor takes --label KEY=VALUE, --engine ADDRESS and --folder DIR, and nothing else")
	}
	if err != nil {
		exit.With(exit.Refused, err)
	}
	if err := clean(engine, *label, *folder); err != nil {
		exit.With(exit.Failed, err)
	}
}

func clean(engine *docker.Engine, label, folder string) error {
	if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
		return err
	}
	err := engine.Remove(context.Background(), label)
	if folder != "" {
		err = errors.Join(err, os.RemoveAll(folder))
	}
	return err
}
