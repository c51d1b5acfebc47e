package server

import (
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
	"holdfast.dev/nfs/internal/nfs3"
)

// Export is one folder, and everything below it on the same file system, as
// clients may see it.
type Export struct {
	dir      string // as it was given
	as       string // what clients call it, absolute and clean
	readOnly bool
	full     bool
	root     *ref // opened for reading, since open_by_handle_at wants that
	key      []byte
	naming   naming
	stable   *stability
	lock     *os.File // held while the state is in use
}

// ExportOptions say how a folder is exported.
type ExportOptions struct {
	// As is the path by which clients know the folder; the folder's own when
	// empty.
	As string
	// State is a folder outside of the export, made when missing, that keeps
	// what must survive a restart; "<folder>.state" when empty.
	State string
	// ReadOnly refuses every change.
	ReadOnly bool
	// Full refuses what needs room on the disk, as if there were none.
	Full bool
	// Paths names objects by their paths even where the kernel has handles.
	Paths bool
}

// OpenExport opens the folder dir for export.
func OpenExport(dir string, o ExportOptions) (*Export, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	e := &Export{dir: abs, as: path.Clean("/" + o.As), readOnly: o.ReadOnly, full: o.Full}
	if o.As == "" {
		e.as = abs
	}
	fd, err := unix.Open(abs, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, fmt.Errorf("cannot export %s: %w", dir, err)
	}
	e.root = &ref{fd: fd}
	if err := e.root.restat(); err != nil {
		return nil, fmt.Errorf("cannot export %s: %w", dir, err)
	}
	state := o.State
	if state == "" {
		state = abs + ".state"
	}
	if state, err = filepath.Abs(state); err != nil {
		return nil, err
	}
	if state == abs || strings.HasPrefix(state, strings.TrimSuffix(abs, "/")+"/") {
		return nil, fmt.Errorf("the state folder %s must not lie in the exported one", state)
	}
	if err := os.MkdirAll(state, 0o700); err != nil {
		return nil, fmt.Errorf("cannot keep state: %w", err)
	}
	if e.lock, err = lockState(state); err != nil {
		return nil, err
	}
	if e.key, err = loadKey(filepath.Join(state, "key")); err != nil {
		return nil, fmt.Errorf("cannot keep state: %w", err)
	}
	if e.naming, err = e.chooseNaming(o.Paths, filepath.Join(state, "paths")); err != nil {
		return nil, fmt.Errorf("cannot keep state: %w", err)
	}
	if e.stable, err = openStability(filepath.Join(state, "verifier")); err != nil {
		return nil, fmt.Errorf("cannot keep state: %w", err)
	}
	return e, nil
}

// Close gives up the folder.
func (e *Export) Close() {
	e.root.close()
	e.stable.close()
	e.naming.close()
	_ = e.lock.Close()
}

// Handles says how objects are named, for the log.
func (e *Export) Handles() string {
	if e.naming.kind() == kindPath {
		return "a table of paths"
	}
	return "the file system's handles"
}

func (e *Export) chooseNaming(paths bool, file string) (naming, error) {
	if !paths {
		k := kernelNaming{root: e.root.fd}
		if name, err := k.name(e.root); err == nil && len(name) <= nfs3.MaxHandle-macLen-1 {
			if fd, _, err := k.open(name, unix.O_PATH|unix.O_CLOEXEC); err == nil {
				return k, unix.Close(fd)
			}
		}
	}
	return openPathNaming(e.root.fd, file)
}

// lockState has no other server use the same state: it would give out the same
// numbers for other objects, and change what this one appends to.
func lockState(state string) (*os.File, error) {
	lock, err := os.OpenFile(filepath.Join(state, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("cannot keep state: %w", err)
	}
	if err := unix.Flock(int(lock.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		lock.Close()
		if err == unix.EWOULDBLOCK {
			return nil, fmt.Errorf("cannot keep state in %s: another server does", state)
		}
		return nil, fmt.Errorf("cannot keep state: %w", err)
	}
	return lock, nil
}

// loadKey reads the key that handles are signed with, making it first when
// there is none.
func loadKey(file string) ([]byte, error) {
	const length = 32
	key, err := os.ReadFile(file)
	if err == nil && len(key) == length {
		return key, nil
	}
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	key = make([]byte, length)
	if _, err := rand.Read(key); err != nil {
		return nil, err
	}
	return key, replace(file, key)
}

// mount finds the folder that a client calls p and returns its handle.
func (e *Export) mount(p string) (nfs3.Handle, error) {
	rest, ok := strings.CutPrefix(path.Clean("/"+p), e.as)
	if !ok || (rest != "" && e.as != "/" && rest[0] != '/') {
		return nil, nfs3.ErrNoEnt
	}
	defer e.naming.hold(goesByNames)()
	dir := &ref{}
	var err error
	if dir.fd, err = unix.Openat(e.root.fd, ".", unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0); err != nil {
		return nil, err
	}
	if err := dir.restat(); err != nil {
		dir.close()
		return nil, err
	}
	for _, name := range strings.FieldsFunc(rest, func(r rune) bool { return r == '/' }) {
		next, err := e.child(dir, name)
		dir.close()
		if err != nil {
			return nil, err
		}
		dir = next
	}
	defer dir.close()
	if !dir.isDir() {
		return nil, nfs3.ErrNotDir
	}
	return e.handle(dir)
}
