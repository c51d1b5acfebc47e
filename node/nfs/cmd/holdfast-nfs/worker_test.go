package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// worker is a program with a folder of its own and one mount for it, which
// knows what has to be there.
type worker struct {
	*round
	random *rand.Rand
	mount  string
	dir    string
	files  map[string]*contents
	dirs   map[string]bool
	open   *os.File
	opened *contents // of the open file, whatever became of its name
	count  int
	did    []string
	noRoom int
}

// contents of a file. Nil is what nobody can tell, since a write failed in the
// middle.
type contents struct {
	now    []byte // what is read
	stable []byte // what is read after a loss of power
}

func now(c *contents) []byte            { return c.now }
func afterPowerLoss(c *contents) []byte { return c.stable }

func (w *worker) at(name string) string { return filepath.Join(w.mount, w.dir, name) }

const stepsOfAWorker = 60

func (w *worker) work() {
	for range stepsOfAWorker {
		w.step()
		if w.t.Failed() {
			return
		}
	}
}

// result takes note of an operation. It says whether it was done; that there is
// no room is the only excuse.
func (w *worker) result(err error, format string, args ...any) bool {
	what := fmt.Sprintf(format, args...)
	select {
	case w.done <- struct{}{}:
	default: // nobody disturbs any more
	}
	w.did = append(w.did, fmt.Sprintf("%s: %v", what, err))
	if err != nil && !errors.Is(err, syscall.ENOSPC) {
		w.fail("%s: %v", what, err)
	}
	if err != nil {
		w.noRoom++
	}
	return err == nil
}

func (w *worker) fail(format string, args ...any) {
	w.t.Errorf("%s %s, after\n%s", w.dir, fmt.Sprintf(format, args...), strings.Join(w.did[max(0, len(w.did)-20):], "\n"))
}

func (w *worker) pick(from []string) string {
	if len(from) == 0 {
		return ""
	}
	slices.Sort(from)
	return from[w.random.Intn(len(from))]
}

func (w *worker) file() string {
	var all []string
	for name := range w.files {
		all = append(all, name)
	}
	return w.pick(all)
}

func (w *worker) folder() string {
	var all []string
	for name := range w.dirs {
		all = append(all, name)
	}
	return w.pick(all)
}

func (w *worker) fresh(kind string) string {
	w.count++
	return filepath.Join(w.folder(), fmt.Sprint(kind, w.count))
}

func (w *worker) text() []byte {
	w.count++
	line := fmt.Sprintf("%s %d\n", w.dir, w.count)
	return bytes.Repeat([]byte(line), 1+w.random.Intn(4)*w.random.Intn(1500))
}

func (w *worker) step() {
	name := w.file()
	kind := w.random.Intn(14)
	if name == "" && kind > 3 {
		kind = 0
	}
	switch kind {
	case 0, 1:
		w.put(w.fresh("f"))
	case 2:
		w.put(name)
	case 3:
		if dir := w.fresh("d"); w.result(os.Mkdir(w.at(dir), 0o755), "mkdir %s", dir) {
			w.dirs[dir] = true
		}
	case 4:
		w.overwrite(name)
	case 5:
		w.appendTo(name)
	case 6:
		if w.result(os.Remove(w.at(name)), "remove %s", name) {
			delete(w.files, name)
		}
	case 7:
		w.rename(name, w.fresh("f"))
	case 8:
		w.rename(name, w.file())
	case 9:
		w.renameFolder()
	case 10:
		w.read(name)
	case 11:
		w.openAnother(name)
	default:
		w.useOpen()
	}
}

