// Package sandbox keeps a cluster apart from the machine that it runs on: it has namespaces, mounts, control groups and a network
// made for its roles, and sees to it that all of it is gone when the cluster is.
package sandbox

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"

	"holdfast.dev/node/internal/cluster"
)

// A process enters its namespaces in two steps. The stage is the first process of the new PID namespace: it prepares
// control groups, mounts and the host name, starts the role's main process below itself and from then on only reaps
// what is orphaned. When it ends the kernel kills everything in the namespace, and all that was mounted is gone.

// Role is what a set of namespaces is for.
type Role string

const (
	// Hub has the control plane, the NFS server, and the bridge that the nodes are joined to.
	Hub Role = "hub"
	// Node has a kubelet with its container runtime and kube-proxy.
	Node Role = "node"
)

// Descriptors that a stage inherits beside standard error, and hands on to its main process.
const (
	// reportDescriptor is where the role reports its progress, as JSON lines.
	reportDescriptor = 3
	// handoverDescriptor is, for the hub, the listening socket of the host; for a node, a pipe that is closed once its
	// network interface has been put in place.
	handoverDescriptor = 4
	// orderDescriptor is where the role reads orders, as JSON lines. It answers among its reports.
	orderDescriptor = 5
)

// StartStage starts a role in namespaces of its own. The calling goroutine must be locked to a thread that lives as
// long as the process: the stage is killed when that thread ends.
func StartStage(plan *cluster.Plan, role Role, number int, report, handover, order *os.File) (*exec.Cmd, error) {
	cmd := exec.Command("/proc/self/exe", "stage", string(role), plan.File(), strconv.Itoa(number))
	cmd.Stderr = os.Stderr
	cmd.ExtraFiles = []*os.File{report, handover, order}
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags: unix.CLONE_NEWPID | unix.CLONE_NEWNS | unix.CLONE_NEWNET | unix.CLONE_NEWUTS | unix.CLONE_NEWIPC,
		Pdeathsig:  syscall.SIGKILL,
	}
	if role == Hub {
		// A session of its own: Ctrl-C is for the process that the user started, which stops the rest in order.
		cmd.SysProcAttr.Setsid = true
	}
	return cmd, cmd.Start()
}

// RunStage is the first process in new namespaces. It does not return.
func RunStage(plan *cluster.Plan, role Role, number int) error {
	runtime.LockOSThread()
	if os.Getpid() != 1 {
		return errors.New("a stage has to be the first process of a PID namespace")
	}
	if err := prepareStage(plan, role, number); err != nil {
		return err
	}
	main, err := os.StartProcess("/proc/self/exe",
		[]string{"holdfast-node", "run", string(role), plan.File(), strconv.Itoa(number)},
		&os.ProcAttr{
			Files: []*os.File{os.Stdin, os.Stdout, os.Stderr, os.NewFile(reportDescriptor, "report"),
				os.NewFile(handoverDescriptor, "handover"), os.NewFile(orderDescriptor, "order")},
			Env: os.Environ(),
			Sys: &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL},
		})
	if err != nil {
		return fmt.Errorf("start the %s: %w", role, err)
	}
	// The main process alone must hold the pipes, or nobody sees it end.
	_ = unix.Close(reportDescriptor)
	_ = unix.Close(handoverDescriptor)
	_ = unix.Close(orderDescriptor)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	go func() {
		for s := range signals {
			_ = main.Signal(s)
		}
	}()
	os.Exit(reapUntil(main.Pid))
	return nil
}

// reapUntil collects ended children, its own and the orphans of the namespace, until the given one has ended.
func reapUntil(pid int) int {
	for {
		var status syscall.WaitStatus
		ended, err := syscall.Wait4(-1, &status, 0, nil)
		switch {
		case errors.Is(err, syscall.EINTR):
		case err != nil:
			return 1
		case ended == pid && status.Exited():
			return status.ExitStatus()
		case ended == pid:
			return 128 + int(status.Signal())
		}
	}
}

func prepareStage(plan *cluster.Plan, role Role, number int) error {
	name, group := string(role), cgroupName(plan.ID)+"/hub"
	if role == Node {
		name, group = cluster.NodeName(number), nodeCgroup(plan, number)
	}
	if err := unix.Sethostname([]byte(name)); err != nil {
		return err
	}
	// From here on nothing that is mounted is seen by the host.
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("make mounts private: %w", err)
	}
	if err := joinCgroup(group); err != nil {
		return err
	}
	if role == Node {
		return enterNodeRoot(plan, number)
	}
	return enterHubRoot()
}
