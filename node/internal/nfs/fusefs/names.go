package fusefs

import (
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"syscall"

	"github.com/hanwen/go-fuse/v2/fuse"
	"holdfast.dev/node/internal/nfs/client"
	"holdfast.dev/node/internal/nfs/nfs3"
)

// withMode is the attributes that a new object gets.
func withMode(mode uint32) nfs3.SetAttr {
	mode &= 0o7777
	return nfs3.SetAttr{Mode: &mode}
}

// Mkdir makes a folder.
func (f *FS) Mkdir(cancel <-chan struct{}, in *fuse.MkdirIn, name string, out *fuse.EntryOut) fuse.Status {
	made, err := f.c.Mkdir(caller(&in.InHeader, cancel), f.node(in.NodeId).handle, name, withMode(in.Mode))
	if err != nil {
		return status(err)
	}
	f.enter(out, made)
	return fuse.OK
}

// Symlink makes a symbolic link.
func (f *FS) Symlink(cancel <-chan struct{}, h *fuse.InHeader, target, name string, out *fuse.EntryOut) fuse.Status {
	made, err := f.c.Symlink(caller(h, cancel), f.node(h.NodeId).handle, name, target, nfs3.SetAttr{})
	if err != nil {
		return status(err)
	}
	f.enter(out, made)
	return fuse.OK
}

// Mknod makes regular files, FIFOs and sockets.
func (f *FS) Mknod(cancel <-chan struct{}, in *fuse.MknodIn, name string, out *fuse.EntryOut) fuse.Status {
	by, dir, attr := caller(&in.InHeader, cancel), f.node(in.NodeId).handle, withMode(in.Mode)
	var made client.Node
	var err error
	switch in.Mode & syscall.S_IFMT {
	case syscall.S_IFREG:
		made, err = f.createNew(by, dir, name, attr)
	case syscall.S_IFIFO:
		made, err = f.c.Mknod(by, dir, name, nfs3.TypeFIFO, attr)
	case syscall.S_IFSOCK:
		made, err = f.c.Mknod(by, dir, name, nfs3.TypeSocket, attr)
	default:
		return fuse.EPERM
	}
	if err != nil {
		return status(err)
	}
	f.enter(out, made)
	return fuse.OK
}

// createNew makes a file that must not be there yet. The exclusive kind of
// CREATE can be sent again without harm; the attributes follow it then.
func (f *FS) createNew(by client.Caller, dir nfs3.Handle, name string, s nfs3.SetAttr) (client.Node, error) {
	var verifier [8]byte
	if _, err := rand.Read(verifier[:]); err != nil {
		return client.Node{}, err
	}
	made, err := f.c.Create(by, dir, name, nfs3.CreateExclusive, nfs3.SetAttr{}, verifier)
	if isStatus(err, nfs3.ErrNotSupp) {
		return f.c.Create(by, dir, name, nfs3.CreateGuarded, s, verifier)
	}
	if err != nil {
		return made, err
	}
	s.Atime.How, s.Mtime.How = nfs3.TimeServer, nfs3.TimeServer
	made.Attr, err = f.c.SetAttr(by, made.Handle, s)
	return made, err
}

// Link gives an object another name.
func (f *FS) Link(cancel <-chan struct{}, in *fuse.LinkIn, name string, out *fuse.EntryOut) fuse.Status {
	n := f.node(in.Oldnodeid)
	attr, err := f.c.Link(caller(&in.InHeader, cancel), n.handle, f.node(in.NodeId).handle, name)
	if err != nil {
		return status(err)
	}
	f.enter(out, client.Node{Handle: n.handle, Attr: attr})
	return fuse.OK
}

// Rmdir deletes an empty folder.
func (f *FS) Rmdir(cancel <-chan struct{}, h *fuse.InHeader, name string) fuse.Status {
	return status(f.c.Rmdir(caller(h, cancel), f.node(h.NodeId).handle, name))
}

