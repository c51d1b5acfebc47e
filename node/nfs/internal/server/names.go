package server

import (
	"encoding/binary"
	"errors"
	"fmt"
	"path"
	"strings"

	"golang.org/x/sys/unix"
	"holdfast.dev/nfs/internal/nfs3"
	"holdfast.dev/nfs/internal/rpc"
)

// dirArg takes a folder and a name in it off the arguments and opens the
// folder. The names "." and ".." are for lookups only.
func (e *Export) dirArg(c *rpc.Call, dots bool) (*ref, string, error) {
	h, name := c.Args.Handle(), c.Args.String(nfs3.MaxPath)
	if err := c.Args.Err(); err != nil {
		return nil, "", err
	}
	dir, err := e.openDir(h)
	if err != nil {
		return nil, "", err
	}
	switch {
	case len(name) > nfs3.MaxName:
		err = nfs3.ErrNameTooLong
	case name == "" || strings.ContainsAny(name, "/\x00"):
		err = nfs3.ErrInval
	case !dots && (name == "." || name == ".."):
		err = nfs3.ErrInval
	}
	if err != nil {
		dir.close()
		return nil, "", err
	}
	return dir, name, nil
}

func (e *Export) openDir(h nfs3.Handle) (*ref, error) {
	dir, err := e.open(h)
	if err != nil {
		return nil, err
	}
	if !dir.isDir() {
		dir.close()
		return nil, nfs3.ErrNotDir
	}
	return dir, nil
}

// walk goes from dir to an entry of it, which may be "." or "..".
func (e *Export) walk(dir *ref, name string) (*ref, error) {
	switch {
	case name == "." || name == ".." && e.isRoot(dir):
		return e.child(dir, ".")
	case name != "..":
		return e.child(dir, name)
	case !e.inside(dir):
		return nil, nfs3.ErrStale
	}
	return e.child(dir, "..")
}

func (e *Export) isRoot(r *ref) bool {
	return r.stat.Dev == e.root.stat.Dev && r.stat.Ino == e.root.stat.Ino
}

// inside climbs from dir to see whether it comes to the root of the export. A
// folder that somebody moved out of it does not.
func (e *Export) inside(dir *ref) bool {
	at := *dir
	for depth := 0; depth < nfs3.MaxPath; depth++ {
		up, err := e.child(&at, "..")
		if at.fd != dir.fd {
			at.close()
		}
		if err != nil {
			return false
		}
		if e.isRoot(up) {
			up.close()
			return true
		}
		if up.stat.Ino == at.stat.Ino {
			up.close()
			return false // the root of the file system
		}
		at = *up
	}
	at.close()
	return false
}

// create makes a regular file. An exclusive one keeps the client's verifier in
// its timestamps until the client sets its attributes, so that a repeated call
// is told from somebody else's.
func (e *Export) create(c *rpc.Call, w *nfs3.Writer) error {
	dir, name, err := e.dirArg(c, false)
	if err != nil {
		return err
	}
	defer dir.close()
	how := c.Args.Uint32()
	var s nfs3.SetAttr
	if how == nfs3.CreateExclusive {
		s = exclusiveMark(c.Args.Fixed(8))
	} else {
		s = c.Args.SetAttr()
	}
	if err := c.Args.Err(); err != nil {
		return err
	}
	err = e.createNew(dir, name, c.Cred, s)
	created := err == nil
	if !created && (err != unix.EEXIST || how == nfs3.CreateGuarded) {
		return err
	}
	r, err := e.child(dir, name)
	if err != nil {
		return err
	}
	defer r.close()
	switch {
	case created:
	case how == nfs3.CreateExclusive:
		if !marked(r, s) {
			err = nfs3.ErrExist
		}
	case !r.isRegular():
		err = nfs3.ErrExist
	case s.Size != nil:
		// What exists keeps its attributes, but for its length.
		err = e.truncate(r, *s.Size)
	}
	if err != nil {
		return err
	}
	return e.made(w, dir, r)
}

