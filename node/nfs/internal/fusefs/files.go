package fusefs

import (
	"errors"
	"sync"
	"syscall"

	"github.com/hanwen/go-fuse/v2/fuse"
	"holdfast.dev/nfs/internal/client"
	"holdfast.dev/nfs/internal/nfs3"
	"holdfast.dev/nfs/internal/rpc"
)

// file is an open file. Data moves on behalf of who opened it, whoever uses
// the descriptor later.
type file struct {
	node *node
	cred rpc.Cred
	sync bool
	// losses is how many losses of data it need not report any more. It is
	// guarded by the mutex of node.writes.
	losses uint64
}

// dir is an open folder with the listing that is being read from it.
type dir struct {
	handle nfs3.Handle
	cred   rpc.Cred
	mu     sync.Mutex
	list   []client.Entry
}

// openFlags are told to the kernel for every open file: no page cache, and no
// lock around writes, which the server orders.
const openFlags = fuse.FOPEN_DIRECT_IO | fuse.FOPEN_PARALLEL_DIRECT_WRITES

// open makes n an open file, unless it is about to be deleted: then what comes
// of that is awaited.
func (f *FS) open(n *node, h *fuse.InHeader, flags uint32, cancel <-chan struct{}, out *fuse.OpenOut) error {
	f.mu.Lock()
	for n.leaving != nil {
		busy := n.leaving
		f.mu.Unlock()
		if err := waiter(h, cancel).Await(busy, nil, nil); err != nil {
			return err
		}
		f.mu.Lock()
	}
	defer f.mu.Unlock()
	n.opens++
	f.lastID++
	f.files[f.lastID] = &file{
		node: n, cred: rpc.Cred{UID: h.Uid, GID: h.Gid}, sync: f.o.Sync || flags&syscall.O_DSYNC != 0, losses: n.writes.opened(),
	}
	out.Fh, out.OpenFlags = f.lastID, openFlags
	return nil
}

func (f *FS) file(fh uint64) *file {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.files[fh]
}

func (o *file) caller(h *fuse.InHeader, cancel <-chan struct{}) client.Caller {
	return client.Caller{Cred: o.cred, Waiter: waiter(h, cancel)}
}

// Create makes a file and opens it.
func (f *FS) Create(cancel <-chan struct{}, in *fuse.CreateIn, name string, out *fuse.CreateOut) fuse.Status {
	by, dir, s := caller(&in.InHeader, cancel), f.node(in.NodeId).handle, withMode(in.Mode)
	var made client.Node
	var err error
	if in.Flags&syscall.O_EXCL != 0 {
		made, err = f.createNew(by, dir, name, s)
	} else {
		if in.Flags&syscall.O_TRUNC != 0 {
			s.Size = new(uint64)
		}
		made, err = f.c.Create(by, dir, name, nfs3.CreateUnchecked, s, [8]byte{})
	}
	if err != nil {
		return status(err)
	}
	n := f.enter(&out.EntryOut, made)
	if err := f.open(n, &in.InHeader, in.Flags, cancel, &out.OpenOut); err != nil {
		f.Forget(n.id, 1)
		return status(err)
	}
	return fuse.OK
}

// Open opens a file. It asks the server, so that a file which is gone is
// noticed here, where the kernel looks its name up again, and not when it is
// read.
func (f *FS) Open(cancel <-chan struct{}, in *fuse.OpenIn, out *fuse.OpenOut) fuse.Status {
	n := f.node(in.NodeId)
	if err := f.open(n, &in.InHeader, in.Flags, cancel, out); err != nil {
		return status(err)
	}
	if _, err := f.c.GetAttr(caller(&in.InHeader, cancel), n.handle); err != nil {
		f.close(out.Fh)
		return status(err)
	}
	return fuse.OK
}

// Read reads data.
func (f *FS) Read(cancel <-chan struct{}, in *fuse.ReadIn, buf []byte) (fuse.ReadResult, fuse.Status) {
	o := f.file(in.Fh)
	done, err := transfer(int(in.Size), int(f.o.ReadSize), func(at, size int) (int, error) {
		data, eof, err := f.c.Read(o.caller(&in.InHeader, cancel), o.node.handle, in.Offset+uint64(at), uint32(size))
		n := copy(buf[at:at+size], data)
		if err == nil && n == 0 && !eof {
			err = syscall.EIO // no progress would be made for ever
		}
		if err == nil && eof {
			err = errEnd
		}
		return n, err
	})
	if err != nil && !errors.Is(err, errEnd) {
		return nil, status(err)
	}
	return fuse.ReadResultData(buf[:done]), fuse.OK
}

// errEnd says that a file ends where a transfer does.
var errEnd = errors.New("end of file")

// transfer moves size bytes in pieces, all pieces at once, and each piece by as
// many calls of move as it takes. It returns how many bytes in a row were moved
// from the start, and what stopped it before the end.
func transfer(size, piece int, move func(at, size int) (int, error)) (int, error) {
	if size <= piece {
		return moveAll(0, size, move)
	}
	type result struct {
		n   int
		err error
	}
	results := make([]result, (size+piece-1)/piece)
	var pieces sync.WaitGroup
	for i := range results {
		pieces.Go(func() {
			n, err := moveAll(i*piece, min(piece, size-i*piece), move)
			results[i] = result{n, err}
		})
	}
	pieces.Wait()
	done := 0
	for _, r := range results {
		done += r.n
		if r.err != nil {
			return done, r.err
		}
	}
	return done, nil
}

