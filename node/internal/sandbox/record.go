package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"

	"holdfast.dev/node/internal/cluster"
)

// Record says what a cluster leaves behind that the kernel does not take away. Its file is locked by the cluster's
// process and by its janitor: a record that is not locked belongs to a cluster of which both were killed.
type Record struct {
	// ID names the control groups.
	ID string `json:"id"`
	// Data is the data folder, if the cluster made it; empty where the folder is the user's.
	Data string `json:"data,omitempty"`
	// Orders is the socket at which the cluster takes orders, while it runs.
	Orders string `json:"orders,omitempty"`
	// UsedBy is what needs the cluster as it is, such as "verify"; empty where orders are welcome from whoever finds it.
	UsedBy string `json:"usedBy,omitempty"`

	file *os.File
}

// WriteRecord makes and locks the file of a cluster's record.
func WriteRecord(clusters string, r Record) (*Record, error) {
	if err := os.MkdirAll(clusters, 0o700); err != nil {
		return nil, cluster.Refuse("the folder for clusters cannot be made: %v", err)
	}
	file, err := os.OpenFile(filepath.Join(clusters, r.ID+".json"), os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	r.file = file
	// Locked before it says anything: an unlocked record with content is always a dead cluster's.
	if err := unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		return nil, err
	}
	return &r, json.NewEncoder(file).Encode(r)
}

func readRecord(name string) (*Record, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	r := &Record{}
	if err := json.Unmarshal(text, r); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	r.file, err = os.Open(name)
	return r, err
}

// Erase removes what the record speaks of, and then the record.
func (r *Record) Erase() error { return r.eraseWithin(cgroupRemovalDeadline) }

func (r *Record) eraseWithin(patience time.Duration) error {
	err := removeCgroup(cgroupName(r.ID), patience)
	if r.Data != "" {
		err = errors.Join(err, os.RemoveAll(r.Data))
	}
	if err != nil {
		return err
	}
	return os.Remove(r.file.Name())
}

// Sweep removes what clusters left behind whose janitor was killed too. What cannot be removed is an error for each of
// them, and does not keep the others.
func Sweep(clusters string) error {
	names, err := filepath.Glob(filepath.Join(clusters, "*.json"))
	if err != nil {
		return err
	}
	var left []error
	for _, name := range names {
		r, err := readRecord(name)
		if err != nil {
			continue // being written, or just erased by its janitor
		}
		if unix.Flock(int(r.file.Fd()), unix.LOCK_EX|unix.LOCK_NB) == nil {
			err = r.eraseWithin(leftCgroupRemovalDeadline)
		}
		_ = r.file.Close()
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			left = append(left, fmt.Errorf("cluster %s: %w", r.ID, err))
		}
	}
	return errors.Join(left...)
}

// Release gives up the record, which stays.
func (r *Record) Release() { _ = r.file.Close() }
