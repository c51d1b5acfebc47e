package fusefs

import (
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"syscall"

	"github.com/hanwen/go-fuse/v2/fuse"
	"holdfast.dev/nfs/internal/client"
	"holdfast.dev/nfs/internal/nfs3"
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
	leaving, err := f.startLeaving(by, dir, name)
	if err != nil {
		return status(err)
	}
	defer f.left(leaving)
	if leaving.isOpen {
		return status(f.putAside(by, leaving, dir, func(aside string) error { return f.c.Rename(by, dir, name, dir, aside) }))
	}
	return status(f.c.Remove(by, dir, name))
}

// Rename renames, putting aside what has the new name while it is open here.
func (f *FS) Rename(cancel <-chan struct{}, in *fuse.RenameIn, old, name string) fuse.Status {
	if in.Flags != 0 {
		return fuse.EINVAL
	}
	by, from, to := caller(&in.InHeader, cancel), f.node(in.NodeId).handle, f.node(in.Newdir).handle
	leaving, err := f.startLeaving(by, to, name)
	if isStatus(err, nfs3.ErrNoEnt) {
		return status(f.c.Rename(by, from, old, to, name))
	}
	if err != nil {
		return status(err)
	}
	defer f.left(leaving)
	if leaving.isOpen {
		err = f.spare(by, leaving, from, old, to, name)
	}
	if err == nil {
		err = f.c.Rename(by, from, old, to, name)
	}
	return status(err)
}

// spare keeps the open file that a rename is about to replace alive under
// another name. It is linked to that name where the server has hard links, so
// that the replaced name is there at every moment.
func (f *FS) spare(by client.Caller, target departure, from nfs3.Handle, old string, to nfs3.Handle, name string) error {
	source, err := f.c.Lookup(by, from, old)
	if err != nil || string(source.Handle) == string(target.found.Handle) {
		return err
	}
	return f.putAside(by, target, to, func(aside string) error {
		if f.link {
			_, err := f.c.Link(by, target.found.Handle, to, aside)
			return err
		}
		return f.c.Rename(by, to, name, to, aside)
	})
}

// departure is an object that is about to lose a name. While it is, it is not
// opened: it could be gone before anybody knew that it has to be kept.
type departure struct {
	found  client.Node
	node   *node // nil when the kernel does not know it
	isOpen bool  // here, and this is its only name
}

// startLeaving finds out what an entry is that is about to be deleted or
// replaced, and holds up whoever wants to open it. The caller calls left.
func (f *FS) startLeaving(by client.Caller, dir nfs3.Handle, name string) (departure, error) {
	found, err := f.c.Lookup(by, dir, name)
	if err != nil {
		return departure{}, err
	}
	d := departure{found: found}
	for {
		f.mu.Lock()
		n, known := f.byHandle[string(found.Handle)]
		if !known || found.Attr.Type == nfs3.TypeDirectory {
			f.mu.Unlock()
			return d, nil
		}
		if n.leaving == nil {
			defer f.mu.Unlock()
			d.isOpen = n.opens > 0 && found.Attr.Nlink <= 1
			if d.isOpen && n.silly != nil && n.silly.name == name {
				return departure{}, syscall.EBUSY // it goes with the last close
			}
			d.node, n.leaving = n, make(chan struct{})
			return d, nil
		}
		busy := n.leaving
		f.mu.Unlock()
		if err := by.Waiter.Await(busy, nil, nil); err != nil {
			return departure{}, err
		}
	}
}

func (f *FS) left(d departure) {
	if d.node == nil {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	close(d.node.leaving)
	d.node.leaving = nil
}

// putAside gives a file that is open here a name of its own, as every NFS
// client does: the server would forget a deleted file at once. The last close
// deletes it.
func (f *FS) putAside(by client.Caller, d departure, dir nfs3.Handle, move func(aside string) error) error {
	aside := sillyName(d.found.Attr.FileID)
	if err := move(aside); err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	place := placeOf{dir, aside, by.Cred}
	if d.node.opens > 0 {
		d.node.silly = &place
	} else {
		f.cleanups.Go(func() { f.removeAside(place) }) // closed meanwhile
	}
	return nil
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
