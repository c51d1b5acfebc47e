package main

import (
	"context"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"holdfast.dev/node/internal/cluster"
	"holdfast.dev/node/internal/roles"
)

// k3sName is the name under which this program is the entry point of a container that others start as rancher/k3s.
const k3sName = "k3s"

// arguments are those of the command line, which leaves the command out where the program's name says it.
func arguments(line []string) []string {
	if filepath.Base(line[0]) == k3sName {
		return append([]string{k3sName}, line[1:]...)
	}
	return line[1:]
}

// k3sComponents are those that k3s takes further arguments for, as --COMPONENT-arg=FLAG=VALUE.
var k3sComponents = []string{"kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubelet", "kube-proxy", "etcd"}

func k3s() *cobra.Command {
	var data string
	var disabled, hosts []string
	further := map[string]*[]string{}
	server := &cobra.Command{
		Use:   "server",
		Short: "Run the cluster as the main process of a container, as the image rancher/k3s does",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			plan := &cluster.Plan{NFSClient: cluster.FUSE}
			var flags []string
			for component, values := range further {
				for _, value := range *values {
					flags = append(flags, component+"=--"+strings.TrimPrefix(value, "--"))
				}
			}
			if err := fill(plan, nil, flags); err != nil {
				return err
			}
			ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
			defer stop()
			return roles.ServeAsK3s(ctx, plan, data, hosts, os.Stderr)
		},
	}
	flags := server.Flags()
	flags.StringVarP(&data, "data-dir", "d", roles.K3sData, "the folder for the cluster's state")
	flags.StringSliceVar(&hosts, "tls-san", nil, "a further name or address that the API server is reached by")
	flags.StringSliceVar(&disabled, "disable", nil, "an add-on to leave out; there are none here, so nothing is left out")
	for _, component := range k3sComponents {
		further[component] = flags.StringArray(component+"-arg", nil, "a further argument for "+component+", as FLAG=VALUE")
	}
	cmd := &cobra.Command{Use: k3sName, Short: "Be what the image rancher/k3s is, in a container"}
	cmd.AddCommand(server)
	return cmd
}
