package server

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/sys/unix"
	"holdfast.dev/nfs/internal/client"
	"holdfast.dev/nfs/internal/nfs3"
	"holdfast.dev/nfs/internal/rpc"
)

// table is an export that goes by a table of paths, opened again and again.
type table struct {
	*Export
	t          *testing.T
	dir, state string
}

func newTable(t *testing.T, state string) *table {
	t.Helper()
	a := &table{t: t, dir: t.TempDir(), state: state}
	a.open()
	t.Cleanup(func() { a.Export.Close() })
	return a
}

func (a *table) open() {
	a.t.Helper()
	e, err := OpenExport(a.dir, ExportOptions{State: a.state, Paths: true})
	must(a.t, err)
	a.Export = e
}

func (a *table) restart() {
	a.t.Helper()
	a.Export.Close()
	a.open()
}

func (a *table) log() string { return filepath.Join(a.state, "paths") }

// call calls a procedure by a handle of the root and names in it.
func (a *table) call(proc uint32, more func(w *nfs3.Writer, root nfs3.Handle)) (*nfs3.Reader, error) {
	a.t.Helper()
	root, err := a.mount(a.dir)
	must(a.t, err)
	args, results := nfs3.NewWriter(256), nfs3.NewWriter(256)
	args.Opaque(root)
	more(args, root)
	err = a.perform(procedures[proc], &rpc.Call{Args: nfs3.NewReader(args.Bytes())}, results)
	return nfs3.NewReader(results.Bytes()), err
}

func (a *table) create(name string) (nfs3.Handle, error) {
	r, err := a.call(nfs3.ProcCreate, func(w *nfs3.Writer, _ nfs3.Handle) {
		w.String(name)
		w.Uint32(nfs3.CreateUnchecked)
		w.SetAttr(nfs3.SetAttr{})
	})
	if err != nil {
		return nil, err
	}
	return r.PostHandle(), nil
}

func (a *table) made(name string) nfs3.Handle {
	a.t.Helper()
	h, err := a.create(name)
	must(a.t, err)
	return h
}

func (a *table) remove(name string) error {
	_, err := a.call(nfs3.ProcRemove, func(w *nfs3.Writer, _ nfs3.Handle) { w.String(name) })
	return err
}

func (a *table) rename(from, to string) error {
	_, err := a.call(nfs3.ProcRename, func(w *nfs3.Writer, root nfs3.Handle) { w.String(from); w.Opaque(root); w.String(to) })
	return err
}

func (a *table) link(h nfs3.Handle, name string) error {
	root, err := a.mount(a.dir)
	must(a.t, err)
	args := nfs3.NewWriter(256)
	args.Opaque(h)
	args.Opaque(root)
	args.String(name)
	return a.perform(procedures[nfs3.ProcLink], &rpc.Call{Args: nfs3.NewReader(args.Bytes())}, nfs3.NewWriter(256))
}

// leads fails unless h leads to the file name, or to nothing when that is "".
func (a *table) leads(h nfs3.Handle, name string) {
	a.t.Helper()
	r, err := a.Export.open(h)
	if err == nil {
		defer r.close()
	}
	if name == "" {
		if !errors.Is(err, nfs3.ErrStale) {
			a.t.Fatalf("the handle of what is gone leads to %q, %v", r.path, err)
		}
		return
	}
	if err != nil {
		a.t.Fatalf("the handle of %s leads nowhere: %v", name, err)
	}
	var st unix.Stat_t
	must(a.t, unix.Lstat(filepath.Join(a.dir, name), &st))
	if st.Ino != r.stat.Ino {
		a.t.Fatalf("the handle of %s leads to %s", name, r.path)
	}
}

func TestNumbersAreNotGivenOutTwice(t *testing.T) {
	a := newTable(t, t.TempDir())
	one := a.made("one")
	must(t, a.remove("one"))
	a.restart() // which rewrites the table without it
	a.restart()
	two := a.made("two")
	a.leads(one, "")
	a.leads(two, "two")
}

func TestALogThatIsDamagedIsNotReliedOn(t *testing.T) {
	for damage, by := range map[string]func(string) string{
		"a line that swallowed another": func(log string) string { return strings.Replace(log, "\nenter 2", "enter 2", 1) },
		"of another boot":               func(log string) string { return strings.Replace(log, "paths ", "paths 0", 1) },
		"of another version":            func(string) string { return "1 \"\"\n2 \"other\"\n" },
		"empty":                         func(string) string { return "" },
	} {
		t.Run(damage, func(t *testing.T) {
			a := newTable(t, t.TempDir())
			file := a.made("file")
			log, err := os.ReadFile(a.log())
			must(t, err)
			a.Export.Close()
			must(t, os.WriteFile(a.log(), []byte(by(string(log))), 0o600))
			a.open()
			a.leads(a.made("other"), "other")
			a.leads(file, "")
		})
	}
}

func TestHalfALineIsNotReliedOn(t *testing.T) {
	a := newTable(t, t.TempDir())
	file := a.made("file")
	log, err := os.ReadFile(a.log())
	must(t, err)
	a.Export.Close()
	must(t, os.WriteFile(a.log(), []byte(strings.TrimRight(string(log), "\x00")+"enter 77 \"fi"), 0o600))
	a.open()
	a.leads(file, "file")
	a.leads(a.made("other"), "other")
	a.restart()
	a.leads(file, "file")
}