// put replaces a file as careful programs do: by a new one that is synced.
func (w *worker) put(name string) {
	if name == "" {
		return
	}
	text, aside := w.text(), filepath.Join(filepath.Dir(name), "new")
	err := func() error {
		f, err := os.OpenFile(w.at(aside), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
		if err != nil {
			return err
		}
		defer f.Close()
		if _, err := f.Write(text); err != nil {
			return err
		}
		return f.Sync()
	}()
	if w.result(err, "write %s (%d)", aside, len(text)) && w.result(os.Rename(w.at(aside), w.at(name)), "rename %s to %s", aside, name) {
		w.files[name] = &contents{text, text}
		return
	}
	if err := os.Remove(w.at(aside)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		w.fail("cannot remove %s: %v", aside, err)
	}
}

func (w *worker) overwrite(name string) {
	c := w.files[name]
	f, err := os.OpenFile(w.at(name), os.O_WRONLY, 0)
	if !w.result(err, "open %s", name) {
		return
	}
	defer f.Close()
	w.writeAt(f, c, w.random.Intn(len(c.now)+1), w.random.Intn(2) == 0)
}

func (w *worker) appendTo(name string) {
	c, text := w.files[name], w.text()
	f, err := os.OpenFile(w.at(name), os.O_WRONLY|os.O_APPEND, 0)
	if !w.result(err, "open %s", name) {
		return
	}
	defer f.Close()
	_, err = f.Write(text)
	known := c.now != nil
	c.now, c.stable = append(slices.Clone(c.now), text...), nil
	if !w.result(err, "append to %s (%d)", name, len(text)) || !known {
		c.now = nil
	}
	if w.result(f.Sync(), "sync %s", name) {
		c.stable = c.now
	}
}

func (w *worker) writeAt(f *os.File, c *contents, offset int, sync bool) {
	text := w.text()
	_, err := f.WriteAt(text, int64(offset))
	c.stable = nil
	if !w.result(err, "write to %s at %d (%d)", f.Name(), offset, len(text)) {
		c.now = nil
	} else if c.now != nil {
		all := make([]byte, max(len(c.now), offset+len(text)))
		copy(all, c.now)
		copy(all[offset:], text)
		c.now = all
	}
	if sync && w.result(f.Sync(), "sync %s", f.Name()) {
		c.stable = c.now
	}
}

func (w *worker) rename(from, to string) {
	if w.result(os.Rename(w.at(from), w.at(to)), "rename %s to %s", from, to) && from != to {
		w.files[to] = w.files[from]
		delete(w.files, from)
	}
}

func (w *worker) renameFolder() {
	from := w.folder()
	if from == "" {
		return
	}
	w.count++
	to := fmt.Sprint("d", w.count)
	if !w.result(os.Rename(w.at(from), w.at(to)), "rename %s to %s", from, to) {
		return
	}
	moved := func(name string) string {
		if name == from || strings.HasPrefix(name, from+"/") {
			return to + strings.TrimPrefix(name, from)
		}
		return name
	}
	files, dirs := map[string]*contents{}, map[string]bool{}
	for name, c := range w.files {
		files[moved(name)] = c
	}
	for name := range w.dirs {
		dirs[moved(name)] = true
	}
	w.files, w.dirs = files, dirs
}

func (w *worker) read(name string) {
	got, err := os.ReadFile(w.at(name))
	if w.result(err, "read %s", name) {
		w.expect(name, "in the mount", got, w.files[name].now)
	}
}

func (w *worker) expect(name, where string, got, want []byte) {
	if want != nil && !bytes.Equal(got, want) {
		w.fail("finds in %s %s %s, and not %s", name, where, clip(string(got)), clip(string(want)))
	}
}

func (w *worker) openAnother(name string) {
	w.close()
	f, err := os.OpenFile(w.at(name), os.O_RDWR, 0)
	if w.result(err, "open %s to keep it", name) {
		w.open, w.opened = f, w.files[name]
	}
}

// useOpen uses the open file, whose name may be another by now, or gone.
func (w *worker) useOpen() {
	if w.open == nil {
		return
	}
	if c := w.opened; c.now != nil {
		got := make([]byte, len(c.now)+1)
		n, _ := w.open.ReadAt(got, 0)
		w.expect("the open file", "by its descriptor", got[:n], c.now)
	}
	w.writeAt(w.open, w.opened, w.random.Intn(len(w.opened.now)+1), w.random.Intn(2) == 0)
}

func (w *worker) close() {
	if w.open != nil {
		w.result(w.open.Close(), "close")
		w.open = nil
	}
}

// compare looks whether all is there that has to be, and nothing else.
func (w *worker) compare(root, where string, state func(*contents) []byte) {
	eventually(w.t, "files that were deleted while they were open are gone "+where, func() bool {
		aside := false
		_ = filepath.WalkDir(root, func(p string, _ fs.DirEntry, err error) error {
			aside = aside || strings.HasPrefix(filepath.Base(p), ".nfs")
			return err
		})
		return !aside || w.open != nil
	})
	found := map[string]bool{}
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil || p == root || strings.HasPrefix(d.Name(), ".nfs") {
			return err
		}
		name, err := filepath.Rel(root, p)
		found[name] = true
		switch c := w.files[name]; {
		case err != nil:
			return err
		case d.IsDir() && !w.dirs[name], !d.IsDir() && c == nil:
			w.fail("finds %s %s, which it has removed", name, where)
		case !d.IsDir():
			got, err := os.ReadFile(p)
			if err != nil {
				return err
			}
			w.expect(name, where, got, state(c))
		}
		return nil
	})
	if err != nil {
		w.fail("cannot look what is %s: %v", where, err)
	}
	for name := range w.files {
		if !found[name] {
			w.fail("does not find %s %s", name, where)
		}
	}
	for name := range w.dirs {
		if name != "" && !found[name] {
			w.fail("does not find the folder %s %s", name, where)
		}
	}
}
