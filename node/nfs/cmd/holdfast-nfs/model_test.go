package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// TestModel does the same random things in a mount and in a folder of the
// local disk and compares every outcome, and all that is there now and then.
func TestModel(t *testing.T) {
	for _, c := range []struct {
		name   string
		args   []string
		mounts int
		seed   int64
	}{
		{"open files", nil, 1, 1}, {"open files by path", []string{"--path-handles"}, 1, 2},
		{"two mounts", nil, 2, 3}, {"two mounts by path", []string{"--path-handles"}, 2, 4},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newExport(t, c.args...)
			m := &model{t: t, links: c.args == nil, random: rand.New(rand.NewSource(c.seed)), truth: filepath.Join(t.TempDir(), "truth")}
			must(t, os.Mkdir(m.truth, 0o755))
			for range c.mounts {
				m.mounts = append(m.mounts, s.mount("/exports"))
			}
			for step := 0; step < 1500 && !t.Failed(); step++ {
				m.step()
				if step%300 == 299 {
					m.compareTrees(s.dir)
					for _, mount := range m.mounts {
						m.compareTrees(mount)
					}
				}
			}
			if t.Failed() {
				t.Logf("what led there:\n%s", strings.Join(m.history[max(0, len(m.history)-25):], "\n"))
			}
			t.Logf("%d operations, %d of them successful", len(m.history), m.successes)
			for _, f := range m.open {
				f.mounted.Close()
				f.local.Close()
			}
		})
	}
}

type model struct {
	t       *testing.T
	random  *rand.Rand
	mounts  []string
	truth   string
	open    []openPair
	history []string
	links   bool // whether handles hold when a file loses one of several names

	successes int
}

// openPair is the same file, open in the mount and on the local disk.
type openPair struct {
	mounted, local *os.File
	flags          int
}

// outcome is what an operation returned, as far as both sides must agree.
type outcome struct {
	errno  syscall.Errno
	result string
}

func of(err error, result string) outcome {
	var errno syscall.Errno
	switch {
	case err == nil || err == io.EOF:
		return outcome{0, result}
	case errors.As(err, &errno):
		return outcome{errno, ""}
	}
	return outcome{syscall.Errno(4095), err.Error()}
}

// path is a random path of up to three of few names, so that they meet often.
func (m *model) path() string {
	parts := make([]string, 1+m.random.Intn(3))
	for i := range parts {
		parts[i] = string(rune('a' + m.random.Intn(4)))
	}
	return filepath.Join(parts...)
}

