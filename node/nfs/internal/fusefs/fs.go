// Package fusefs shows an NFS export as a FUSE file system, for kernels that
// have no NFS client of their own.
//
// It keeps the promise that an NFS mount makes, close-to-open consistency, and
// a little more: names are looked up at every use, data is neither cached nor
// delayed, so that what one client wrote is what every other one reads next.
// Only attributes of what is open already may be as old as AttrTimeout.
//
// Not supported, as also said in NFS.md and by "holdfast-nfs --help": locks
// that other mounts see (NLM; locks hold within one mount), NFS 2 and 4, UDP,
// AUTH_GSS, ACLs, extended attributes, devices, fallocate, O_TMPFILE,
// renameat2 flags, and shared writable mappings where the kernel is older than
// 6.6.
package fusefs

import (
	"errors"
	"sync"
	"syscall"
	"time"

	"github.com/hanwen/go-fuse/v2/fuse"
	"holdfast.dev/nfs/internal/client"
	"holdfast.dev/nfs/internal/nfs3"
	"holdfast.dev/nfs/internal/rpc"
)

// DefaultAttrTimeout is how long attributes may be believed without asking.
const DefaultAttrTimeout = time.Second

// Options of a file system.
type Options struct {
	// AttrTimeout is how long attributes may be believed; 0 is not at all.
	AttrTimeout time.Duration
	// ReadSize and WriteSize bound one READ and WRITE, in bytes.
	ReadSize, WriteSize uint32
	// Sync has every write put on stable storage before it returns.
	Sync bool
	// Logf hears about what no system call can report.
	Logf func(format string, args ...any)
}

// FS is the file system. Its methods are called by go-fuse.
type FS struct {
	fuse.RawFileSystem
	c    *client.Client
	o    Options
	link bool // the server makes hard links

	mu       sync.Mutex
	nodes    map[uint64]*node
	byHandle map[string]*node
	files    map[uint64]*file
	dirs     map[uint64]*dir
	lastID   uint64
	cleanups sync.WaitGroup
}

// node is an object that the kernel knows by id.
type node struct {
	id      uint64
	handle  nfs3.Handle
	lookups uint64        // how often the kernel was told; guarded by FS.mu
	opens   int           // open files on it; guarded by FS.mu
	silly   *placeOf      // where it went when it was deleted while open; guarded by FS.mu
	leaving chan struct{} // closed when a deletion of one of its names is over; guarded by FS.mu
	appends sync.Mutex    // held while the end of the file is found and written to
	writes  writtenData   // what the server has not put on stable storage yet
}

// placeOf is a name in a folder.
type placeOf struct {
	dir  nfs3.Handle
	name string
	by   rpc.Cred
}

// New makes a file system of the export whose root is h.
func New(c *client.Client, h nfs3.Handle, info nfs3.FSInfo, o Options) *FS {
	o.ReadSize = transferSize(o.ReadSize, info.ReadMax)
	o.WriteSize = transferSize(o.WriteSize, info.WriteMax)
	root := &node{id: fuse.FUSE_ROOT_ID, handle: h, lookups: 1}
	return &FS{
		RawFileSystem: fuse.NewDefaultRawFileSystem(), c: c, o: o, link: info.Properties&nfs3.PropLink != 0,
		nodes: map[uint64]*node{root.id: root}, byHandle: map[string]*node{string(h): root},
		files: map[uint64]*file{}, dirs: map[uint64]*dir{}, lastID: fuse.FUSE_ROOT_ID,
	}
}

// TransferSize is the largest request that the kernel is asked to make.
const TransferSize = 256 << 10

func transferSize(wanted, most uint32) uint32 {
	const least = 1 << 10
	size := uint32(TransferSize)
	if wanted != 0 {
		size = min(size, wanted)
	}
	if most != 0 {
		size = min(size, most)
	}
	return max(size, least)
}

// String names the file system in go-fuse's messages.
func (f *FS) String() string { return "holdfast-nfs" }

// Finish does what the mount left to do once the kernel is through with it,
// and returns when it is done. A last close that comes with the end of the mount
// is not always told.
func (f *FS) Finish() {
	f.mu.Lock()
	for _, n := range f.nodes {
		if n.silly != nil {
			place := *n.silly
			n.silly = nil
			f.cleanups.Go(func() { f.removeAside(place) })
		}
	}
	f.mu.Unlock()
	f.cleanups.Wait()
}

func (f *FS) node(id uint64) *node {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.nodes[id]
}

// learn returns the node of a handle, made if need be, and counts that the
// kernel is told about it.
func (f *FS) learn(h nfs3.Handle) *node {
	f.mu.Lock()
	defer f.mu.Unlock()
	n, ok := f.byHandle[string(h)]
	if !ok {
		f.lastID++
		n = &node{id: f.lastID, handle: append(nfs3.Handle(nil), h...)}
		f.nodes[n.id], f.byHandle[string(n.handle)] = n, n
	}
	n.lookups++
	return n
}

// Forget drops what the kernel no longer knows.
func (f *FS) Forget(id, count uint64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	n, ok := f.nodes[id]
	if !ok || id == fuse.FUSE_ROOT_ID {
		return
	}
	n.lookups -= min(count, n.lookups)
	f.dropIfUnused(n)
}

// dropIfUnused forgets n when neither the kernel nor an open file needs it.
// The caller holds mu.
func (f *FS) dropIfUnused(n *node) {
	if n.lookups == 0 && n.opens == 0 && n.id != fuse.FUSE_ROOT_ID {
		delete(f.nodes, n.id)
		delete(f.byHandle, string(n.handle))
	}
}

