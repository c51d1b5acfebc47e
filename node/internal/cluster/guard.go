package cluster

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"

	"golang.org/x/sys/unix"
)

// The guard is a small process outside of all namespaces. Nearly everything of a cluster is gone when its first process
// dies; control groups and the data folder are not, and the process that would remove them may have been killed. The
// guard outlives it by as long as that takes.

// lockFile is held by a cluster's process and its guard: a data folder whose lock is free belongs to nobody.
const lockFile = "lock"

// guard is the running guard, as the process that it watches sees it.
type guard struct {
	cmd *exec.Cmd
	// alive is closed when this process ends, however it ends.
	alive *os.File
}

// startGuard starts the guard of a cluster. It removes the data folder too, if that is the cluster's own.
func startGuard(plan *Plan, lock *os.File, ownsData bool) (*guard, error) {
	watched, alive, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer watched.Close()
	data := ""
	if ownsData {
		data = plan.Data
	}
	cmd := exec.Command("/proc/self/exe", "guard", plan.ID, data)
	cmd.ExtraFiles = []*os.File{watched, lock}
	cmd.Dir = "/"
	// Neither Ctrl-C nor the death of the parent is for the guard.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := cmd.Start(); err != nil {
		_ = alive.Close()
		return nil, err
	}
	return &guard{cmd: cmd, alive: alive}, nil
}

// dismiss lets the guard clean up now, and waits until it has.
func (g *guard) dismiss() error {
	_ = g.alive.Close()
	return g.cmd.Wait()
}

// RunGuard waits until the process that started it has ended and removes what is left of its cluster.
func RunGuard(id, data string) error {
	watched := os.NewFile(3, "watched")
	if _, err := io.Copy(io.Discard, watched); err != nil {
		return err
	}
	return remove(id, data)
}

func remove(id, data string) error {
	err := removeCgroup(cgroupName(id))
	if data != "" {
		err = errors.Join(err, os.RemoveAll(data))
	}
	return err
}

// takeLock takes the lock of a data folder; false when somebody else has it.
func takeLock(data string) (*os.File, bool, error) {
	file, err := os.OpenFile(filepath.Join(data, lockFile), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, false, err
	}
	err = unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB)
	if errors.Is(err, unix.EWOULDBLOCK) {
		_ = file.Close()
		return nil, false, nil
	}
	return file, err == nil, err
}

// sweep removes what clusters left behind whose guard was killed too.
func sweep(clusters string) error {
	plans, err := filepath.Glob(filepath.Join(clusters, "*", "plan.json"))
	if err != nil {
		return err
	}
	for _, file := range plans {
		data := filepath.Dir(file)
		lock, free, err := takeLock(data)
		if err != nil || !free {
			continue
		}
		if plan, err := ReadPlan(file); err == nil {
			err = remove(plan.ID, data)
			if err != nil {
				return err
			}
		}
		_ = lock.Close()
	}
	return nil
}