func (m *model) step() {
	if len(m.mounts) == 1 && m.random.Intn(3) == 0 {
		m.stepOpen()
		return
	}
	mount := m.mounts[m.random.Intn(len(m.mounts))]
	p, q := m.path(), m.path()
	text := strings.Repeat(string(rune('A'+m.random.Intn(26))), m.random.Intn(3)*m.random.Intn(40_000))
	size := int64(m.random.Intn(50_000))
	mode := uint32(m.random.Intn(0o10000)) | 0o700
	var do func(root string) outcome
	var what string
	switch m.random.Intn(13) {
	case 0, 1:
		what, do = fmt.Sprintf("write %s (%d)", p, len(text)), func(root string) outcome {
			return of(os.WriteFile(filepath.Join(root, p), []byte(text), 0o640), "")
		}
	case 2:
		what, do = "mkdir "+p, func(root string) outcome { return of(syscall.Mkdir(filepath.Join(root, p), 0o755), "") }
	case 3:
		what, do = "rename "+p+" "+q, func(root string) outcome {
			return of(syscall.Rename(filepath.Join(root, p), filepath.Join(root, q)), "")
		}
	case 4:
		what, do = "unlink "+p, func(root string) outcome { return of(syscall.Unlink(filepath.Join(root, p)), "") }
	case 5:
		what, do = "rmdir "+p, func(root string) outcome { return of(syscall.Rmdir(filepath.Join(root, p)), "") }
	case 6:
		what, do = "link "+p+" "+q, func(root string) outcome {
			return of(syscall.Link(filepath.Join(root, p), filepath.Join(root, q)), "")
		}
	case 7:
		what, do = "symlink "+p+" "+q, func(root string) outcome { return of(syscall.Symlink(p, filepath.Join(root, q)), "") }
	case 8:
		what, do = fmt.Sprintf("chmod %o %s", mode, p), func(root string) outcome { return of(syscall.Chmod(filepath.Join(root, p), mode), "") }
	case 9:
		what, do = fmt.Sprintf("truncate %s %d", p, size), func(root string) outcome { return of(syscall.Truncate(filepath.Join(root, p), size), "") }
	case 10:
		what, do = "read "+p, func(root string) outcome {
			got, err := os.ReadFile(filepath.Join(root, p))
			return of(err, string(got))
		}
	case 11:
		what, do = "list "+p, func(root string) outcome {
			list, err := listing(filepath.Join(root, p))
			return of(err, strings.Join(list, " "))
		}
	case 12:
		what, do = "create "+p, func(root string) outcome {
			f, err := os.OpenFile(filepath.Join(root, p), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
			if err == nil {
				f.Close()
			}
			return of(err, "")
		}
	}
	if m.asideInTheWay(mount, p, q) || !m.links && strings.HasPrefix(what, "link") {
		return
	}
	m.check(what, do(mount), do(m.truth))
}

// asideInTheWay says whether a folder is not empty only because it holds a
// file that was deleted while it was open: there a mount differs from a disk.
func (m *model) asideInTheWay(mount string, paths ...string) bool {
	for _, p := range paths {
		entries, _ := os.ReadDir(filepath.Join(mount, p))
		for _, e := range entries {
			if strings.HasPrefix(e.Name(), ".nfs") {
				return true
			}
		}
	}
	return false
}

func (m *model) stepOpen() {
	if len(m.open) < 3 || len(m.open) < 6 && m.random.Intn(3) == 0 {
		p := m.path()
		flags := []int{os.O_RDONLY, os.O_RDWR, os.O_RDWR | os.O_CREATE, os.O_RDWR | os.O_APPEND, os.O_RDWR | os.O_TRUNC}[m.random.Intn(5)]
		mounted, err := os.OpenFile(filepath.Join(m.mounts[0], p), flags, 0o600)
		local, truth := os.OpenFile(filepath.Join(m.truth, p), flags, 0o600)
		m.check(fmt.Sprintf("open %s %x", p, flags), of(err, ""), of(truth, ""))
		if err == nil && truth == nil {
			if info, err := local.Stat(); err == nil && info.IsDir() {
				// A deleted folder is stale at once, open or not.
				mounted.Close()
				local.Close()
				return
			}
			m.open = append(m.open, openPair{mounted, local, flags})
		}
		return
	}
	i := m.random.Intn(len(m.open))
	f := m.open[i]
	offset, size := int64(m.random.Intn(60_000)), m.random.Intn(20_000)
	text := []byte(strings.Repeat(string(rune('a'+m.random.Intn(26))), size))
	what := fmt.Sprintf("%s at %d size %d", f.local.Name(), offset, size)
	var do func(*os.File) outcome
	switch kind := m.random.Intn(7); {
	case kind == 0:
		what, do = "close "+what, func(f *os.File) outcome { return of(f.Close(), "") }
		m.open = slices.Delete(m.open, i, i+1)
	case kind == 1 && f.flags&os.O_APPEND == 0:
		what, do = "pwrite "+what, func(f *os.File) outcome {
			n, err := f.WriteAt(text, offset)
			return of(err, fmt.Sprint(n))
		}
	case kind <= 2:
		what, do = "write "+what, func(f *os.File) outcome {
			n, err := f.Write(text)
			return of(err, fmt.Sprint(n))
		}
	case kind == 3:
		what, do = "pread "+what, func(f *os.File) outcome {
			b := make([]byte, size)
			n, err := f.ReadAt(b, offset)
			return of(err, string(b[:n]))
		}
	case kind == 4:
		what, do = "ftruncate "+what, func(f *os.File) outcome { return of(f.Truncate(offset), "") }
	case kind == 5:
		what, do = "fstat "+what, func(f *os.File) outcome {
			info, err := f.Stat()
			if err != nil {
				return of(err, "")
			}
			return of(nil, fmt.Sprint(info.Mode(), info.Size()))
		}
	default:
		what, do = "seek to the end of "+what, func(f *os.File) outcome {
			at, err := f.Seek(0, io.SeekEnd)
			return of(err, fmt.Sprint(at))
		}
	}
	m.check(what, do(f.mounted), do(f.local))
}

func (m *model) check(what string, got, want outcome) {
	m.history = append(m.history, fmt.Sprintf("%s: %v %s", what, want.errno, clip(want.result)))
	if want.errno == 0 {
		m.successes++
	}
	if got != want {
		m.t.Errorf("%s: the mount says %v %s, the disk %v %s", what, got.errno, clip(got.result), want.errno, clip(want.result))
	}
}

// listing is what a folder holds, without what was put aside.
func listing(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	var list []string
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".nfs") {
			list = append(list, e.Name()+e.Type().String()[:1])
		}
	}
	return list, err
}

func (m *model) compareTrees(root string) {
	got, want := tree(m.t, root), tree(m.t, m.truth)
	for p, line := range want {
		if got[p] != line {
			m.t.Errorf("in %s, %s is %s, on the disk %s", root, p, clip(got[p]), clip(line))
		}
	}
	for p, line := range got {
		if _, ok := want[p]; !ok {
			m.t.Errorf("in %s, there is %s: %s", root, p, clip(line))
		}
	}
}

// tree describes everything below a folder.
func tree(t *testing.T, root string) map[string]string {
	all := map[string]string{}
	must(t, filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil || p == root || strings.HasPrefix(d.Name(), ".nfs") {
			return err
		}
		st := stat(t, p)
		line := fmt.Sprintf("%o %d:%d ", st.Mode, st.Uid, st.Gid)
		switch {
		case d.Type().IsRegular():
			text, err := os.ReadFile(p)
			if err != nil {
				return err
			}
			line += fmt.Sprintf("%d links, %d bytes, %s", st.Nlink, st.Size, text)
		case d.Type() == fs.ModeSymlink:
			target, err := os.Readlink(p)
			if err != nil {
				return err
			}
			line += target
		}
		rel, err := filepath.Rel(root, p)
		all[rel] = line
		return err
	}))
	return all
}
