// Command holdfast-images makes the container images that a cluster without a registry needs.
//
//	holdfast-images build --bin DIR --pause-source FILE.c --pause-version V --coredns-version V --out DIR
//
// It reads the coredns program from the first folder and writes one archive per image and images.json into the last one.
// What it is doing goes to standard error. It ends with 0, or with 1 after one sentence that says what failed.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"holdfast.dev/node/internal/images"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) == 0 || args[0] != "build" {
		return errors.New("use: holdfast-images build --bin DIR --pause-source FILE.c --pause-version V --coredns-version V --out DIR")
	}
	flags := flag.NewFlagSet("holdfast-images build", flag.ContinueOnError)
	bin := flags.String("bin", "", "the folder with the coredns program")
	pause := flags.String("pause-source", "", "the C source of the pause program")
	pauseVersion := flags.String("pause-version", "", "the tag of the pause image")
	corednsVersion := flags.String("coredns-version", "", "the tag of the CoreDNS image")
	out := flags.String("out", "", "the folder to write to")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	for _, required := range []string{*bin, *pause, *pauseVersion, *corednsVersion, *out} {
		if required == "" || flags.NArg() > 0 {
			return errors.New("build takes --bin, --pause-source, --pause-version, --coredns-version and --out, and nothing else")
		}
	}
	if err := os.MkdirAll(*out, 0o755); err != nil {
		return err
	}
	work, err := os.MkdirTemp(*out, ".work-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	progress := func(doing string) { fmt.Fprintln(os.Stderr, "holdfast-images:", doing) }
	return images.Build(ctx, images.Sources{
		Packages:       &images.Apt{Dir: work, Progress: progress},
		CoreDNS:        filepath.Join(*bin, "coredns"),
		CoreDNSVersion: *corednsVersion,
		Pause:          *pause,
		PauseVersion:   *pauseVersion,
		Work:           work,
		Progress:       progress,
	}, *out)
}