func moveAll(at, size int, move func(at, size int) (int, error)) (int, error) {
	done := 0
	for done < size {
		n, err := move(at+done, size-done)
		done += n
		if err != nil {
			return done, err
		}
	}
	return done, nil
}

// Write writes data.
func (f *FS) Write(cancel <-chan struct{}, in *fuse.WriteIn, data []byte) (uint32, fuse.Status) {
	o := f.file(in.Fh)
	by := o.caller(&in.InHeader, cancel)
	offset := in.Offset
	if in.Flags&syscall.O_APPEND != 0 && in.WriteFlags&fuse.WRITE_CACHE == 0 {
		// The kernel's idea of where the file ends may be a second old.
		o.node.appends.Lock()
		defer o.node.appends.Unlock()
		attr, err := f.c.GetAttr(by, o.node.handle)
		if err != nil {
			return 0, status(err)
		}
		offset = attr.Size
	}
	stable := uint32(nfs3.Unstable)
	if o.sync || in.Flags&syscall.O_DSYNC != 0 {
		stable = nfs3.FileSync
	}
	done, err := transfer(len(data), int(f.o.WriteSize), func(at, size int) (int, error) {
		w, err := f.c.Write(by, o.node.handle, offset+uint64(at), data[at:at+size], stable)
		if err != nil {
			return 0, err
		}
		if w.Count == 0 || int(w.Count) > size {
			return 0, syscall.EIO
		}
		if !w.Stable {
			o.node.writes.saw(w.Verifier)
		}
		return int(w.Count), nil
	})
	if done == 0 && err != nil {
		return 0, status(err)
	}
	return uint32(done), fuse.OK
}

// commit has the server put on stable storage what was written to o.
func (f *FS) commit(by client.Caller, o *file) error {
	writes := &o.node.writes
	if covers, needed := writes.start(); needed {
		verifier, err := f.c.Commit(by, o.node.handle)
		if err != nil {
			return err
		}
		writes.done(covers, verifier)
	}
	return writes.report(&o.losses)
}

// Flush, which every close would call, is declined: what was written is at the
// server already, and a process that dies while the server is away could not
// end before it returned. Close promises no stable storage, fsync does.
func (f *FS) Flush(<-chan struct{}, *fuse.FlushIn) fuse.Status { return fuse.ENOSYS }

// Fsync puts data on stable storage.
func (f *FS) Fsync(cancel <-chan struct{}, in *fuse.FsyncIn) fuse.Status {
	o := f.file(in.Fh)
	return status(f.commit(o.caller(&in.InHeader, cancel), o))
}

// Release ends an open file.
func (f *FS) Release(_ <-chan struct{}, in *fuse.ReleaseIn) { f.close(in.Fh) }

// close forgets an open file; the last one deletes what was put aside.
func (f *FS) close(fh uint64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	o := f.files[fh]
	delete(f.files, fh)
	n := o.node
	if n.opens--; n.opens == 0 {
		if n.silly != nil {
			place := *n.silly
			n.silly = nil
			f.cleanups.Go(func() { f.removeAside(place) })
		}
		f.dropIfUnused(n)
	}
}

// OpenDir opens a folder.
func (f *FS) OpenDir(_ <-chan struct{}, in *fuse.OpenIn, out *fuse.OpenOut) fuse.Status {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lastID++
	f.dirs[f.lastID] = &dir{handle: f.nodes[in.NodeId].handle, cred: rpc.Cred{UID: in.Uid, GID: in.Gid}}
	out.Fh = f.lastID
	return fuse.OK
}

// ReadDir lists a folder. The listing is taken at its start, so that a reader
// who deletes what it finds misses nothing.
func (f *FS) ReadDir(cancel <-chan struct{}, in *fuse.ReadIn, out *fuse.DirEntryList) fuse.Status {
	f.mu.Lock()
	d := f.dirs[in.Fh]
	f.mu.Unlock()
	d.mu.Lock()
	defer d.mu.Unlock()
	if in.Offset == 0 {
		list, err := f.c.ReadDir(client.Caller{Cred: d.cred, Waiter: waiter(&in.InHeader, cancel)}, d.handle)
		if err != nil {
			return status(err)
		}
		d.list = list
	}
	for i := in.Offset; i < uint64(len(d.list)); i++ {
		e := d.list[i]
		mode := uint32(0)
		switch {
		case e.Attr != nil:
			mode = typeBits[e.Attr.Type]
		case e.Name == "." || e.Name == "..":
			mode = syscall.S_IFDIR
		}
		if !out.AddDirEntry(fuse.DirEntry{Mode: mode, Name: e.Name, Ino: e.FileID, Off: i + 1}) {
			break
		}
	}
	return fuse.OK
}

// ReleaseDir closes a folder.
func (f *FS) ReleaseDir(in *fuse.ReleaseIn) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.dirs, in.Fh)
}

// FsyncDir has nothing to do: a server has put changes of names on stable storage
// before it answers (RFC 1813, 4.8).
func (f *FS) FsyncDir(<-chan struct{}, *fuse.FsyncIn) fuse.Status { return fuse.OK }
