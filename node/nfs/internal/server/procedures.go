package server

import (
	"errors"

	"golang.org/x/sys/unix"
	"holdfast.dev/nfs/internal/nfs3"
	"holdfast.dev/nfs/internal/rpc"
)

// procedure is one procedure of the NFS program. Its function decodes the
// arguments, does the work and appends the results that follow the status; or
// returns why not, and then failWords words of zero follow the status, which
// say that no attributes do.
type procedure struct {
	run       func(*Export, *rpc.Call, *nfs3.Writer) error
	failWords int
	// changes marks what a read-only export refuses and what must not be
	// done twice when the client repeats its call.
	changes bool
	names   nameUse
}

var procedures = map[uint32]procedure{
	nfs3.ProcNull:        {run: func(*Export, *rpc.Call, *nfs3.Writer) error { return nil }},
	nfs3.ProcGetAttr:     {run: (*Export).getAttr},
	nfs3.ProcSetAttr:     {run: (*Export).setAttr, failWords: 2, changes: true},
	nfs3.ProcLookup:      {run: (*Export).lookup, failWords: 1},
	nfs3.ProcAccess:      {run: (*Export).accessProc, failWords: 1},
	nfs3.ProcReadlink:    {run: (*Export).readlink, failWords: 1},
	nfs3.ProcRead:        {run: (*Export).read, names: opensOnly, failWords: 1},
	nfs3.ProcWrite:       {run: (*Export).write, names: opensOnly, failWords: 2, changes: true},
	nfs3.ProcCreate:      {run: (*Export).create, failWords: 2, changes: true},
	nfs3.ProcMkdir:       {run: (*Export).mkdir, failWords: 2, changes: true},
	nfs3.ProcSymlink:     {run: (*Export).symlink, failWords: 2, changes: true},
	nfs3.ProcMknod:       {run: (*Export).mknod, failWords: 2, changes: true},
	nfs3.ProcRemove:      {run: (*Export).remove, names: changesNames, failWords: 2, changes: true},
	nfs3.ProcRmdir:       {run: (*Export).rmdir, names: changesNames, failWords: 2, changes: true},
	nfs3.ProcRename:      {run: (*Export).rename, names: changesNames, failWords: 4, changes: true},
	nfs3.ProcLink:        {run: (*Export).link, names: changesNames, failWords: 3, changes: true},
	nfs3.ProcReadDir:     {run: (*Export).readDir, failWords: 1},
	nfs3.ProcReadDirPlus: {run: (*Export).readDirPlus, failWords: 1},
	nfs3.ProcFSStat:      {run: (*Export).fsStat, failWords: 1},
	nfs3.ProcFSInfo:      {run: (*Export).fsInfo, failWords: 1},
	nfs3.ProcPathConf:    {run: (*Export).pathConf, failWords: 1},
	nfs3.ProcCommit:      {run: (*Export).commit, names: opensOnly, failWords: 2},
}

func (e *Export) getAttr(c *rpc.Call, w *nfs3.Writer) error {
	r, err := e.openArg(c, c.Args.Handle())
	if err != nil {
		return err
	}
	defer r.close()
	w.Attr(attr(&r.stat))
	return nil
}

// openArg opens the object whose handle was taken off the arguments, if all
// that were taken are there.
func (e *Export) openArg(c *rpc.Call, h nfs3.Handle) (*ref, error) {
	if err := c.Args.Err(); err != nil {
		return nil, err
	}
	return e.open(h)
}

func (e *Export) setAttr(c *rpc.Call, w *nfs3.Writer) error {
	h, s := c.Args.Handle(), c.Args.SetAttr()
	var guard *nfs3.Time
	if c.Args.Bool() {
		t := c.Args.Time()
		guard = &t
	}
	r, err := e.openArg(c, h)
	if err != nil {
		return err
	}
	defer r.close()
	if guard != nil && *guard != attr(&r.stat).Ctime {
		return nfs3.ErrNotSync
	}
	if err := errors.Join(e.change(r, s), e.keep(r)); err != nil {
		return err
	}
	w.Wcc(after(r))
	return nil
}

func (e *Export) lookup(c *rpc.Call, w *nfs3.Writer) error {
	dir, name, err := e.dirArg(c, true)
	if err != nil {
		return err
	}
	defer dir.close()
	r, err := e.walk(dir, name)
	if err != nil {
		return err
	}
	defer r.close()
	h, err := e.handle(r)
	if err != nil {
		return err
	}
	w.Opaque(h)
	w.PostAttr(attr(&r.stat))
	w.PostAttr(attr(&dir.stat))
	return nil
}

func (e *Export) accessProc(c *rpc.Call, w *nfs3.Writer) error {
	h, asked := c.Args.Handle(), c.Args.Uint32()
	r, err := e.openArg(c, h)
	if err != nil {
		return err
	}
	defer r.close()
	w.PostAttr(attr(&r.stat))
	w.Uint32(e.access(&r.stat, c.Cred, asked))
	return nil
}

func (e *Export) readlink(c *rpc.Call, w *nfs3.Writer) error {
	r, err := e.openArg(c, c.Args.Handle())
	if err != nil {
		return err
	}
	defer r.close()
	if r.stat.Mode&unix.S_IFMT != unix.S_IFLNK {
		return nfs3.ErrInval
	}
	target := make([]byte, nfs3.MaxPath)
	n, err := unix.Readlinkat(r.fd, "", target)
	if err != nil {
		return err
	}
	w.PostAttr(attr(&r.stat))
	w.Opaque(target[:n])
	return nil
}

