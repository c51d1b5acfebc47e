package cluster

import (
	"path/filepath"
	"testing"

	"k8s.io/client-go/tools/clientcmd"
)

func TestTheKubeconfigOfAContainerHasTheNamesOfK3s(t *testing.T) {
	plan := &Plan{ID: "test", Data: t.TempDir(), Nodes: 1, Port: apiPort, Contained: &Container{Hosts: []string{"docker"}}}
	if err := plan.makeFolders(); err != nil {
		t.Fatal(err)
	}
	if err := writePKI(plan); err != nil {
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
