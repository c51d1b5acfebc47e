package sandbox

import (
	"io"
	"os"
	"os/exec"
	"syscall"
)

// The janitor is a small process outside of all namespaces. Nearly everything of a cluster is gone when its first process
// dies; control groups and the data folder are not, and the process that would remove them may have been killed. The
// janitor outlives it by as long as that takes.

// Janitor is the running janitor, as the process that it watches sees it.
type Janitor struct {
	record *Record
	cmd    *exec.Cmd
	// alive is closed when this process ends, however it ends.
	alive *os.File
}

// StartJanitor starts the janitor of a cluster. It removes the data folder too, if that is the cluster's own.
func StartJanitor(r *Record) (*Janitor, error) {
	watched, alive, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer watched.Close()
	cmd := exec.Command("/proc/self/exe", "janitor", r.file.Name())
	cmd.ExtraFiles = []*os.File{watched, r.file}
	cmd.Dir = "/"
	// Neither Ctrl-C nor the death of the parent is for the janitor.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := cmd.Start(); err != nil {
		_ = alive.Close()
		return nil, err
	}
	return &Janitor{record: r, cmd: cmd, alive: alive}, nil
}

// Dismiss lets the janitor clean up now, and waits until it has. Where somebody killed it, this process cleans up.
func (j *Janitor) Dismiss() error {
	_ = j.alive.Close()
	if err := j.cmd.Wait(); err != nil {
		return j.record.Erase()
	}
	return nil
}

// RunJanitor waits until the process that started it has ended and removes what is left of its cluster.
func RunJanitor(recordFile string) error {
	watched := os.NewFile(3, "watched")
	if _, err := io.Copy(io.Discard, watched); err != nil {
		return err
	}
	r, err := readRecord(recordFile)
	if err != nil {
		return err
	}
	return r.Erase()
}