func (e *Export) read(c *rpc.Call, w *nfs3.Writer) error {
	h, offset, count := c.Args.Handle(), c.Args.Uint64(), c.Args.Uint32()
	if err := c.Args.Err(); err != nil {
		return err
	}
	if offset > 1<<63-1-nfs3.MaxTransfer {
		return nfs3.ErrInval
	}
	r, err := e.openData(h, unix.O_RDONLY)
	if err != nil {
		return err
	}
	defer r.close()
	data := make([]byte, min(count, nfs3.MaxTransfer))
	n, err := transfer(r.fd, data, int64(offset), unix.Pread)
	if err != nil {
		return err
	}
	a := after(r)
	w.PostAttr(a)
	w.Uint32(uint32(n))
	w.Bool(a == nil && n < len(data) || a != nil && offset+uint64(n) >= a.Size)
	w.Opaque(data[:n])
	return nil
}

func (e *Export) write(c *rpc.Call, w *nfs3.Writer) error {
	h, offset, count, stable := c.Args.Handle(), c.Args.Uint64(), c.Args.Uint32(), c.Args.Uint32()
	data := c.Args.Opaque(nfs3.MaxTransfer)
	if err := c.Args.Err(); err != nil {
		return err
	}
	if int(count) < len(data) {
		data = data[:count]
	}
	if offset > 1<<63-1-nfs3.MaxTransfer {
		return nfs3.ErrFBig
	}
	r, err := e.openData(h, unix.O_WRONLY)
	if err != nil {
		return err
	}
	defer r.close()
	// Taken before the data is: a sync that fails meanwhile may be about it.
	verifier := e.stable.verifier.Load()
	n, failed := transfer(r.fd, data, int64(offset), unix.Pwrite)
	if failed != nil && n == 0 {
		// Otherwise the client comes back for the rest and gets the error then.
		return failed
	}
	switch stable {
	case nfs3.FileSync:
		_, err = e.stable.sync(r, fsync)
	case nfs3.DataSync:
		_, err = e.stable.sync(r, fdatasync)
	}
	if err != nil {
		return err
	}
	w.Wcc(after(r))
	w.Uint32(uint32(n))
	w.Uint32(stable)
	w.Fixed(verifier[:])
	return nil
}

// transfer moves data between a file and memory, by pread or by pwrite, until
// all of it is moved, the file ends or an error comes. It says how much it was.
func transfer(fd int, data []byte, offset int64, move func(fd int, data []byte, offset int64) (int, error)) (int, error) {
	done := 0
	for done < len(data) {
		n, err := move(fd, data[done:], offset+int64(done))
		if err == unix.EINTR {
			continue
		}
		if err != nil || n == 0 {
			return done, err
		}
		done += n
	}
	return done, nil
}

func (e *Export) commit(c *rpc.Call, w *nfs3.Writer) error {
	h := c.Args.Handle()
	c.Args.Uint64()
	c.Args.Uint32()
	if err := c.Args.Err(); err != nil {
		return err
	}
	r, err := e.openData(h, unix.O_RDONLY)
	if err != nil {
		return err
	}
	defer r.close()
	verifier, err := e.stable.sync(r, fsync)
	if err != nil {
		return err
	}
	w.Wcc(after(r))
	w.Fixed(verifier[:])
	return nil
}

func (e *Export) fsStat(c *rpc.Call, w *nfs3.Writer) error {
	r, err := e.openArg(c, c.Args.Handle())
	if err != nil {
		return err
	}
	defer r.close()
	var st unix.Statfs_t
	if err := unix.Fstatfs(e.root.fd, &st); err != nil {
		return err
	}
	unit := uint64(st.Frsize)
	if unit == 0 {
		unit = uint64(st.Bsize)
	}
	w.PostAttr(attr(&r.stat))
	for _, v := range []uint64{st.Blocks * unit, st.Bfree * unit, st.Bavail * unit, st.Files, st.Ffree, st.Ffree} {
		w.Uint64(v)
	}
	w.Uint32(0) // the numbers may change at any time
	return nil
}

// Preferred transfer sizes: large enough that loopback is not bound by round
// trips, small enough that several fit in flight without much memory.
const (
	preferredTransfer = 256 << 10
	preferredListing  = 64 << 10
)

func (e *Export) fsInfo(c *rpc.Call, w *nfs3.Writer) error {
	r, err := e.openArg(c, c.Args.Handle())
	if err != nil {
		return err
	}
	defer r.close()
	w.PostAttr(attr(&r.stat))
	for range 2 { // reading, then writing
		w.Uint32(nfs3.MaxTransfer)
		w.Uint32(preferredTransfer)
		w.Uint32(4096)
	}
	w.Uint32(preferredListing)
	w.Uint64(1<<63 - 1)
	w.Time(nfs3.Time{Nsec: 1})
	w.Uint32(nfs3.PropLink | nfs3.PropSymlink | nfs3.PropHomogeneous | nfs3.PropCanSetTime)
	return nil
}

func (e *Export) pathConf(c *rpc.Call, w *nfs3.Writer) error {
	r, err := e.openArg(c, c.Args.Handle())
	if err != nil {
		return err
	}
	defer r.close()
	w.PostAttr(attr(&r.stat))
	w.Uint32(32000) // hard links; the file system has the last word
	w.Uint32(nfs3.MaxName)
	w.Bool(true)  // longer names are refused, not cut
	w.Bool(true)  // only root may give files away
	w.Bool(false) // case matters
	w.Bool(true)  // and is kept
	return nil
}

// needsRoom tells whether a procedure takes room on the disk: it writes data, or makes something that was not there.
func needsRoom(procedure uint32) bool {
	switch procedure {
	case nfs3.ProcWrite, nfs3.ProcCreate, nfs3.ProcMkdir, nfs3.ProcSymlink, nfs3.ProcMknod:
		return true
	}
	return false
}
