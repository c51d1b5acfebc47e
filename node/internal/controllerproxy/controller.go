package controllerproxy

import (
	"os"
	"os/exec"
	"syscall"
)

// Controller is the program that is lied to.
type Controller struct {
	// Program is the kube-controller-manager.
	Program string
	// Log is the file that it writes to.
	Log string
	// Kubeconfig is the file that leads it to the proxy.
	Kubeconfig string
	// Arguments are further ones.
	Arguments []string
}

// Start runs it. It ends at the latest when the calling thread does.
func (c Controller) Start() (*exec.Cmd, error) {
	log, err := os.OpenFile(c.Log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	arguments := append([]string{
		"--kubeconfig=" + c.Kubeconfig, "--controllers=statefulset-controller",
		"--leader-elect=false", "--use-service-account-credentials=false", "--secure-port=0",
		// What is to be rewritten has to be read.
		"--kube-api-content-type=application/json",
		// As the cluster's own: see internal/kubernetes/controlplane.go.
		"--vmodule=stateful_set_control=4,stateful_pod_control=4",
		"--kube-api-qps=300", "--kube-api-burst=600",
	}, c.Arguments...)
	cmd := exec.Command(c.Program, arguments...)
	cmd.Stdout, cmd.Stderr = log, log
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	return cmd, cmd.Start()
}