// TestKilledInAChange has the last record of the log announce what was done, or
// was not.
func TestKilledInAChange(t *testing.T) {
	for _, c := range []struct {
		name     string
		what     func(inode uint64) record
		do       func(dir string) error
		one, two string // where the handles lead then
	}{
		{"before a rename", func(i uint64) record { return moved{i, "one", "two"} }, func(string) error { return nil }, "one", "two"},
		{"after a rename", func(i uint64) record { return moved{i, "one", "two"} },
			func(dir string) error { return os.Rename(filepath.Join(dir, "one"), filepath.Join(dir, "two")) }, "two", ""},
		{"in a rename that nobody can tell of", func(i uint64) record { return moved{i + 1000, "one", "two"} },
			func(string) error { return nil }, "", ""},
		{"before a deletion", func(i uint64) record { return removed{i, "one"} }, func(string) error { return nil }, "one", "two"},
		{"after a deletion", func(i uint64) record { return removed{i, "one"} },
			func(dir string) error { return os.Remove(filepath.Join(dir, "one")) }, "", "two"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := newTable(t, t.TempDir())
			one, two := a.made("one"), a.made("two")
			var st unix.Stat_t
			must(t, unix.Lstat(filepath.Join(a.dir, "one"), &st))
			a.naming.(*pathNaming).log.append(c.what(st.Ino))
			must(t, c.do(a.dir))
			for range 2 {
				a.restart()
				a.leads(one, c.one)
				a.leads(two, c.two)
			}
		})
	}
}

func TestAHandlePassesToTheOtherNameOverARestart(t *testing.T) {
	a := newTable(t, t.TempDir())
	one := a.made("one")
	must(t, a.link(one, "other"))
	a.restart()
	must(t, a.rename("other", "new"))
	must(t, a.remove("one"))
	a.leads(one, "new")
	a.restart()
	a.leads(one, "new")
	must(t, a.remove("new"))
	a.leads(one, "")
}

// TestAFullDiskForTheTable has no room for the log. Nothing fails for that, and no handle
// leads to another object afterwards.
func TestAFullDiskForTheTable(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("mounting needs root")
	}
	state := t.TempDir()
	must(t, unix.Mount("tmpfs", state, "tmpfs", 0, "size=2m"))
	t.Cleanup(func() { _ = unix.Unmount(state, unix.MNT_DETACH) })
	a := newTable(t, state)
	handles := map[string]nfs3.Handle{}
	for _, name := range []string{"kept", "renamed", "removed"} {
		handles[name] = a.made(name)
	}
	filler, err := os.Create(filepath.Join(state, "filler"))
	must(t, err)
	for _, size := range []int{1 << 16, 1} {
		for err == nil {
			_, err = filler.Write(make([]byte, size))
		}
		err = nil
	}
	must(t, a.remove("removed"))
	must(t, a.rename("renamed", "to"))
	for range 100 {
		must(t, a.rename("to", "from"))
		must(t, a.rename("from", "to"))
	}
	a.restart() // on what room was kept
	a.leads(handles["kept"], "kept")
	a.leads(handles["renamed"], "to")
	a.leads(handles["removed"], "")

	// More than what room was kept, until the log is given up; and on.
	log := a.naming.(*pathNaming).log
	long := strings.Repeat("x", 240)
	for i := 0; log.emptied.IsZero(); i++ {
		if i > 10_000 {
			t.Fatal("there is still room for the log")
		}
		must(t, a.rename("to", fmt.Sprint(long, i%2)))
		must(t, a.rename(fmt.Sprint(long, i%2), "to"))
	}
	a.leads(handles["renamed"], "to")
	a.restart()
	a.made("new")
	a.leads(handles["kept"], "")
	a.leads(handles["renamed"], "")
	a.leads(handles["removed"], "")
}

// TestNamesAndTableChangeInOneStep has files made in a folder that is renamed
// meanwhile: their handles lead to them.
func TestNamesAndTableChangeInOneStep(t *testing.T) {
	dir, _, c, root := serving(t, ExportOptions{Paths: true})
	d, err := c.Mkdir(client.Caller{}, root, "a", nfs3.SetAttr{})
	must(t, err)
	stop := make(chan struct{})
	var mover sync.WaitGroup
	mover.Go(func() {
		for names := []string{"a", "b"}; ; names[0], names[1] = names[1], names[0] {
			select {
			case <-stop:
				return
			default:
			}
			if err := c.Rename(client.Caller{}, root, names[0], root, names[1]); err != nil {
				t.Error(err)
				return
			}
		}
	})
	for i := range 300 {
		f, err := c.Create(client.Caller{}, d.Handle, fmt.Sprint(i), nfs3.CreateUnchecked, nfs3.SetAttr{}, [8]byte{})
		must(t, err)
		attr, err := c.GetAttr(client.Caller{}, f.Handle)
		if err != nil || attr.FileID != f.Attr.FileID {
			t.Fatalf("the handle of file %d that was just made in %s: %v", i, dir, err)
		}
		must(t, c.Remove(client.Caller{}, d.Handle, fmt.Sprint(i)))
	}
	close(stop)
	mover.Wait()
}

func TestTwoServersDoNotShareTheirState(t *testing.T) {
	a := newTable(t, t.TempDir())
	log, err := os.ReadFile(a.log())
	must(t, err)
	_, err = OpenExport(a.dir, ExportOptions{State: a.state, Paths: true})
	if err == nil || !strings.Contains(err.Error(), "another server does") {
		t.Fatalf("a second server with the same state: %v", err)
	}
	if now, err := os.ReadFile(a.log()); err != nil || string(now) != string(log) {
		t.Fatalf("the second server changed the first one's state: %v", err)
	}
	a.restart()
}
