package sandbox

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

func TestSweepRemovesOnlyWhatNobodyHolds(t *testing.T) {
	if _, err := hierarchies(); err != nil {
		t.Skip(err)
	}
	clusters := t.TempDir()
	held, dead := filepath.Join(clusters, "holdfast-held"), filepath.Join(clusters, "holdfast-dead")
	records := map[string]*Record{}
	for id, data := range map[string]string{"held": held, "dead": dead} {
		if err := os.Mkdir(data, 0o700); err != nil {
			t.Fatal(err)
		}
		r, err := WriteRecord(clusters, Record{ID: "test-" + id, Data: data})
		if err != nil {
			t.Fatal(err)
		}
		records[id] = r
	}
	defer records["held"].file.Close()
	if err := records["dead"].file.Close(); err != nil { // as when its process was killed
		t.Fatal(err)
	}
	if err := Sweep(clusters); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(held); err != nil {
		t.Errorf("the running cluster's folder is gone: %v", err)
	}
	if _, err := os.Stat(dead); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the dead cluster's folder is still there: %v", err)
	}
	if names, _ := filepath.Glob(filepath.Join(clusters, "*.json")); len(names) != 1 {
		t.Errorf("records left: %v, want that of the running cluster", names)
	}
}

func TestSweepGoesOnAfterAClusterThatCannotBeRemoved(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("mounting needs root")
	}
	if _, err := hierarchies(); err != nil {
		t.Skip(err)
	}
	clusters := t.TempDir()
	for _, id := range []string{"test-a-stuck", "test-b-dead"} {
		data := filepath.Join(clusters, id, "mounted")
		if err := os.MkdirAll(data, 0o700); err != nil {
			t.Fatal(err)
		}
		r, err := WriteRecord(clusters, Record{ID: id, Data: filepath.Dir(data)})
		if err != nil {
			t.Fatal(err)
		}
		if err := r.file.Close(); err != nil {
			t.Fatal(err)
		}
	}
	stuck := filepath.Join(clusters, "test-a-stuck", "mounted")
	if err := unix.Mount("tmpfs", stuck, "tmpfs", 0, ""); err != nil {
		t.Skip(err)
	}
	defer func() { _ = unix.Unmount(stuck, 0) }()
	err := Sweep(clusters)
	if err == nil || !strings.Contains(err.Error(), "cluster test-a-stuck: ") {
		t.Errorf("got %v, want an error about the stuck cluster", err)
	}
	if _, err := os.Stat(filepath.Join(clusters, "test-b-dead")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the dead cluster's folder is still there: %v", err)
	}
}

func TestARecordIsLockedFromTheStart(t *testing.T) {
	r, err := WriteRecord(t.TempDir(), Record{ID: "test-lock"})
	if err != nil {
		t.Fatal(err)
	}
	defer r.file.Close()
	other, err := os.Open(r.file.Name())
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if err := unix.Flock(int(other.Fd()), unix.LOCK_EX|unix.LOCK_NB); !errors.Is(err, unix.EWOULDBLOCK) {
		t.Errorf("a second lock: %v, want %v", err, unix.EWOULDBLOCK)
	}
}
