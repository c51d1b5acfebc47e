package roles

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"

	"holdfast.dev/node/internal/cluster"
	"holdfast.dev/node/internal/orders"
	"holdfast.dev/node/internal/sandbox"
)

// What others rely on of a container that runs `k3s server`.
const (
	// K3sData is the folder that the state is kept in; a volume.
	K3sData = "/var/lib/rancher/k3s"
	// k3sArchives holds archives of images that are imported on start.
	k3sArchives = "agent/images"
	// k3sKubeconfig is where the administrator's configuration is found.
	k3sKubeconfig = "/etc/rancher/k3s/k3s.yaml"
	// k3sName is what its cluster, context and user are called.
	k3sName = "default"
	// k3sReady is in the line of the log that says that nodes can be used.
	k3sReady = "Node controller sync successful"
)

// ServeAsK3s runs a cluster as the main process of a container and keeps it until the context is done. The container is
// used as one of the image rancher/k3s would be: the API server answers on every address at the port that k3s has, the
// kubeconfig lies where k3s writes it, archives in its folder of images are imported, and its log says when it is usable.
// NFS is not part of it. The calling goroutine must be locked to the process's main thread.
func ServeAsK3s(ctx context.Context, plan *cluster.Plan, data string, hosts []string, log io.Writer) error {
	plan.Nodes, plan.Port = 1, cluster.APIPort
	plan.Data = filepath.Join(data, "holdfast")
	plan.Contained = &cluster.Container{Hosts: hosts, Archives: filepath.Join(data, k3sArchives)}
	if err := sandbox.ConfineToContainer(); err != nil {
		return err
	}
	return Up(ctx, plan, filepath.Join(data, "clusters"), &orders.Receiver{}, func(ready Ready) error {
		if err := writeK3sKubeconfig(ready.Kubeconfig, k3sKubeconfig); err != nil {
			return err
		}
		_, err := fmt.Fprintln(log, k3sReady)
		return err
	}, log)
}

// writeK3sKubeconfig writes a kubeconfig under the names that k3s gives to what is in it.
func writeK3sKubeconfig(from, to string) error {
	config, err := clientcmd.LoadFromFile(from)
	if err != nil {
		return err
	}
	current := config.Contexts[config.CurrentContext]
	renamed := clientcmdapi.NewConfig()
	renamed.Clusters[k3sName] = config.Clusters[current.Cluster]
	renamed.AuthInfos[k3sName] = config.AuthInfos[current.AuthInfo]
	renamed.Contexts[k3sName] = &clientcmdapi.Context{Cluster: k3sName, AuthInfo: k3sName}
	renamed.CurrentContext = k3sName
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return clientcmd.WriteToFile(*renamed, to)
}
