package server

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"path"

	"golang.org/x/sys/unix"
	"holdfast.dev/nfs/internal/nfs3"
)

// A file handle is one byte that says how the rest is meant, the name of the
// object, and a code over both that only this export can make. A client can
// therefore present no handle but those that it was given, which are all of
// objects inside the export.
const (
	kindKernel = 1 // the kernel's own handle: survives everything that the inode survives
	kindPath   = 2 // a number in the table of paths
	macLen     = 8
)

// ref is an object of the export while one request works on it.
type ref struct {
	fd   int // opened with O_PATH
	path string
	stat unix.Stat_t
}

func (r *ref) close() { _ = unix.Close(r.fd) }

func (r *ref) isDir() bool { return r.stat.Mode&unix.S_IFMT == unix.S_IFDIR }

func (r *ref) isRegular() bool { return r.stat.Mode&unix.S_IFMT == unix.S_IFREG }

func (r *ref) restat() error {
	return unix.Fstatat(r.fd, "", &r.stat, unix.AT_EMPTY_PATH|unix.AT_SYMLINK_NOFOLLOW)
}

// nameUse is what a procedure does with names.
type nameUse int

const (
	goesByNames nameUse = iota
	changesNames
	// opensOnly: names matter until the object is open, and its data may be
	// moved for longer than others could wait.
	opensOnly
)

// naming is how objects are named in handles.
type naming interface {
	// name gives the name of the object that r is.
	name(r *ref) ([]byte, error)
	// open opens the object of that name. Flags are those of open(2).
	open(name []byte, flags int) (fd int, path string, err error)
	// hold has names lead where they lead, as far as that is up to this
	// server, until what it returns is called.
	hold(nameUse) func()
	// change does what a record says; the names are held for that.
	change(what record, do func() error) error
	close()
	kind() byte
}

// handle makes the file handle of r.
func (e *Export) handle(r *ref) (nfs3.Handle, error) {
	name, err := e.naming.name(r)
	if err != nil {
		return nil, err
	}
	h := append([]byte{e.naming.kind()}, name...)
	h = append(h, e.mac(h)...)
	if len(h) > nfs3.MaxHandle {
		return nil, nfs3.ErrServerFault
	}
	return h, nil
}

func (e *Export) mac(b []byte) []byte {
	m := hmac.New(sha256.New, e.key)
	m.Write(b)
	return m.Sum(nil)[:macLen]
}

// objectName checks a handle and takes the object's name out of it.
func (e *Export) objectName(h nfs3.Handle) ([]byte, error) {
	if len(h) < 1+macLen {
		return nil, nfs3.ErrBadHandle
	}
	body, mac := h[:len(h)-macLen], h[len(h)-macLen:]
	if !hmac.Equal(mac, e.mac(body)) {
		// Made by another export, or by this one under another key.
		return nil, nfs3.ErrStale
	}
	if body[0] != e.naming.kind() {
		return nil, nfs3.ErrStale
	}
	return body[1:], nil
}

// open opens the object that h names, whatever it is, without side effects.
func (e *Export) open(h nfs3.Handle) (*ref, error) {
	name, err := e.objectName(h)
	if err != nil {
		return nil, err
	}
	fd, p, err := e.naming.open(name, unix.O_PATH|unix.O_NOFOLLOW|unix.O_CLOEXEC)
	if err != nil {
		return nil, err
	}
	r := &ref{fd: fd, path: p}
	if err := r.restat(); err != nil {
		r.close()
		return nil, err
	}
	if r.stat.Nlink == 0 {
		// Deleted, and only kept by somebody who has it open.
		r.close()
		return nil, nfs3.ErrStale
	}
	return r, nil
}

// openData opens the regular file that h names for reading or writing.
func (e *Export) openData(h nfs3.Handle, flags int) (*ref, error) {
	defer e.naming.hold(goesByNames)()
	r, err := e.open(h)
	if err != nil {
		return nil, err
	}
	switch {
	case r.isDir():
		err = nfs3.ErrIsDir
	case !r.isRegular():
		err = nfs3.ErrInval
	}
	if err != nil {
		r.close()
		return nil, err
	}
	fd, err := e.reopen(r, flags)
	r.close()
	if err != nil {
		return nil, err
	}
	return &ref{fd: fd, path: r.path, stat: r.stat}, nil
}

// reopen opens the object once more, so that data or attributes can be
// accessed. It must be a directory, a regular file or a FIFO.
func (e *Export) reopen(r *ref, flags int) (int, error) {
	// Not by its name, which may be another object's by now. What is there
	// is a link of the kernel's that leads to the object itself.
	return unix.Open(fmt.Sprintf("/proc/self/fd/%d", r.fd), flags|unix.O_NONBLOCK|unix.O_NOCTTY|unix.O_CLOEXEC, 0)
}

// child opens an entry of dir. A symbolic link is opened itself, and what is
// mounted on the entry is refused, since handles cannot reach it.
func (e *Export) child(dir *ref, name string) (*ref, error) {
	fd, err := unix.Openat(dir.fd, name, unix.O_PATH|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	r := &ref{fd: fd, path: path.Join(dir.path, name)}
	if r.path == "." {
		r.path = "" // the root
	}
	if err := r.restat(); err != nil {
		r.close()
		return nil, err
	}
	if r.stat.Dev != e.root.stat.Dev {
		r.close()
		return nil, nfs3.ErrAcces
	}
	return r, nil
}

// kernelNaming has the kernel name objects. The names hold over renames and
// restarts, for as long as the object exists.
type kernelNaming struct{ root int }

func (kernelNaming) kind() byte { return kindKernel }

func (k kernelNaming) name(r *ref) ([]byte, error) {
	h, _, err := unix.NameToHandleAt(r.fd, "", unix.AT_EMPTY_PATH)
	if err != nil {
		return nil, err
	}
	return append(binary.BigEndian.AppendUint32(nil, uint32(h.Type())), h.Bytes()...), nil
}

func (k kernelNaming) open(name []byte, flags int) (int, string, error) {
	if len(name) < 4 {
		return -1, "", nfs3.ErrBadHandle
	}
	h := unix.NewFileHandle(int32(binary.BigEndian.Uint32(name)), name[4:])
	fd, err := unix.OpenByHandleAt(k.root, h, flags)
	return fd, "", err
}

func (kernelNaming) hold(nameUse) func() { return func() {} }

func (kernelNaming) change(_ record, do func() error) error { return do() }

func (kernelNaming) close() {}
