// Command holdfast-node runs a real Kubernetes cluster on this machine, in namespaces of its own.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"golang.org/x/sys/unix"

	"holdfast.dev/node/internal/cluster"
	"holdfast.dev/node/internal/exit"
	"holdfast.dev/node/internal/orders"
	"holdfast.dev/node/internal/roles"
	"holdfast.dev/node/internal/sandbox"
)

func init() {
	// The kernel ties the death of a child to the death of the thread that made it: that has to be the main thread.
	runtime.LockOSThread()
}

func main() {
	root := &cobra.Command{
		Use:           "holdfast-node",
		Short:         "A real Kubernetes cluster on this machine, gone without a trace when it ends",
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.AddCommand(up(), k3s(), stage(), run(), janitor())
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage{err} })
	root.SetArgs(arguments(os.Args))
	err := root.Execute()
	if err == nil {
		return
	}
	var refusal cluster.Refusal
	if errors.As(err, &refusal) || errors.As(err, &usage{}) {
		exit.With(exit.Refused, err)
	}
	exit.With(exit.Failed, err)
}

// usage is a mistake in the arguments.
type usage struct{ error }

func up() *cobra.Command {
	plan := &cluster.Plan{}
	var clusters string
	var disk string
	var components, extraArgs []string
	var stopWithStdin bool
	cmd := &cobra.Command{
		Use:   "up",
		Short: "Start a cluster and keep it until this process ends",
		Long: `Start a cluster and keep it until this process ends, however it ends.

When the cluster is usable a line of JSON on standard output says how to reach it; progress goes to standard error.

Unless standard input is a terminal, orders to break and mend parts of the cluster are read there, one line of JSON each,
and each is answered by a line of JSON on standard output. All that they did is undone when the cluster ends. An order may
have an id, which the answer repeats, and, where it breaks something, a time after which that is undone:

  {"id": "1", "order": "freeze", "component": "kubelet", "node": "node-2", "for": "30s"}
  {"id": "1", "done": true}

  order            with               does
  freeze, thaw     component, node    stops a program where it is, and lets it go on
  kill             component, node    ends a program, which then stays away
  restart          component, node    ends a program if it runs, and starts it
  kill, start      node               ends a node with all that runs on it, at once, and starts it with what is on its disk
  fill, empty      node               leaves no room where its kubelet keeps pods' volumes and logs (needs --node-disk), and
                                      makes room again
  read-only, full                     has the NFS server refuse every change, or what needs room on its disk
  writable                            has it refuse nothing any more
  cut              node, links        drops what goes over a node's link: "api" (to and from the control plane), "nfs"
                                      (to and from the NFS server), "peers" (to and from other nodes); all without links
  part             node, from         drops what goes between two nodes
  delay            node, by           has each packet on a node's link, in both directions, arrive that much later
  loss             node, percent      loses packets on a node's link, in both directions
  heal             node, links, from  mends these links, or what parts it from that node, or all that is wrong with its link

Components of a node: ` + strings.Join(orders.NodeComponents, ", ") + `. Without a node, of the control plane:
` + strings.Join(orders.ControlPlaneComponents, ", ") + `.`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := fill(plan, components, extraArgs); err != nil {
				return err
			}
			if disk != "" {
				var err error
				if plan.NodeDisk, err = cluster.ParseDiskSize(disk); err != nil {
					return err
				}
			}
			ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP)
			defer stop()
			ctx, cancel := context.WithCancel(ctx)
			defer cancel()
			receiver := &orders.Receiver{}
			if stopWithStdin || !isTerminal(os.Stdin) {
				in := &watchedInput{file: os.Stdin, ended: func() {}}
				if stopWithStdin {
					in.ended = cancel
				}
				go orders.Serve(in, os.Stdout, receiver.Answer)
			}
			return roles.Up(ctx, plan, clusters, receiver, tell(os.Stdout), os.Stderr)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&plan.Home, "home", "", "the folder that holdfast-build made (default: the one this program is in)")
	flags.StringVar(&plan.Data, "data", "", "an empty or absent folder for the cluster's files (default: a new one below --clusters)")
	flags.StringVar(&clusters, "clusters", defaultClusters(), "where new data folders are made, and those of killed clusters removed")
	flags.IntVar(&plan.Nodes, "nodes", 1, "the number of nodes")
	flags.IntVar(&plan.SimulatedNodes, "simulated-nodes", 0, "the number of further nodes, which KWOK simulates: nothing runs there")
	flags.StringVar(&disk, "node-disk", "", "keep what each node's kubelet stores on a disk of this size, in memory, such as 512Mi")
	flags.IntVar(&plan.Port, "api-port", 0, "the port of the API server on 127.0.0.1; 0 for any")
	flags.StringArrayVar(&components, "component", nil, "run your own build of a component, as NAME=PATH")
	flags.StringVar(&plan.FeatureGates, "feature-gates", "", "feature gates of all components, as A=true,B=false")
	flags.StringVar(&plan.NFSClient, "nfs-client", cluster.FUSE, "what nodes mount NFS volumes with: fuse or kernel")
	flags.StringArrayVar(&extraArgs, "extra-arg", nil, "a further argument for a component, as NAME=--flag=value")
	flags.StringVar(&plan.AuditLog, "audit-log", "", "a new file for the audit log of the API server: each write of what a StatefulSet consists of")
	flags.StringArrayVar(&plan.Archives, "image-archive", nil, "an archive of images that every node imports")
	flags.StringVar(&plan.UsedBy, "used-by", "", "what needs the cluster as it is: who orders it to break something has to say that this one is meant")
	flags.BoolVar(&stopWithStdin, "stop-with-stdin", false, "stop when standard input is closed")
	return cmd
}

