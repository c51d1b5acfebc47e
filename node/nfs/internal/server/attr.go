package server

import (
	"fmt"
	"slices"

	"golang.org/x/sys/unix"
	"holdfast.dev/nfs/internal/nfs3"
	"holdfast.dev/nfs/internal/rpc"
)

var fileTypes = map[uint32]nfs3.FileType{
	unix.S_IFREG: nfs3.TypeRegular, unix.S_IFDIR: nfs3.TypeDirectory, unix.S_IFBLK: nfs3.TypeBlock,
	unix.S_IFCHR: nfs3.TypeCharacter, unix.S_IFLNK: nfs3.TypeSymlink, unix.S_IFSOCK: nfs3.TypeSocket,
	unix.S_IFIFO: nfs3.TypeFIFO,
}

// attr is what clients are told about an object.
func attr(st *unix.Stat_t) *nfs3.Attr {
	return &nfs3.Attr{
		Type: fileTypes[st.Mode&unix.S_IFMT], Mode: st.Mode & 0o7777, Nlink: uint32(st.Nlink),
		UID: st.Uid, GID: st.Gid, Size: uint64(st.Size), Used: uint64(st.Blocks) * 512,
		Major: unix.Major(st.Rdev), Minor: unix.Minor(st.Rdev), FSID: st.Dev, FileID: st.Ino,
		Atime: nfs3.UnixTime(st.Atim.Unix()), Mtime: nfs3.UnixTime(st.Mtim.Unix()), Ctime: nfs3.UnixTime(st.Ctim.Unix()),
	}
}

// after reads the attributes of r once more; nil when that is not possible,
// which is a legal answer.
func after(r *ref) *nfs3.Attr {
	if r.restat() != nil {
		return nil
	}
	return attr(&r.stat)
}

// access says which of the asked rights cred has on an object with stat st.
func (e *Export) access(st *unix.Stat_t, cred rpc.Cred, asked uint32) uint32 {
	bits := st.Mode & 0o7
	dir := st.Mode&unix.S_IFMT == unix.S_IFDIR
	switch {
	case cred.UID == 0:
		bits = 0o6
		if dir || st.Mode&0o111 != 0 {
			bits = 0o7
		}
	case cred.UID == st.Uid:
		bits = st.Mode >> 6 & 0o7
	case cred.GID == st.Gid || slices.Contains(cred.GIDs, st.Gid):
		bits = st.Mode >> 3 & 0o7
	}
	var granted uint32
	if bits&0o4 != 0 {
		granted |= nfs3.AccessRead
	}
	if bits&0o2 != 0 && !e.readOnly {
		granted |= nfs3.AccessModify | nfs3.AccessExtend
		if dir {
			granted |= nfs3.AccessDelete
		}
	}
	if bits&0o1 != 0 {
		if dir {
			granted |= nfs3.AccessLookup
		} else {
			granted |= nfs3.AccessExecute
		}
	}
	return granted & asked
}

// change applies s to r, owner before mode since the kernel takes set-id bits
// away from a file that changes hands.
func (e *Export) change(r *ref, s nfs3.SetAttr) error {
	if s.UID != nil || s.GID != nil {
		uid, gid := -1, -1
		if s.UID != nil {
			uid = int(*s.UID)
		}
		if s.GID != nil {
			gid = int(*s.GID)
		}
		if err := unix.Fchownat(r.fd, "", uid, gid, unix.AT_EMPTY_PATH|unix.AT_SYMLINK_NOFOLLOW); err != nil {
			return err
		}
	}
	if s.Mode != nil {
		if err := e.chmod(r, *s.Mode&0o7777); err != nil {
			return err
		}
	}
	if s.Size != nil {
		if err := e.truncate(r, *s.Size); err != nil {
			return err
		}
	}
	times := []unix.Timespec{timespec(s.Atime), timespec(s.Mtime)}
	if times[0].Nsec == unix.UTIME_OMIT && times[1].Nsec == unix.UTIME_OMIT {
		return nil
	}
	return unix.UtimesNanoAt(r.fd, "", times, unix.AT_EMPTY_PATH|unix.AT_SYMLINK_NOFOLLOW)
}

func (e *Export) chmod(r *ref, mode uint32) error {
	switch r.stat.Mode & unix.S_IFMT {
	case unix.S_IFLNK:
		return nil // Linux has no modes on symbolic links
	case unix.S_IFREG, unix.S_IFDIR:
		// fchmod(2) refuses a descriptor opened with O_PATH.
		fd, err := e.reopen(r, unix.O_RDONLY)
		if err != nil {
			return err
		}
		defer unix.Close(fd)
		return unix.Fchmod(fd, mode)
	}
	// Opening a device or a socket is either impossible or has effects.
	return unix.Chmod(fmt.Sprintf("/proc/self/fd/%d", r.fd), mode)
}

func (e *Export) truncate(r *ref, size uint64) error {
	switch {
	case r.isDir():
		return nfs3.ErrIsDir
	case !r.isRegular():
		return nfs3.ErrInval
	case size > 1<<63-1:
		return nfs3.ErrFBig
	}
	fd, err := e.reopen(r, unix.O_WRONLY)
	if err != nil {
		return err
	}
	defer unix.Close(fd)
	return unix.Ftruncate(fd, int64(size))
}

func timespec(t nfs3.SetTime) unix.Timespec {
	switch t.How {
	case nfs3.TimeServer:
		return unix.Timespec{Nsec: unix.UTIME_NOW}
	case nfs3.TimeClient:
		return unix.Timespec{Sec: int64(t.Time.Sec), Nsec: int64(t.Time.Nsec % 1e9)}
	}
	return unix.Timespec{Nsec: unix.UTIME_OMIT}
}
