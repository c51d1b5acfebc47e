package nfs3

import "time"

// Program numbers, their version, and the port on which everything is
// expected when nobody says otherwise.
const (
	Program      = 100003
	MountProgram = 100005
	Version      = 3
	DefaultPort  = 2049
)

// Procedures of the NFS program.
const (
	ProcNull = iota
	ProcGetAttr
	ProcSetAttr
	ProcLookup
	ProcAccess
	ProcReadlink
	ProcRead
	ProcWrite
	ProcCreate
	ProcMkdir
	ProcSymlink
	ProcMknod
	ProcRemove
	ProcRmdir
	ProcRename
	ProcLink
	ProcReadDir
	ProcReadDirPlus
	ProcFSStat
	ProcFSInfo
	ProcPathConf
	ProcCommit
)

// Procedures of the MOUNT program.
const (
	MountProcNull = iota
	MountProcMnt
	MountProcDump
	MountProcUmnt
	MountProcUmntAll
	MountProcExport
)

// FileType is ftype3.
type FileType uint32

// The file types.
const (
	TypeRegular FileType = iota + 1
	TypeDirectory
	TypeBlock
	TypeCharacter
	TypeSymlink
	TypeSocket
	TypeFIFO
)

// How a CREATE treats a name that exists.
const (
	CreateUnchecked = iota
	CreateGuarded
	CreateExclusive
)

// How stable a WRITE is when it is answered.
const (
	Unstable = iota
	DataSync
	FileSync
)

// Rights that ACCESS asks for.
const (
	AccessRead    = 0x01
	AccessLookup  = 0x02
	AccessModify  = 0x04
	AccessExtend  = 0x08
	AccessDelete  = 0x10
	AccessExecute = 0x20
)

// Properties that FSINFO reports.
const (
	PropLink        = 0x01
	PropSymlink     = 0x02
	PropHomogeneous = 0x08
	PropCanSetTime  = 0x10
)

// Handle names an object on the server, opaque to clients.
type Handle []byte

// Time is nfstime3: seconds and nanoseconds since 1970.
type Time struct{ Sec, Nsec uint32 }

// TimeOf converts t; what lies before 1970 or after 2106 is clamped.
func TimeOf(t time.Time) Time { return UnixTime(t.Unix(), int64(t.Nanosecond())) }

// UnixTime converts seconds and nanoseconds as the kernel reports them.
func UnixTime(sec, nsec int64) Time {
	switch {
	case sec < 0:
		return Time{}
	case sec > 1<<32-1:
		return Time{Sec: 1<<32 - 1}
	}
	return Time{uint32(sec), uint32(nsec)}
}

// Attr is fattr3. Mode holds the permission, set-id and sticky bits alone.
type Attr struct {
	Type                FileType
	Mode, Nlink         uint32
	UID, GID            uint32
	Size, Used          uint64
	Major, Minor        uint32
	FSID, FileID        uint64
	Atime, Mtime, Ctime Time
}

// SetTime is how a timestamp is changed.
type SetTime struct {
	How  uint32 // one of the Time… constants
	Time Time   // for TimeClient
}

// Ways to change a timestamp.
const (
	TimeKeep = iota
	TimeServer
	TimeClient
)

// SetAttr is sattr3: what is nil stays as it is.
type SetAttr struct {
	Mode, UID, GID *uint32
	Size           *uint64
	Atime, Mtime   SetTime
}

// FSStat is the answer to FSSTAT, sizes in bytes.
type FSStat struct {
	TotalBytes, FreeBytes, AvailBytes uint64
	TotalFiles, FreeFiles, AvailFiles uint64
}

// FSInfo is the part of FSINFO's answer that clients here use.
type FSInfo struct {
	ReadMax, WriteMax, DirPref uint32
	MaxFileSize                uint64
	Properties                 uint32
}

// Time appends an nfstime3.
func (w *Writer) Time(t Time) {
	w.Uint32(t.Sec)
	w.Uint32(t.Nsec)
}

// Time takes an nfstime3.
func (r *Reader) Time() Time { return Time{r.Uint32(), r.Uint32()} }

// Handle takes a file handle.
func (r *Reader) Handle() Handle { return Handle(r.Opaque(MaxHandle)) }

// Attr appends a fattr3.
func (w *Writer) Attr(a *Attr) {
	for _, v := range []uint32{uint32(a.Type), a.Mode, a.Nlink, a.UID, a.GID} {
		w.Uint32(v)
	}
	w.Uint64(a.Size)
	w.Uint64(a.Used)
	w.Uint32(a.Major)
	w.Uint32(a.Minor)
	w.Uint64(a.FSID)
	w.Uint64(a.FileID)
	w.Time(a.Atime)
	w.Time(a.Mtime)
	w.Time(a.Ctime)
}

// Attr takes a fattr3.
func (r *Reader) Attr() *Attr {
	return &Attr{
		Type: FileType(r.Uint32()), Mode: r.Uint32() & 0o7777, Nlink: r.Uint32(), UID: r.Uint32(), GID: r.Uint32(),
		Size: r.Uint64(), Used: r.Uint64(), Major: r.Uint32(), Minor: r.Uint32(),
		FSID: r.Uint64(), FileID: r.Uint64(), Atime: r.Time(), Mtime: r.Time(), Ctime: r.Time(),
	}
}

// PostAttr appends a post_op_attr; nil means that none follow.
func (w *Writer) PostAttr(a *Attr) {
	w.Bool(a != nil)
	if a != nil {
		w.Attr(a)
	}
}

// PostAttr takes a post_op_attr; nil when there are none.
func (r *Reader) PostAttr() *Attr {
	if !r.Bool() {
		return nil
	}
	return r.Attr()
}

// PostHandle takes a post_op_fh3; nil when there is none.
func (r *Reader) PostHandle() Handle {
	if !r.Bool() {
		return nil
	}
	return r.Handle()
}

// Wcc appends a wcc_data: what the object is after a change. It says nothing of
// what it was before. A client that finds there what it knows takes itself for
// the only one who changed the object, and keeps what it has cached; so only
// who reads it, makes the change and reads again in one step may send it.
func (w *Writer) Wcc(after *Attr) {
	w.Bool(false)
	w.PostAttr(after)
}

// Wcc takes a wcc_data and returns what the object is afterwards, or nil.
func (r *Reader) Wcc() *Attr {
	if r.Bool() {
		r.Uint64()
		r.Time()
		r.Time()
	}
	return r.PostAttr()
}

// SetAttr appends an sattr3.
func (w *Writer) SetAttr(s SetAttr) {
	for _, v := range []*uint32{s.Mode, s.UID, s.GID} {
		w.Bool(v != nil)
		if v != nil {
			w.Uint32(*v)
		}
	}
	w.Bool(s.Size != nil)
	if s.Size != nil {
		w.Uint64(*s.Size)
	}
	for _, t := range []SetTime{s.Atime, s.Mtime} {
		w.Uint32(t.How)
		if t.How == TimeClient {
			w.Time(t.Time)
		}
	}
}

// SetAttr takes an sattr3.
func (r *Reader) SetAttr() SetAttr {
	var s SetAttr
	for _, v := range []**uint32{&s.Mode, &s.UID, &s.GID} {
		if r.Bool() {
			n := r.Uint32()
			*v = &n
		}
	}
	if r.Bool() {
		n := r.Uint64()
		s.Size = &n
	}
	for _, t := range []*SetTime{&s.Atime, &s.Mtime} {
		if t.How = r.Uint32(); t.How == TimeClient {
			t.Time = r.Time()
		}
	}
	return s
}