func caller(h *fuse.InHeader, cancel <-chan struct{}) client.Caller {
	return client.Caller{Cred: rpc.Cred{UID: h.Uid, GID: h.Gid}, Waiter: waiter(h, cancel)}
}

func status(err error) fuse.Status { return fuse.Status(client.Errno(err)) }

var typeBits = map[nfs3.FileType]uint32{
	nfs3.TypeRegular: syscall.S_IFREG, nfs3.TypeDirectory: syscall.S_IFDIR, nfs3.TypeBlock: syscall.S_IFBLK,
	nfs3.TypeCharacter: syscall.S_IFCHR, nfs3.TypeSymlink: syscall.S_IFLNK, nfs3.TypeSocket: syscall.S_IFSOCK,
	nfs3.TypeFIFO: syscall.S_IFIFO,
}

func (f *FS) fill(out *fuse.Attr, a *nfs3.Attr) {
	*out = fuse.Attr{
		Ino: a.FileID, Size: a.Size, Blocks: (a.Used + 511) / 512, Mode: typeBits[a.Type] | a.Mode, Nlink: a.Nlink,
		Atime: uint64(a.Atime.Sec), Mtime: uint64(a.Mtime.Sec), Ctime: uint64(a.Ctime.Sec),
		Atimensec: a.Atime.Nsec, Mtimensec: a.Mtime.Nsec, Ctimensec: a.Ctime.Nsec,
		Owner: fuse.Owner{Uid: a.UID, Gid: a.GID}, Rdev: a.Minor&0xff | a.Major<<8 | a.Minor&^0xff<<12, Blksize: f.o.WriteSize,
	}
}

// enter tells the kernel about an object that it found under a name. The name
// is not to be believed beyond this use.
func (f *FS) enter(out *fuse.EntryOut, found client.Node) *node {
	n := f.learn(found.Handle)
	out.NodeId, out.Generation = n.id, 1
	out.SetEntryTimeout(0)
	out.SetAttrTimeout(f.o.AttrTimeout)
	f.fill(&out.Attr, found.Attr)
	return n
}

// Lookup finds a name.
func (f *FS) Lookup(cancel <-chan struct{}, h *fuse.InHeader, name string, out *fuse.EntryOut) fuse.Status {
	found, err := f.c.Lookup(caller(h, cancel), f.node(h.NodeId).handle, name)
	if err != nil {
		return status(err)
	}
	f.enter(out, found)
	return fuse.OK
}

// GetAttr reads attributes.
func (f *FS) GetAttr(cancel <-chan struct{}, in *fuse.GetAttrIn, out *fuse.AttrOut) fuse.Status {
	a, err := f.c.GetAttr(caller(&in.InHeader, cancel), f.node(in.NodeId).handle)
	if err != nil {
		return status(err)
	}
	out.SetTimeout(f.o.AttrTimeout)
	f.fill(&out.Attr, a)
	return fuse.OK
}

// SetAttr changes attributes.
func (f *FS) SetAttr(cancel <-chan struct{}, in *fuse.SetAttrIn, out *fuse.AttrOut) fuse.Status {
	var s nfs3.SetAttr
	if v, ok := in.GetMode(); ok {
		s.Mode = &v
	}
	if v, ok := in.GetUID(); ok {
		s.UID = &v
	}
	if v, ok := in.GetGID(); ok {
		s.GID = &v
	}
	if v, ok := in.GetSize(); ok {
		s.Size = &v
	}
	s.Atime = setTime(in.Valid, fuse.FATTR_ATIME, fuse.FATTR_ATIME_NOW, in.Atime, in.Atimensec)
	s.Mtime = setTime(in.Valid, fuse.FATTR_MTIME, fuse.FATTR_MTIME_NOW, in.Mtime, in.Mtimensec)
	a, err := f.c.SetAttr(caller(&in.InHeader, cancel), f.node(in.NodeId).handle, s)
	if err != nil {
		return status(err)
	}
	out.SetTimeout(f.o.AttrTimeout)
	f.fill(&out.Attr, a)
	return fuse.OK
}

func setTime(valid, set, now uint32, sec uint64, nsec uint32) nfs3.SetTime {
	switch {
	case valid&set == 0:
		return nfs3.SetTime{}
	case valid&now != 0:
		return nfs3.SetTime{How: nfs3.TimeServer}
	}
	return nfs3.SetTime{How: nfs3.TimeClient, Time: nfs3.UnixTime(int64(sec), int64(nsec))}
}

// Readlink reads a symbolic link.
func (f *FS) Readlink(cancel <-chan struct{}, h *fuse.InHeader) ([]byte, fuse.Status) {
	target, err := f.c.Readlink(caller(h, cancel), f.node(h.NodeId).handle)
	return target, status(err)
}

// StatFs reads how much room there is.
func (f *FS) StatFs(cancel <-chan struct{}, h *fuse.InHeader, out *fuse.StatfsOut) fuse.Status {
	s, err := f.c.FSStat(caller(h, cancel), f.node(fuse.FUSE_ROOT_ID).handle)
	if err != nil {
		return status(err)
	}
	const unit = 4096
	*out = fuse.StatfsOut{
		Blocks: s.TotalBytes / unit, Bfree: s.FreeBytes / unit, Bavail: s.AvailBytes / unit,
		Files: s.TotalFiles, Ffree: s.FreeFiles, Bsize: unit, Frsize: unit, NameLen: nfs3.MaxName,
	}
	return fuse.OK
}

// Access is decided by the kernel, which mounts with default_permissions.
func (f *FS) Access(<-chan struct{}, *fuse.AccessIn) fuse.Status { return fuse.ENOSYS }

// isStatus says whether err is the status s.
func isStatus(err error, s nfs3.Status) bool { return errors.Is(err, s) }