// createNew makes a regular file with all its attributes in one step, where the
// file system can. A server that is killed in the middle would leave a file that
// the repeated call takes for somebody else's, or for an old one whose owner
// stays.
func (e *Export) createNew(dir *ref, name string, cred rpc.Cred, s nfs3.SetAttr) error {
	mode := uint32(0o644)
	if s.Mode != nil {
		mode = *s.Mode & 0o7777
	}
	s.Mode = nil
	var there unix.Stat_t
	if unix.Fstatat(dir.fd, name, &there, unix.AT_SYMLINK_NOFOLLOW) == nil {
		return unix.EEXIST
	}
	fd, err := unix.Openat(dir.fd, ".", unix.O_TMPFILE|unix.O_WRONLY|unix.O_CLOEXEC, mode)
	atOnce := err == nil
	if err == unix.EOPNOTSUPP || err == unix.EISDIR || err == unix.EINVAL {
		fd, err = unix.Openat(dir.fd, name, unix.O_CREAT|unix.O_EXCL|unix.O_WRONLY|unix.O_NOFOLLOW|unix.O_CLOEXEC, mode)
	}
	if err != nil {
		return err
	}
	r := &ref{fd: fd, path: path.Join(dir.path, name)}
	defer r.close()
	if err := r.restat(); err != nil {
		return err
	}
	if err := e.settle(dir, r, cred, s); err != nil || !atOnce {
		return err
	}
	return hardLink(r, dir, name)
}

func exclusiveMark(verifier []byte) nfs3.SetAttr {
	if len(verifier) != 8 {
		return nfs3.SetAttr{}
	}
	at := func(b []byte) nfs3.SetTime {
		return nfs3.SetTime{How: nfs3.TimeClient, Time: nfs3.Time{Sec: binary.BigEndian.Uint32(b) &^ (1 << 31)}}
	}
	return nfs3.SetAttr{Atime: at(verifier), Mtime: at(verifier[4:])}
}

func marked(r *ref, s nfs3.SetAttr) bool {
	a := attr(&r.stat)
	return r.isRegular() && a.Size == 0 && a.Atime == s.Atime.Time && a.Mtime == s.Mtime.Time
}

// settle gives a new object its owner and the attributes that were asked for.
// The group of a folder with the set-group-id bit was inherited already.
func (e *Export) settle(dir, r *ref, cred rpc.Cred, s nfs3.SetAttr) error {
	if s.UID == nil && cred.UID != r.stat.Uid {
		s.UID = &cred.UID
	}
	if s.GID == nil && dir.stat.Mode&unix.S_ISGID == 0 && cred.GID != r.stat.Gid {
		s.GID = &cred.GID
	}
	if s.Mode != nil {
		// mkdir(2) takes no set-id bits; the inherited one stays.
		if mode := *s.Mode&0o7777 | r.stat.Mode&unix.S_ISGID; mode != r.stat.Mode&0o7777 {
			s.Mode = &mode
		} else {
			s.Mode = nil
		}
	}
	if s.Mode == nil && (s.UID != nil || s.GID != nil) && r.stat.Mode&(unix.S_ISUID|unix.S_ISGID) != 0 {
		mode := r.stat.Mode & 0o7777
		s.Mode = &mode
	}
	if err := e.change(r, s); err != nil {
		return err
	}
	return r.restat()
}

// made puts a new object on stable storage with its entry, and appends what is
// told about it. Others than files and folders are there when their entry is.
func (e *Export) made(w *nfs3.Writer, dir, r *ref) error {
	h, err := e.handle(r)
	if err != nil {
		return err
	}
	if r.isRegular() || r.isDir() {
		err = e.keep(r)
	}
	if err = errors.Join(err, e.keep(dir), r.restat()); err != nil {
		return err
	}
	w.Bool(true)
	w.Opaque(h)
	w.PostAttr(attr(&r.stat))
	w.Wcc(after(dir))
	return nil
}

// makeIn makes an object in the folder, and under the name, that the arguments
// begin with. The function takes the rest of the arguments, makes it, and says
// which attributes it is to have.
func (e *Export) makeIn(c *rpc.Call, w *nfs3.Writer, makeIt func(dir *ref, name string) (nfs3.SetAttr, error)) error {
	dir, name, err := e.dirArg(c, false)
	if err != nil {
		return err
	}
	defer dir.close()
	s, err := makeIt(dir, name)
	if err != nil {
		return err
	}
	r, err := e.child(dir, name)
	if err != nil {
		return err
	}
	defer r.close()
	if err := e.settle(dir, r, c.Cred, s); err != nil {
		return err
	}
	return e.made(w, dir, r)
}

func (e *Export) mkdir(c *rpc.Call, w *nfs3.Writer) error {
	return e.makeIn(c, w, func(dir *ref, name string) (nfs3.SetAttr, error) {
		s := c.Args.SetAttr()
		if err := c.Args.Err(); err != nil {
			return s, err
		}
		if s.Mode == nil {
			usual := uint32(0o755)
			s.Mode = &usual
		}
		return s, unix.Mkdirat(dir.fd, name, *s.Mode&0o7777)
	})
}

func (e *Export) symlink(c *rpc.Call, w *nfs3.Writer) error {
	return e.makeIn(c, w, func(dir *ref, name string) (nfs3.SetAttr, error) {
		s, target := c.Args.SetAttr(), c.Args.String(nfs3.MaxPath)
		if err := c.Args.Err(); err != nil {
			return s, err
		}
		s.Mode, s.Size = nil, nil
		return s, unix.Symlinkat(target, dir.fd, name)
	})
}

