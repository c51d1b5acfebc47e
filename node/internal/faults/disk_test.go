package faults

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"golang.org/x/sys/unix"

	"holdfast.dev/node/internal/cluster"
	"holdfast.dev/node/internal/orders"
	"holdfast.dev/node/internal/sandbox"
)

func TestAFullDiskTakesNothingUntilItIsEmptied(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("mounting needs root")
	}
	plan := &cluster.Plan{Data: t.TempDir(), Nodes: 2, NodeDisk: 16 << 20}
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread() // never unlocked: the thread ends with its mount namespace
		if err := errors.Join(unix.Unshare(unix.CLONE_NEWNS), unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, "")); err != nil {
			t.Error(err)
			return
		}
		if err := sandbox.MountDisks(plan); err != nil {
			t.Error(err)
			return
		}
		file := filepath.Join(plan.NodePath(1, "disk"), "file")
		write := func(want error) {
			t.Helper()
			if err := os.WriteFile(file, make([]byte, 1<<20), 0o600); !errors.Is(err, want) {
				t.Errorf("a file of 1 MiB: %v, want %v", err, want)
			}
		}
		write(nil)
		for range 2 { // twice is once
			if err := FillDisk(plan, 1); err != nil {
				t.Error(err)
			}
		}
		file += "-more"
		write(unix.ENOSPC)
		if err := os.WriteFile(filepath.Join(plan.NodePath(2, "disk"), "file"), []byte("room"), 0o600); err != nil {
			t.Errorf("on the other node: %v", err)
		}
		if err := EmptyDisk(plan, 1); err != nil {
			t.Error(err)
		}
		write(nil)
	}()
	<-done
}

func TestTheMachinesOwnDiskIsNotFilled(t *testing.T) {
	plan := &cluster.Plan{Data: t.TempDir(), Nodes: 1}
	var refusal orders.Refusal
	if err := FillDisk(plan, 1); !errors.As(err, &refusal) {
		t.Errorf("%v, want a refusal", err)
	}
	if err := EmptyDisk(plan, 1); err != nil {
		t.Error(err)
	}
}
