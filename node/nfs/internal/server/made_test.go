package server

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
	"holdfast.dev/nfs/internal/client"
	"holdfast.dev/nfs/internal/nfs3"
	"holdfast.dev/nfs/internal/rpc"
)

// TestWhatIsMadeIsWhatWasAskedFor makes what is neither a regular file nor made by the same call.
func TestWhatIsMadeIsWhatWasAskedFor(t *testing.T) {
	both(t, func(t *testing.T, o ExportOptions) {
		dir, _, c, root := serving(t, o)
		by := client.Caller{Cred: rpc.Cred{UID: uint32(os.Getuid()), GID: uint32(os.Getgid())}}
		must(t, os.Mkdir(filepath.Join(dir, "inherits"), 0o755))
		must(t, unix.Chmod(filepath.Join(dir, "inherits"), 0o2755))
		inherits, err := c.Lookup(by, root, "inherits")
		must(t, err)
		mode := func(m uint32) nfs3.SetAttr { return nfs3.SetAttr{Mode: &m} }
		length := uint64(7)
		sized := nfs3.SetAttr{Size: &length} // means nothing for what has no data

		for name, x := range map[string]struct {
			is   nfs3.FileType
			mode uint32
			make func(name string) (client.Node, error)
		}{
			"folder":         {nfs3.TypeDirectory, 0o755, func(n string) (client.Node, error) { return c.Mkdir(by, root, n, nfs3.SetAttr{}) }},
			"narrow":         {nfs3.TypeDirectory, 0o700, func(n string) (client.Node, error) { return c.Mkdir(by, root, n, mode(0o700)) }},
			"wide":           {nfs3.TypeDirectory, 0o777, func(n string) (client.Node, error) { return c.Mkdir(by, root, n, mode(0o777)) }},
			"sticky":         {nfs3.TypeDirectory, 0o1777, func(n string) (client.Node, error) { return c.Mkdir(by, root, n, mode(0o1777)) }},
			"sets the ids":   {nfs3.TypeDirectory, 0o6755, func(n string) (client.Node, error) { return c.Mkdir(by, root, n, mode(0o6755)) }},
			"inherits":       {nfs3.TypeDirectory, 0o2750, func(n string) (client.Node, error) { return c.Mkdir(by, inherits.Handle, n, mode(0o750)) }},
			"inherits more":  {nfs3.TypeDirectory, 0o3777, func(n string) (client.Node, error) { return c.Mkdir(by, inherits.Handle, n, mode(0o1777)) }},
			"symbolic link":  {nfs3.TypeSymlink, 0o777, func(n string) (client.Node, error) { return c.Symlink(by, root, n, "to", mode(0o600)) }},
			"link of length": {nfs3.TypeSymlink, 0o777, func(n string) (client.Node, error) { return c.Symlink(by, root, n, "to", sized) }},
			"FIFO":           {nfs3.TypeFIFO, 0o604, func(n string) (client.Node, error) { return c.Mknod(by, root, n, nfs3.TypeFIFO, mode(0o604)) }},
			"FIFO of length": {nfs3.TypeFIFO, 0, func(n string) (client.Node, error) { return c.Mknod(by, root, n, nfs3.TypeFIFO, sized) }},
			"socket":         {nfs3.TypeSocket, 0o640, func(n string) (client.Node, error) { return c.Mknod(by, root, n, nfs3.TypeSocket, mode(0o640)) }},
		} {
			made, err := x.make(name)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if a := made.Attr; a.Type != x.is || a.Mode != x.mode || a.UID != by.Cred.UID || a.GID != by.Cred.GID {
				t.Errorf("%s is of type %d with mode %o and belongs to %d:%d", name, a.Type, a.Mode, a.UID, a.GID)
			}
			_, err = x.make(name)
			wants(t, err, nfs3.ErrExist)
		}
		if to, err := os.Readlink(filepath.Join(dir, "symbolic link")); to != "to" {
			t.Errorf("the link leads to %q (%v)", to, err)
		}
		for kind, status := range map[nfs3.FileType]nfs3.Status{
			nfs3.TypeBlock: nfs3.ErrPerm, nfs3.TypeCharacter: nfs3.ErrPerm, nfs3.TypeRegular: nfs3.ErrBadType, 99: nfs3.ErrBadType,
		} {
			_, err := c.Mknod(by, root, "refused", kind, nfs3.SetAttr{})
			wants(t, err, status)
		}
		_, err = os.Lstat(filepath.Join(dir, "refused"))
		if !os.IsNotExist(err) {
			t.Errorf("what is refused is there: %v", err)
		}
	})
}

// TestAWriteForWhichThereIsSomeRoom is told how much was written, and the next one that there is no room.
func TestAWriteForWhichThereIsSomeRoom(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("mounting needs root")
	}
	dir := filepath.Join(t.TempDir(), "export")
	must(t, os.Mkdir(dir, 0o755))
	must(t, unix.Mount("tmpfs", dir, "tmpfs", 0, "size=64k"))
	t.Cleanup(func() { _ = unix.Unmount(dir, unix.MNT_DETACH) })
	_, c, root := servingFolder(t, dir, ExportOptions{})
	f, err := c.Create(client.Caller{}, root, "f", nfs3.CreateGuarded, nfs3.SetAttr{}, [8]byte{})
	must(t, err)
	written, err := c.Write(client.Caller{}, f.Handle, 0, make([]byte, 128<<10), nfs3.FileSync)
	must(t, err)
	if written.Count != 64<<10 {
		t.Errorf("%d bytes were written where there is room for 64 KiB", written.Count)
	}
	_, err = c.Write(client.Caller{}, f.Handle, uint64(written.Count), []byte("x"), nfs3.FileSync)
	wants(t, err, nfs3.ErrNoSpc)
}
