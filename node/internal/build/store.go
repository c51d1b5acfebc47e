package build

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// store is the part of the cache where things are made: DIR/build.
//
//	lock        held while anything is made
//	tmp/        whatever is not complete; whoever gets the lock empties it
//	out/        executables as the go command left them, one folder per module
//	modules/    modules derived for other versions of Kubernetes
//	programs/   one file per program and key
//	images/     one folder per key
//	logs/       what the go command said
type store struct{ dir string }

func (s store) program(p Program, k Key) string {
	return filepath.Join(s.dir, "programs", filepath.Base(p.Name)+"-"+string(k))
}

func (s store) images(k Key) string { return filepath.Join(s.dir, "images", "images-"+string(k)) }

// temp makes a folder that the next holder of the lock removes if this one cannot.
func (s store) temp(prefix string) (string, error) {
	tmp := filepath.Join(s.dir, "tmp")
	if err := os.MkdirAll(tmp, 0o755); err != nil {
		return "", err
	}
	return os.MkdirTemp(tmp, prefix)
}

// sweep removes what an earlier holder of the lock left when it was killed.
func (s store) sweep() error { return os.RemoveAll(filepath.Join(s.dir, "tmp")) }

// lock waits until no other process makes anything in this cache. Closing the file gives the lock back, and so does the
// kernel when this process dies.
func (s store) lock(ctx context.Context, p *Progress) (*os.File, error) {
	if err := os.MkdirAll(s.dir, 0o755); err != nil {
		return nil, refuse("the cache folder cannot be made: %s", err)
	}
	f, err := os.OpenFile(filepath.Join(s.dir, "lock"), os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, refuse("the cache folder cannot be written: %s", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		p.Begin("another build is using " + s.dir + "; waiting until it has ended")
		defer p.Idle()
		taken := make(chan error, 1)
		go func() { taken <- flock(int(f.Fd())) }()
		select {
		case err := <-taken:
			if err != nil {
				return nil, fmt.Errorf("%s: %w", f.Name(), err)
			}
		case <-ctx.Done():
			return nil, ErrInterrupted
		}
	}
	return f, nil
}

func flock(fd int) error {
	for {
		if err := syscall.Flock(fd, syscall.LOCK_EX); !errors.Is(err, syscall.EINTR) {
			return err
		}
	}
}

// link puts a file into a second place without copying it. What is there is replaced.
func link(from, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	tmp := to + ".new"
	if err := os.Remove(tmp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Link(from, tmp); err != nil {
		return err
	}
	// Renaming one link of a file over another one does nothing at all, so it would leave the new one.
	if err := os.Rename(tmp, to); err != nil {
		return err
	}
	if err := os.Remove(tmp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// touch notes that something was used now.
func touch(path string) error {
	now := time.Now()
	return os.Chtimes(path, now, now)
}

// alike says that all entries of a folder are states of the same thing.
func alike(string) string { return "" }

// unkeyed is the name of an entry without the key, or the time, after its last hyphen.
func unkeyed(name string) string {
	if cut := strings.LastIndex(name, "-"); cut > 0 {
		return name[:cut]
	}
	return name
}

// prune removes all but the newest few of the entries of a folder that are states of the same thing, except those that a
// running process uses.
func prune(dir string, kept int, thing func(name string) string, inUse []string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	states := map[string][]fs.FileInfo{}
	for _, e := range entries {
		i, err := e.Info()
		if err != nil {
			return err
		}
		states[thing(e.Name())] = append(states[thing(e.Name())], i)
	}
	for _, all := range states {
		slices.SortFunc(all, func(a, b fs.FileInfo) int {
			return cmp.Or(b.ModTime().Compare(a.ModTime()), cmp.Compare(a.Name(), b.Name()))
		})
		for _, old := range all[min(kept, len(all)):] {
			path := filepath.Join(dir, old.Name())
			if used(path, inUse) {
				continue
			}
			if err := os.RemoveAll(path); err != nil {
				return err
			}
		}
	}
	return nil
}

// running finds the executables of all processes that this user may look at. It reads where a link points and does not
// follow it: a program may lie on a network file system whose server is gone, and looking at it would never end.
func running() []string {
	var found []string
	processes, err := os.ReadDir("/proc")
	if err != nil {
		return found
	}
	for _, p := range processes {
		if target, err := os.Readlink(filepath.Join("/proc", p.Name(), "exe")); err == nil {
			found = append(found, target)
		}
	}
	return found
}

// used says whether one of the executables is at or below the path.
func used(path string, executables []string) bool {
	real, err := filepath.EvalSymlinks(path)
	return err == nil && slices.ContainsFunc(executables, func(e string) bool {
		return e == real || strings.HasPrefix(e, real+string(filepath.Separator))
	})
}