// mknod makes FIFOs and sockets. Devices are refused: a client has no business
// with the server's.
func (e *Export) mknod(c *rpc.Call, w *nfs3.Writer) error {
	return e.makeIn(c, w, func(dir *ref, name string) (nfs3.SetAttr, error) {
		mode, err := specialFile(nfs3.FileType(c.Args.Uint32()))
		if err != nil {
			return nfs3.SetAttr{}, err
		}
		s := c.Args.SetAttr()
		if err := c.Args.Err(); err != nil {
			return s, err
		}
		if s.Mode != nil {
			mode |= *s.Mode & 0o7777
		}
		s.Mode, s.Size = nil, nil
		return s, unix.Mknodat(dir.fd, name, mode, 0)
	})
}

// specialFile is the type of a file in its mode, for those that a client may
// make with MKNOD.
func specialFile(kind nfs3.FileType) (uint32, error) {
	switch kind {
	case nfs3.TypeFIFO:
		return unix.S_IFIFO, nil
	case nfs3.TypeSocket:
		return unix.S_IFSOCK, nil
	case nfs3.TypeBlock, nfs3.TypeCharacter:
		return 0, nfs3.ErrPerm
	}
	return 0, nfs3.ErrBadType
}

func (e *Export) remove(c *rpc.Call, w *nfs3.Writer) error { return e.unlink(c, w, 0) }

func (e *Export) rmdir(c *rpc.Call, w *nfs3.Writer) error { return e.unlink(c, w, unix.AT_REMOVEDIR) }

func (e *Export) unlink(c *rpc.Call, w *nfs3.Writer, flags int) error {
	dir, name, err := e.dirArg(c, false)
	if err != nil {
		return err
	}
	defer dir.close()
	var st unix.Stat_t
	if err := unix.Fstatat(dir.fd, name, &st, unix.AT_SYMLINK_NOFOLLOW); err != nil {
		return err
	}
	what := removed{st.Ino, path.Join(dir.path, name)}
	if err := e.naming.change(what, func() error { return unix.Unlinkat(dir.fd, name, flags) }); err != nil {
		return err
	}
	if err := e.keep(dir); err != nil {
		return err
	}
	w.Wcc(after(dir))
	return nil
}

func (e *Export) rename(c *rpc.Call, w *nfs3.Writer) error {
	from, old, err := e.dirArg(c, false)
	if err != nil {
		return err
	}
	defer from.close()
	to, name, err := e.dirArg(c, false)
	if err != nil {
		return err
	}
	defer to.close()
	source, err := e.child(from, old)
	if err != nil {
		return err
	}
	defer source.close()
	if target, err := e.child(to, name); err == nil {
		same := target.stat.Ino == source.stat.Ino
		target.close()
		if same {
			// Two names of one object: rename(2) leaves both as they are.
			w.Wcc(after(from))
			w.Wcc(after(to))
			return nil
		}
	}
	what := moved{source.stat.Ino, path.Join(from.path, old), path.Join(to.path, name)}
	if err := e.naming.change(what, func() error { return unix.Renameat(from.fd, old, to.fd, name) }); err != nil {
		return err
	}
	if err := e.keep(to, from); err != nil {
		return err
	}
	w.Wcc(after(from))
	w.Wcc(after(to))
	return nil
}

func (e *Export) link(c *rpc.Call, w *nfs3.Writer) error {
	r, err := e.openArg(c, c.Args.Handle())
	if err != nil {
		return err
	}
	defer r.close()
	dir, name, err := e.dirArg(c, false)
	if err != nil {
		return err
	}
	defer dir.close()
	if r.isDir() {
		return nfs3.ErrIsDir
	}
	if err := e.naming.change(linked{r.path, path.Join(dir.path, name)}, func() error { return hardLink(r, dir, name) }); err != nil {
		return err
	}
	if err := e.keep(r, dir); err != nil {
		return err
	}
	w.PostAttr(after(r))
	w.Wcc(after(dir))
	return nil
}

func hardLink(r, dir *ref, name string) error {
	err := unix.Linkat(r.fd, "", dir.fd, name, unix.AT_EMPTY_PATH)
	if err == unix.ENOENT || err == unix.EPERM {
		// Without CAP_DAC_READ_SEARCH a descriptor is linked by this way.
		err = unix.Linkat(unix.AT_FDCWD, fmt.Sprintf("/proc/self/fd/%d", r.fd), dir.fd, name, unix.AT_SYMLINK_FOLLOW)
	}
	return err
}
