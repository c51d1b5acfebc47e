package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
	"holdfast.dev/node/internal/nfs/client"
	"holdfast.dev/node/internal/nfs/nfs3"
	"holdfast.dev/node/internal/nfs/rpc"
)

// thinDisk mounts a file system on a disk that claims to be larger than what
// it can store, as an overcommitted storage system does: writing into the
// kernel's cache succeeds, and putting it on the disk fails. The room is in
// bytes.
func thinDisk(t *testing.T, room int) string {
	t.Helper()
	needMounts(t)
	if _, err := os.Stat("/dev/loop-control"); err != nil {
		t.Skip("there are no loop devices")
	}
	if _, err := exec.LookPath("mkfs.ext2"); err != nil {
		t.Skip("there is no mkfs.ext2")
	}
	storage, disk := t.TempDir(), t.TempDir()
	must(t, unix.Mount("tmpfs", storage, "tmpfs", 0, fmt.Sprintf("size=%d", room)))
	t.Cleanup(func() { _ = unix.Unmount(storage, unix.MNT_DETACH) })
	image := filepath.Join(storage, "image")
	must(t, os.WriteFile(image, nil, 0o600))
	must(t, os.Truncate(image, 64<<20))
	runs(t, "/", "mkfs.ext2", "-q", "-m0", image)
	runs(t, "/", "mount", "-o", "loop", image, disk)
	t.Cleanup(func() { _ = unix.Unmount(disk, unix.MNT_DETACH) })
	return disk
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
	dir := filepath.Join(thinDisk(t, 4<<20), "export")
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
