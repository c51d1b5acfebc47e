package roles

import (
	"path/filepath"
	"testing"

	"k8s.io/client-go/tools/clientcmd"

	"holdfast.dev/node/internal/cluster"
	"holdfast.dev/node/internal/kubernetes"
)

func TestTheKubeconfigOfAContainerHasTheNamesOfK3s(t *testing.T) {
	plan := &cluster.Plan{ID: "test", Data: t.TempDir(), Nodes: 1, Port: cluster.APIPort, Contained: &cluster.Container{Hosts: []string{"docker"}}}
	if err := plan.MakeFolders(); err != nil {
		t.Fatal(err)
	}
	if err := kubernetes.WritePKI(plan); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "rancher", "k3s.yaml")
	if err := writeK3sKubeconfig(plan.Kubeconfig(), file); err != nil {
		t.Fatal(err)
	}
	config, err := clientcmd.LoadFromFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if config.CurrentContext != "default" || config.Clusters["default"] == nil || config.AuthInfos["default"] == nil {
		t.Errorf("it is %+v", config)
	}
	if got := config.Clusters["default"].Server; got != "https://127.0.0.1:6443" {
		t.Errorf("the server is %s", got)
	}
}
