// Command holdfast-nfs-provisioner makes a volume for each claim of the storage classes whose provisioner is
// holdfast.dev/nfs: a folder in an exported folder that it reaches as a local one, removed with its volume if the class's
// reclaim policy is Delete, and kept if it is Retain. Classes take no parameters.
//
//	holdfast-nfs-provisioner --kubeconfig FILE --server HOST --path /EXPORTED --directory LOCAL [--class NAME]
//
// Nodes mount HOST:/EXPORTED, which is LOCAL here. It says on standard error when it waits for claims. It ends with 0 after
// SIGTERM; with 2 for a wrong command line and with 1 for everything else, each after one sentence that says what is wrong.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"holdfast.dev/node/internal/exit"
	"holdfast.dev/node/internal/provision"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stderr))
}

func run(ctx context.Context, args []string, messages io.Writer) int {
	o, err := parse(args, messages)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		fmt.Fprintln(messages, "error:", err)
		return exit.Refused
	}
	if err := provisionVolumes(ctx, o, messages); err != nil {
		fmt.Fprintln(messages, "error:", err)
		return exit.Failed
	}
	return 0
}

type options struct{ kubeconfig, class, server, path, directory string }

func parse(args []string, help io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("holdfast-nfs-provisioner", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&o.kubeconfig, "kubeconfig", "", "how to reach the cluster")
	flags.StringVar(&o.class, "class", "holdfast-nfs", "the cluster's StorageClass, for messages")
	flags.StringVar(&o.server, "server", "", "NFS server as nodes name it")
	flags.StringVar(&o.path, "path", "", "exported folder that holds the volumes, as nodes name it")
	flags.StringVar(&o.directory, "directory", "", "the same folder as it is reached here")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			flags.SetOutput(help)
			flags.PrintDefaults()
		}
		return o, err
	}
	if o.kubeconfig == "" || o.server == "" || o.path == "" || o.directory == "" || flags.NArg() > 0 {
		return o, errors.New("holdfast-nfs-provisioner takes --kubeconfig FILE, --server HOST, --path /EXPORTED and" +
			" --directory LOCAL, if you like --class NAME, and nothing else")
	}
	return o, nil
}

func provisionVolumes(ctx context.Context, o options, messages io.Writer) error {
	folders, err := provision.OpenFolders(o.server, o.path, o.directory)
	if err != nil {
		return err
	}
	defer folders.Close()
	return provision.Run(ctx, o.kubeconfig, folders, func() {
		fmt.Fprintf(messages, "holdfast-nfs-provisioner: provisioning volumes of StorageClass %s\n", o.class)
	})
}
