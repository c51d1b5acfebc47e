// Command holdfast-images makes the container images that a cluster without a registry needs.
//
//	holdfast-images build --bin DIR --pause-source FILE.c --pause-version V --coredns-version V --out DIR
//	holdfast-images workload --out DIR
//	holdfast-images node --home DIR --reference NAME:TAG --base FILE
//
// The first reads the coredns program from the first folder and writes one archive per image, images.json and packages.json
// into the last one. The second does so for the images that scenarios run alone. The third writes the image of a whole node, made from a folder that holdfast-build made, to standard output, for
// `docker load`; what it takes from the distribution's packages is kept in the file, and read from there the next time. What
// it is doing goes to standard error. It ends with 0, or with 1 after one sentence that says what failed.
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

	"holdfast.dev/node/internal/exit"
	"holdfast.dev/node/internal/images"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		exit.With(exit.Failed, err)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) > 0 && args[0] == "build" {
		return buildAll(ctx, args)
	}
	if len(args) > 0 && args[0] == "workload" {
		return buildWorkload(ctx, args)
	}
	if len(args) > 0 && args[0] == "node" {
		return buildNode(ctx, args)
	}
	return errors.New("use: holdfast-images build --bin DIR --pause-source FILE.c --pause-version V --coredns-version V --out DIR, " +
		"or: holdfast-images workload --out DIR, or: holdfast-images node --home DIR --reference NAME:TAG --base FILE")
}

func progress(doing string) { fmt.Fprintln(os.Stderr, "holdfast-images:", doing) }

// buildNode makes the image of a whole node.
func buildNode(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("holdfast-images node", flag.ContinueOnError)
	home := flags.String("home", "", "the folder that holdfast-build made")
	reference := flags.String("reference", "", "the image's name with its tag")
	base := flags.String("base", "", "the file that keeps what comes from packages")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	if *home == "" || *reference == "" || *base == "" || flags.NArg() > 0 {
		return errors.New("node takes --home, --reference and --base, and nothing else")
	}
	folder := filepath.Dir(*base)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	work, err := os.MkdirTemp(folder, ".work-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	return images.WriteNode(ctx, images.NodeSources{
		Packages: &images.Apt{Dir: work, Progress: progress}, Home: *home, Reference: *reference, Base: *base, Work: work,
		Progress: progress,
	}, os.Stdout)
}

// buildAll makes the images that nodes run.
func buildAll(ctx context.Context, args []string) error {
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
	return into(*out, func(sources images.Sources) error {
		sources.CoreDNS, sources.CoreDNSVersion = filepath.Join(*bin, "coredns"), *corednsVersion
		sources.Pause, sources.PauseVersion = *pause, *pauseVersion
		return images.Build(ctx, sources, *out)
	})
}

// buildWorkload makes the images that scenarios run.
func buildWorkload(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("holdfast-images workload", flag.ContinueOnError)
	out := flags.String("out", "", "the folder to write to")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	if *out == "" || flags.NArg() > 0 {
		return errors.New("workload takes --out, and nothing else")
	}
	return into(*out, func(sources images.Sources) error { return images.BuildWorkload(ctx, sources, *out) })
}

// into makes a folder for images, and one for intermediate files while they are built.
func into(out string, build func(images.Sources) error) error {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	work, err := os.MkdirTemp(out, ".work-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	return build(images.Sources{Packages: &images.Apt{Dir: work, Progress: progress}, Work: work, Progress: progress})
}
