package server

import (
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"sync"
	"sync/atomic"

	"golang.org/x/sys/unix"
)

// stability puts data on stable storage, and knows the write verifier, by which
// clients learn that data is lost which they were told is written.
//
// What was written is in the kernel's cache: it is lost with the machine, or
// when the disk does not take it, and not with this process. So the verifier is
// another one after a boot and after an error of the disk, and the same after a
// restart.
type stability struct {
	verifier atomic.Pointer[[8]byte]
	record   *os.File // keeps the verifier over a restart
	// syncs hold up one sync of a file until another one is through. The
	// kernel reports an error to whoever had the file open when it happened,
	// and to one more; a sync that begins after that one succeeds, and its
	// client has to be shown the next verifier.
	syncs [64]sync.Mutex
}

// bootID differs from one boot of the machine to the next.
const bootID = "/proc/sys/kernel/random/boot_id"

// openStability opens the record in file, begun anew when it is of another boot.
func openStability(file string) (*stability, error) {
	boot, err := os.ReadFile(bootID)
	if err != nil {
		return nil, err
	}
	s := &stability{}
	var verifier [8]byte
	old, err := os.ReadFile(file)
	switch {
	case err != nil && !errors.Is(err, os.ErrNotExist):
		return nil, err
	case len(old) == len(verifier)+len(boot) && string(old[len(verifier):]) == string(boot):
		copy(verifier[:], old)
	default:
		if _, err := rand.Read(verifier[:]); err != nil {
			return nil, err
		}
		if err := replace(file, append(verifier[:], boot...)); err != nil {
			return nil, err
		}
	}
	s.verifier.Store(&verifier)
	s.record, err = os.OpenFile(file, os.O_WRONLY, 0)
	return s, err
}

// replace writes a file in one step.
func replace(file string, text []byte) error {
	if err := os.WriteFile(file+".new", text, 0o600); err != nil {
		return err
	}
	return os.Rename(file+".new", file)
}

func (s *stability) close() { _ = s.record.Close() }

// sync puts the file r on stable storage by how, fsync or fdatasync, and returns
// the verifier that holds then.
func (s *stability) sync(r *ref, how func(fd int) error) (*[8]byte, error) {
	turn := &s.syncs[r.stat.Ino%uint64(len(s.syncs))]
	turn.Lock()
	defer turn.Unlock()
	if err := how(r.fd); err != nil {
		return nil, errors.Join(err, s.lost())
	}
	return s.verifier.Load(), nil
}

// keep puts on stable storage what is known of objects, attributes and, for a
// folder, entries, as RFC 1813 (4.8) wants it for all procedures but WRITE.
func (e *Export) keep(objects ...*ref) error {
	for _, r := range objects {
		if err := e.keepOne(r); err != nil {
			return err
		}
	}
	return nil
}

func (e *Export) keepOne(r *ref) error {
	if r.isDir() || r.isRegular() {
		fd, err := e.reopen(r, unix.O_RDONLY)
		if err == nil {
			defer unix.Close(fd)
			_, err = e.stable.sync(&ref{fd: fd, stat: r.stat}, fsync)
			return err
		}
		if err != unix.EACCES { // a server that is not root, and a file that it may not read
			return err
		}
	}
	// It cannot be opened without effects, if at all.
	_, err := e.stable.sync(e.root, func(fd int) error { return again(fd, unix.Syncfs) })
	return err
}

// lost has every client that relies on what was written until now hear, when it
// commits, that this may be gone.
func (s *stability) lost() error {
	var next [8]byte
	if _, err := rand.Read(next[:]); err != nil {
		return err
	}
	s.verifier.Store(&next)
	// In place: a full disk has no room for another file.
	if _, err := s.record.WriteAt(next[:], 0); err != nil {
		return fmt.Errorf("and clients are not told after a restart: %w", err)
	}
	return nil
}

// fsync is fsync(2), begun again when a signal came.
func fsync(fd int) error { return again(fd, unix.Fsync) }

// fdatasync is fdatasync(2), begun again when a signal came.
func fdatasync(fd int) error { return again(fd, unix.Fdatasync) }

func again(fd int, call func(int) error) error {
	for {
		if err := call(fd); err != unix.EINTR {
			return err
		}
	}
}