// Unlink deletes a file, or puts it aside while it is open here.
func (f *FS) Unlink(cancel <-chan struct{}, h *fuse.InHeader, name string) fuse.Status {
	by, dir := caller(h, cancel), f.node(h.NodeId).handle
	aside, err := f.putAside(by, dir, name, f.c.Rename)
	if err == nil && !aside {
		err = f.c.Remove(by, dir, name)
	}
	return status(err)
}

// Rename renames, putting aside what has the new name while it is open here.
func (f *FS) Rename(cancel <-chan struct{}, in *fuse.RenameIn, old, name string) fuse.Status {
	if in.Flags != 0 {
		return fuse.EINVAL
	}
	by, from, to := caller(&in.InHeader, cancel), f.node(in.NodeId).handle, f.node(in.Newdir).handle
	if err := f.spare(by, from, old, to, name); err != nil {
		return status(err)
	}
	return status(f.c.Rename(by, from, old, to, name))
}

// spare keeps the file that a rename is about to replace alive under another
// name if it is open here. It is linked to that name where the server has hard
// links, so that the replaced name is there at every moment.
func (f *FS) spare(by client.Caller, from nfs3.Handle, old string, to nfs3.Handle, name string) error {
	if !f.anythingOpen() {
		return nil
	}
	source, err := f.c.Lookup(by, from, old)
	if err != nil {
		return err
	}
	target, err := f.c.Lookup(by, to, name)
	if isStatus(err, nfs3.ErrNoEnt) || err == nil && string(source.Handle) == string(target.Handle) {
		return nil
	}
	if err != nil {
		return err
	}
	move := f.c.Rename
	if f.link {
		move = func(by client.Caller, dir nfs3.Handle, _ string, _ nfs3.Handle, aside string) error {
			_, err := f.c.Link(by, target.Handle, dir, aside)
			return err
		}
	}
	_, err = f.putAside(by, to, name, move)
	return err
}

func (f *FS) anythingOpen() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.files) > 0
}

// putAside moves dir's entry name to a name of its own when it is a file that
// is open here and has no other name, as every NFS client does: the server
// would forget a deleted file at once. The last close deletes it. It reports
// whether it did.
func (f *FS) putAside(by client.Caller, dir nfs3.Handle, name string,
	move func(client.Caller, nfs3.Handle, string, nfs3.Handle, string) error,
) (bool, error) {
	if !f.anythingOpen() {
		return false, nil
	}
	found, err := f.c.Lookup(by, dir, name)
	if err != nil {
		return false, err
	}
	f.mu.Lock()
	n, known := f.byHandle[string(found.Handle)]
	open := known && n.opens > 0 && n.silly == nil && found.Attr.Nlink <= 1
	f.mu.Unlock()
	if !open {
		return false, nil
	}
	aside := sillyName(found.Attr.FileID)
	if err := move(by, dir, name, dir, aside); err != nil {
		return false, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	place := placeOf{dir, aside, by.Cred}
	if n.opens > 0 {
		n.silly = &place
	} else {
		f.cleanups.Go(func() { f.removeAside(place) }) // closed meanwhile
	}
	return true, nil
}

// sillyName is a name that nobody else uses, of the form that administrators
// know from other NFS clients.
func sillyName(id uint64) string {
	var unique [4]byte
	_, _ = rand.Read(unique[:])
	return fmt.Sprintf(".nfs%016x%08x", id, binary.BigEndian.Uint32(unique[:]))
}

// removeAside deletes a file that was put aside. Nobody waits for that to be
// told whether it worked.
func (f *FS) removeAside(p placeOf) {
	err := f.c.Remove(client.Caller{Cred: p.by}, p.dir, p.name)
	if err != nil && !isStatus(err, nfs3.ErrNoEnt) {
		f.o.Logf("cannot delete %s, which was deleted while it was open: %v", p.name, err)
	}
}
