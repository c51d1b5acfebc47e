package main

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
	"holdfast.dev/nfs/internal/client"
	"holdfast.dev/nfs/internal/nfs3"
	"holdfast.dev/nfs/internal/rpc"
)

// disk is a disk in a file, with a file system that is mounted.
type disk struct{ image, dir string }

// newDisk makes a disk of 64 MiB in the folder storage.
func newDisk(t *testing.T, storage string, mkfs ...string) disk {
	t.Helper()
	needMounts(t)
	if _, err := os.Stat("/dev/loop-control"); err != nil {
		t.Skip("there are no loop devices")
	}
	if _, err := exec.LookPath(mkfs[0]); err != nil {
		t.Skipf("there is no %s", mkfs[0])
	}
	d := disk{filepath.Join(storage, "image"), t.TempDir()}
	must(t, os.WriteFile(d.image, nil, 0o600))
	must(t, os.Truncate(d.image, 64<<20))
	runs(t, "/", mkfs[0], append(mkfs[1:], d.image)...)
	d.mount(t)
	return d
}

func (d disk) mount(t *testing.T) {
	t.Helper()
	runs(t, "/", "mount", "-o", "loop", d.image, d.dir)
	t.Cleanup(func() { _ = unix.Unmount(d.dir, unix.MNT_DETACH) })
}

// afterPowerLoss is the disk as it would be found if the power failed now: with
// what was written to it, and without what the kernel has in its cache.
func (d disk) afterPowerLoss(t *testing.T) disk {
	t.Helper()
	later := disk{filepath.Join(t.TempDir(), "image"), t.TempDir()}
	runs(t, "/", "cp", "--sparse=always", d.image, later.image)
	later.mount(t)
	return later
}

// thinDisk is a disk that claims to be larger than what it can store, as those
// of an overcommitted storage system are: writing into the kernel's cache
// succeeds, and putting it on the disk fails. The room is in bytes.
func thinDisk(t *testing.T, room int) disk {
	t.Helper()
	needMounts(t)
	storage := t.TempDir()
	must(t, unix.Mount("tmpfs", storage, "tmpfs", 0, fmt.Sprintf("size=%d", room)))
	t.Cleanup(func() { _ = unix.Unmount(storage, unix.MNT_DETACH) })
	return newDisk(t, storage, "mkfs.ext2", "-q", "-m0")
}

// dialNFS makes a client of s, and returns it with the handle of the root.
func (s *served) dialNFS() (*client.Client, nfs3.Handle) {
	s.t.Helper()
	root, err := client.Mount(context.Background(), s.address, "/exports", client.Caller{}, rpc.Options{})
	must(s.t, err)
	conn, err := rpc.Dial(context.Background(), s.address, rpc.Options{})
	must(s.t, err)
	c := client.New(conn)
	s.t.Cleanup(c.Close)
	return c, root
}

// TestEveryClientHearsThatTheDiskLostData has a disk lose what two clients
// wrote. The kernel reports that once or twice, to whoever syncs first; the
// clients that come later have to learn it from the write verifier, even if the
// server was restarted meanwhile.
func TestEveryClientHearsThatTheDiskLostData(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(thinDisk(t, 4<<20).dir, "export")
	must(t, os.Mkdir(dir, 0o755))
	state := t.TempDir()
	s := serveDir(t, dir, "--state", state)
	one, root := s.dialNFS()
	other, _ := s.dialNFS()
	var by client.Caller
	f, err := one.Create(by, root, "f", nfs3.CreateUnchecked, nfs3.SetAttr{}, [8]byte{})
	must(t, err)

	var verifiers [2][8]byte
	for i := range 16 { // 8 MiB
		for which, c := range []*client.Client{one, other} {
			w, err := c.Write(by, f.Handle, uint64(i*2+which)<<18, bytes.Repeat([]byte{'x'}, 1<<18), nfs3.Unstable)
			must(t, err)
			verifiers[which] = w.Verifier
		}
	}
	if _, err := one.Commit(by, f.Handle); err == nil {
		t.Fatal("the disk took everything")
	}
	told := func() {
		t.Helper()
		for range 3 {
			if verifier, err := other.Commit(by, f.Handle); err == nil && verifier == verifiers[1] {
				t.Fatal("the other client's COMMIT succeeds, and its verifier says that nothing is lost")
			}
		}
	}
	told()
	s.restart()
	told()
	fresh, err := other.Write(by, f.Handle, 0, []byte("y"), nfs3.Unstable)
	must(t, err)
	s.restart()
	if verifier, err := other.Commit(by, f.Handle); err != nil || verifier != fresh.Verifier {
		t.Fatalf("what was written since is told to be lost: %v", err)
	}
}

// TestNamesAndAttributesSurvivePowerLoss does one of each kind of change in a
// mount, and then looks what a disk has that lost its power.
func TestNamesAndAttributesSurvivePowerLoss(t *testing.T) {
	t.Parallel()
	d := newDisk(t, t.TempDir(), "mkfs.ext4", "-q", "-m0")
	export := filepath.Join(d.dir, "export")
	must(t, os.Mkdir(export, 0o755))
	s := serveDir(t, export, "--state", t.TempDir())
	dir := s.mount("/exports")
	at := func(name string) string { return filepath.Join(dir, name) }
	write(t, at("removed"), "")
	write(t, at("renamed"), "")
	write(t, at("changed"), "")
	must(t, os.Mkdir(at("left"), 0o755))
	unix.Sync()

	for what, do := range map[string]func() error{
		"create":   func() error { return os.WriteFile(at("created"), nil, 0o640) },
		"new file": func() error { return syscall.Mknod(at("new"), syscall.S_IFREG|0o600, 0) },
		"FIFO":     func() error { return syscall.Mkfifo(at("fifo"), 0o600) },
		"mkdir":    func() error { return os.Mkdir(at("made"), 0o700) },
		"symlink":  func() error { return os.Symlink("nowhere", at("symlink")) },
		"remove":   func() error { return os.Remove(at("removed")) },
		"rmdir":    func() error { return os.Remove(at("left")) },
		"chmod":    func() error { return os.Chmod(at("changed"), 0o604) },
		"chown":    func() error { return os.Lchown(at("changed"), 12, 34) },
		"truncate": func() error { return os.Truncate(at("changed"), 4321) },
		"rename":   func() error { return os.Rename(at("renamed"), at("made")+"-not") },
		"link":     func() error { return os.Link(at("changed"), at("linked")) },
	} {
		if err := do(); err != nil {
			t.Errorf("%s: %v", what, err)
		}
		later := d.afterPowerLoss(t)
		got, want := tree(t, filepath.Join(later.dir, "export")), tree(t, export)
		if !maps.Equal(got, want) {
			t.Errorf("after %s and a loss of power there is %v, and not %v", what, got, want)
		}
	}
}