// tell says in one line of JSON that the cluster is usable.
func tell(out io.Writer) func(roles.Ready) error {
	return func(ready roles.Ready) error { return json.NewEncoder(out).Encode(ready) }
}

func fill(plan *cluster.Plan, components, extraArgs []string) error {
	if plan.Home == "" {
		self, err := os.Executable()
		if err != nil {
			return err
		}
		plan.Home = filepath.Dir(filepath.Dir(self))
	}
	var err error
	if plan.Home, err = filepath.Abs(plan.Home); err != nil {
		return err
	}
	if plan.Data != "" {
		if plan.Data, err = filepath.Abs(plan.Data); err != nil {
			return err
		}
	}
	if plan.AuditLog != "" {
		if plan.AuditLog, err = filepath.Abs(plan.AuditLog); err != nil {
			return err
		}
	}
	for i, archive := range plan.Archives {
		if plan.Archives[i], err = filepath.Abs(archive); err != nil {
			return err
		}
	}
	plan.Components, plan.ExtraArgs = map[string]string{}, map[string][]string{}
	for _, component := range components {
		name, path, ok := strings.Cut(component, "=")
		if !ok {
			return usage{fmt.Errorf("--component %q is not of the form NAME=PATH", component)}
		}
		if plan.Components[name], err = filepath.Abs(path); err != nil {
			return err
		}
	}
	for _, argument := range extraArgs {
		name, flag, ok := strings.Cut(argument, "=")
		if !ok || !strings.HasPrefix(flag, "--") {
			return usage{fmt.Errorf("--extra-arg %q is not of the form NAME=--flag=value", argument)}
		}
		plan.ExtraArgs[name] = append(plan.ExtraArgs[name], flag)
	}
	if plan.FeatureGates != "" {
		if _, err := cluster.ParseFeatureGates(plan.FeatureGates); err != nil {
			return err
		}
	}
	plan.Kubernetes, err = cluster.BuiltVersion(plan.Home)
	return err
}

func defaultClusters() string {
	if own := os.Getenv("HOLDFAST_CACHE"); own != "" {
		return filepath.Join(own, "clusters")
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = "/var/cache"
	}
	return filepath.Join(cache, "holdfast", "clusters")
}

// watchedInput says when the parent that holds the other end is gone, or wants no more.
type watchedInput struct {
	file  *os.File
	ended func()
}

func (w *watchedInput) Read(buffer []byte) (int, error) {
	n, err := w.file.Read(buffer)
	if err != nil {
		w.ended()
	}
	return n, err
}

// isTerminal tells whether somebody may be typing there: a cluster in the background must not ask a terminal for orders.
func isTerminal(file *os.File) bool {
	_, err := unix.IoctlGetTermios(int(file.Fd()), unix.TCGETS)
	return err == nil
}

// role is a hidden command that holdfast-node runs itself as.
func role(use string, arguments int, body func(arguments []string) error) *cobra.Command {
	return &cobra.Command{
		Use: use, Hidden: true, Args: cobra.ExactArgs(arguments),
		RunE: func(_ *cobra.Command, given []string) error { return body(given) },
	}
}

func stage() *cobra.Command {
	return role("stage ROLE PLAN NUMBER", 3, func(arguments []string) error {
		plan, number, err := planAndNumber(arguments)
		if err == nil {
			err = sandbox.RunStage(plan, sandbox.Role(arguments[0]), number)
		}
		roles.ReportFailure(os.NewFile(3, "report"), err)
		return err
	})
}

func run() *cobra.Command {
	return role("run ROLE PLAN NUMBER", 3, func(arguments []string) error {
		report, handover, order := os.NewFile(3, "report"), os.NewFile(4, "handover"), os.NewFile(5, "order")
		for _, own := range []*os.File{report, handover, order} {
			unix.CloseOnExec(int(own.Fd())) // they are for this process and not for the programs that it runs
		}
		plan, number, err := planAndNumber(arguments)
		if err == nil {
			ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
			defer stop()
			if sandbox.Role(arguments[0]) == sandbox.Hub {
				err = roles.RunHub(ctx, plan, handover, report, order)
			} else {
				err = roles.RunNode(ctx, plan, number, handover, report, order)
			}
		}
		if err != nil {
			roles.ReportFailure(report, err)
			os.Exit(exit.Failed) // whoever started it tells the user
		}
		return nil
	})
}

func janitor() *cobra.Command {
	return role("janitor RECORD", 1, func(arguments []string) error { return sandbox.RunJanitor(arguments[0]) })
}

func planAndNumber(arguments []string) (*cluster.Plan, int, error) {
	plan, err := cluster.ReadPlan(arguments[1])
	if err != nil {
		return nil, 0, err
	}
	number, err := strconv.Atoi(arguments[2])
	return plan, number, err
}
