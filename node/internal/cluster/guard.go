package cluster

import (
	"io"
	"os"
	"os/exec"
	"syscall"
)

// The guard is a small process outside of all namespaces. Nearly everything of a cluster is gone when its first process
// dies; control groups and the data folder are not, and the process that would remove them may have been killed. The
// guard outlives it by as long as that takes.

// guard is the running guard, as the process that it watches sees it.
type guard struct {
	record *record
	cmd    *exec.Cmd
	// alive is closed when this process ends, however it ends.
	alive *os.File
}

// startGuard starts the guard of a cluster. It removes the data folder too, if that is the cluster's own.
func startGuard(r *record) (*guard, error) {
	watched, alive, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer watched.Close()
	cmd := exec.Command("/proc/self/exe", "guard", r.file.Name())
	cmd.ExtraFiles = []*os.File{watched, r.file}
	cmd.Dir = "/"
	// Neither Ctrl-C nor the death of the parent is for the guard.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := cmd.Start(); err != nil {
		_ = alive.Close()
		return nil, err
	}
	return &guard{record: r, cmd: cmd, alive: alive}, nil
}

// dismiss lets the guard clean up now, and waits until it has. Where somebody killed it, this process cleans up.
func (g *guard) dismiss() error {
	_ = g.alive.Close()
	if err := g.cmd.Wait(); err != nil {
		return g.record.erase()
	}
	return nil
}

// RunGuard waits until the process that started it has ended and removes what is left of its cluster.
func RunGuard(recordFile string) error {
	watched := os.NewFile(3, "watched")
	if _, err := io.Copy(io.Discard, watched); err != nil {
		return err
	}
	r, err := readRecord(recordFile)
	if err != nil {
		return err
	}
	return r.erase()
}
