package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

func TestCreatesReadsAppendsTruncates(t *testing.T) {
	t.Parallel()
	s, dir := both(t)
	file := filepath.Join(dir, "page")
	write(t, file, "hello")
	holds(t, s.at("page"), "hello")

	f, err := os.OpenFile(file, os.O_APPEND|os.O_WRONLY, 0)
	must(t, err)
	_, err = f.WriteString(", world")
	must(t, err)
	// Somebody else appends meanwhile; the end is where it really is.
	other, err := os.OpenFile(s.at("page"), os.O_APPEND|os.O_WRONLY, 0)
	must(t, err)
	_, err = other.WriteString("!")
	must(t, err)
	must(t, other.Close())
	_, err = f.WriteString("?")
	must(t, err)
	must(t, f.Sync())
	must(t, f.Close())
	holds(t, file, "hello, world!?")

	must(t, os.Truncate(file, 5))
	holds(t, s.at("page"), "hello")
	must(t, os.Truncate(file, 8))
	holds(t, file, "hello\x00\x00\x00")
	write(t, file, "new") // truncates when it opens
	holds(t, s.at("page"), "new")

	_, err = os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	wants(t, err, syscall.EEXIST)
	f, err = os.OpenFile(filepath.Join(dir, "exclusive"), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o640)
	must(t, err)
	must(t, f.Close())
	st := stat(t, s.at("exclusive"))
	if st.Mode != unix.S_IFREG|0o640 || time.Since(time.Unix(st.Mtim.Unix())) > time.Minute {
		t.Fatalf("an exclusively created file has mode %o and mtime %v", st.Mode, time.Unix(st.Mtim.Unix()))
	}
	must(t, os.Remove(file))
	_, err = os.Stat(s.at("page"))
	wants(t, err, syscall.ENOENT)
	_, err = os.Stat(file)
	wants(t, err, syscall.ENOENT)
}

func TestWritesAtOffsetsAndKeepsHoles(t *testing.T) {
	t.Parallel()
	s, dir := both(t)
	f, err := os.Create(filepath.Join(dir, "sparse"))
	must(t, err)
	_, err = f.WriteAt([]byte("end"), 1<<20)
	must(t, err)
	_, err = f.WriteAt([]byte("start"), 0)
	must(t, err)
	back := make([]byte, 3)
	_, err = f.ReadAt(back, 1<<20)
	must(t, err)
	n, err := f.ReadAt(make([]byte, 10), 1<<20)
	if string(back) != "end" || n != 3 || err != io.EOF {
		t.Fatalf("read %q, then %d bytes and %v", back, n, err)
	}
	must(t, f.Close())
	want := append(append([]byte("start"), make([]byte, 1<<20-5)...), "end"...)
	got, err := os.ReadFile(s.at("sparse"))
	must(t, err)
	if !bytes.Equal(got, want) {
		t.Fatal("the file on the server is another")
	}
}

func TestTenMegabytes(t *testing.T) {
	t.Parallel()
	s, dir := both(t)
	data := make([]byte, 10<<20+123)
	rand.New(rand.NewSource(1)).Read(data)
	sum := sha256.Sum256(data)
	begin := time.Now()
	must(t, os.WriteFile(filepath.Join(dir, "big"), data, 0o644))
	written := time.Since(begin)
	got, err := os.ReadFile(s.at("big"))
	must(t, err)
	if sha256.Sum256(got) != sum {
		t.Fatal("the server has other data than was written")
	}
	begin = time.Now()
	got, err = os.ReadFile(filepath.Join(dir, "big"))
	must(t, err)
	t.Logf("written in %v, read in %v", written, time.Since(begin))
	if sha256.Sum256(got) != sum {
		t.Fatal("other data is read than was written")
	}
	// With transfers that fit no buffer, and larger than one call carries.
	small := s.mount("/exports", "rsize=5120,wsize=7168")
	f, err := os.Create(filepath.Join(small, "odd"))
	must(t, err)
	for at := 0; at < len(data); {
		n := min(len(data)-at, 300_007)
		_, err := f.Write(data[at : at+n])
		must(t, err)
		at += n
	}
	must(t, f.Close())
	got, err = os.ReadFile(filepath.Join(small, "odd"))
	must(t, err)
	if sha256.Sum256(got) != sum {
		t.Fatal("other data is read than was written in odd pieces")
	}
}

func TestRenamesOverAndBetweenFolders(t *testing.T) {
	t.Parallel()
	s, dir := both(t)
	at := func(name string) string { return filepath.Join(dir, name) }
	write(t, at("old"), "old")
	write(t, at("new"), "new")
	must(t, os.Rename(at("new"), at("old")))
	holds(t, s.at("old"), "new")
	if got := names(t, dir); !slices.Equal(got, []string{"old"}) {
		t.Fatalf("the folder holds %v", got)
	}
	must(t, os.MkdirAll(at("a/b"), 0o755))
	must(t, os.Rename(at("old"), at("a/b/moved")))
	must(t, os.Rename(at("a"), at("c")))
	holds(t, at("c/b/moved"), "new")
	wants(t, os.Rename(at("c"), at("c/b/c")), syscall.EINVAL)
	must(t, os.Mkdir(at("full"), 0o755))
	write(t, at("full/x"), "x")
	wants(t, syscall.Rename(at("c/b"), at("full")), syscall.ENOTEMPTY)
	wants(t, syscall.Rename(at("full/x"), at("c")), syscall.EISDIR)
	wants(t, syscall.Rename(at("c"), at("full/x")), syscall.ENOTDIR)
	wants(t, os.Rename(at("nothing"), at("x")), syscall.ENOENT)
	wants(t, syscall.Rmdir(at("full")), syscall.ENOTEMPTY)
	wants(t, syscall.Unlink(at("full")), syscall.EISDIR)
	wants(t, syscall.Rmdir(at("full/x")), syscall.ENOTDIR)
	wants(t, syscall.Mkdir(at("full"), 0o755), syscall.EEXIST)
	must(t, os.RemoveAll(at("c")))
	must(t, os.RemoveAll(at("full")))
	if got := names(t, s.dir); len(got) != 0 {
		t.Fatalf("the server still has %v", got)
	}
}

func TestAtomicReplacement(t *testing.T) {
	t.Parallel()
	_, dir := both(t)
	page := filepath.Join(dir, "index.html")
	write(t, page, strings.Repeat("0", 4096))
	stop := make(chan struct{})
	var readers sync.WaitGroup
	readers.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
			}
			got, err := os.ReadFile(page)
			for try := 0; try < 5 && errors.Is(err, syscall.ESTALE); try++ {
				// Replaced between being found and being opened, twice in a
				// row: no kernel looks a name up more often.
				got, err = os.ReadFile(page)
			}
			if err != nil || len(got) != 4096 || strings.Trim(string(got), string(got[:1])) != "" {
				t.Errorf("read %d bytes, %v", len(got), err)
				return
			}
		}
	})
	for i := range 100 {
		write(t, page+".new", strings.Repeat(fmt.Sprint(i%10), 4096))
		must(t, os.Rename(page+".new", page))
	}
	close(stop)
	readers.Wait()
	if got := names(t, dir); !slices.Equal(got, []string{"index.html"}) {
		t.Fatalf("left behind: %v", got)
	}
}

func TestAttributes(t *testing.T) {
	t.Parallel()
	s, dir := both(t)
	file := filepath.Join(dir, "f")
	write(t, file, "x")
	for _, mode := range []uint32{0o600, 0o4755, 0o2711, 0o1777, 0} {
		must(t, syscall.Chmod(file, mode))
		if got := stat(t, s.at("f")).Mode & 0o7777; got != mode {
			t.Fatalf("mode is %o on the server, want %o", got, mode)
		}
		if got := stat(t, file).Mode & 0o7777; got != mode {
			t.Fatalf("mode is %o, want %o", got, mode)
		}
	}
	must(t, os.Lchown(file, 1234, 5678))
	if st := stat(t, s.at("f")); st.Uid != 1234 || st.Gid != 5678 {
		t.Fatalf("owner is %d:%d", st.Uid, st.Gid)
	}
	when := time.Date(2001, 2, 3, 4, 5, 6, 7_000, time.UTC)
	must(t, os.Chtimes(file, when.Add(time.Hour), when))
	for _, name := range []string{file, s.at("f")} {
		st := stat(t, name)
		if mtime, atime := time.Unix(st.Mtim.Unix()), time.Unix(st.Atim.Unix()); !mtime.Equal(when) || !atime.Equal(when.Add(time.Hour)) {
			t.Fatalf("%s: mtime %v, atime %v", name, mtime, atime)
		}
	}
	here, there := stat(t, file), stat(t, s.at("f"))
	if here.Ino != there.Ino || here.Size != there.Size || here.Nlink != there.Nlink || here.Ctim != there.Ctim || here.Blocks != there.Blocks {
		t.Fatalf("attributes are %+v, on the server %+v", here, there)
	}
	must(t, os.Link(file, filepath.Join(dir, "g")))
	if st := stat(t, filepath.Join(dir, "g")); st.Nlink != 2 || st.Ino != here.Ino {
		t.Fatalf("the link has inode %d with %d links", st.Ino, st.Nlink)
	}
	wants(t, os.Link(file, filepath.Join(dir, "g")), syscall.EEXIST)

	must(t, os.Symlink("../outside/"+strings.Repeat("x", 500), filepath.Join(dir, "link")))
	target, err := os.Readlink(filepath.Join(dir, "link"))
	must(t, err)
	if target != "../outside/"+strings.Repeat("x", 500) {
		t.Fatalf("the link leads to %q", target)
	}
	must(t, os.Lchown(filepath.Join(dir, "link"), 7, 8))
	if st := stat(t, s.at("link")); st.Uid != 7 || st.Gid != 8 {
		t.Fatalf("the link's owner is %d:%d", st.Uid, st.Gid)
	}
	must(t, syscall.Mkfifo(filepath.Join(dir, "fifo"), 0o604))
	if st := stat(t, s.at("fifo")); st.Mode != unix.S_IFIFO|0o604 {
		t.Fatalf("the FIFO has mode %o", st.Mode)
	}
	must(t, syscall.Mkdir(filepath.Join(dir, "sticky"), 0o1777))
	must(t, os.Chmod(filepath.Join(dir, "sticky"), 0o777|os.ModeSticky))
	if st := stat(t, s.at("sticky")); st.Mode != unix.S_IFDIR|0o1777 {
		t.Fatalf("the folder has mode %o", st.Mode)
	}
	_, err = os.Stat(filepath.Join(dir, strings.Repeat("n", 256)))
	wants(t, err, syscall.ENAMETOOLONG)
}

func TestFilesBelongToWhoMakesThem(t *testing.T) {
	t.Parallel()
	s, dir := both(t)
	must(t, os.Chmod(s.dir, 0o777))
	for d := dir; d != "/"; d = filepath.Dir(d) { // t.TempDir is for root alone
		must(t, os.Chmod(d, 0o755|os.FileMode(stat(t, d).Mode&0o22)))
	}
	must(t, os.Chmod(dir, 0o777))
	shell := func(script string) (string, error) {
		c := exec.Command("sh", "-c", script)
		c.Dir = dir
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 1001, Gid: 1002}}
		out, err := c.CombinedOutput()
		return string(out), err
	}
	if out, err := shell("umask 027; echo x > file; mkdir folder; ln -s file link; echo y >> file"); err != nil {
		t.Fatal(out)
	}
	for name, mode := range map[string]uint32{"file": 0o640, "folder": 0o750, "link": 0o777} {
		st := stat(t, s.at(name))
		if st.Uid != 1001 || st.Gid != 1002 || st.Mode&0o777 != mode {
			t.Errorf("%s belongs to %d:%d with mode %o", name, st.Uid, st.Gid, st.Mode)
		}
	}
	write(t, filepath.Join(dir, "roots"), "secret")
	must(t, os.Chmod(filepath.Join(dir, "roots"), 0o600))
	if out, err := shell("cat roots"); err == nil || !strings.Contains(out, "Permission denied") {
		t.Fatalf("another user's file: %q", out)
	}
	if out, err := shell("chmod 666 roots"); err == nil || !strings.Contains(out, "not permitted") {
		t.Fatalf("another user's file: %q", out)
	}
	must(t, os.Chmod(s.dir, 0o2777))
	must(t, os.Chown(s.dir, 0, 4321))
	must(t, os.Chmod(s.dir, 0o777|os.ModeSetgid))
	time.Sleep(time.Second) // the attributes of an open folder may be this old
	if out, err := shell("echo x > inherits; mkdir inherits-too"); err != nil {
		t.Fatal(out)
	}
	if st := stat(t, s.at("inherits")); st.Gid != 4321 {
		t.Errorf("a file in a set-group-id folder has group %d", st.Gid)
	}
	if st := stat(t, s.at("inherits-too")); st.Gid != 4321 || st.Mode&unix.S_ISGID == 0 {
		t.Errorf("a folder in a set-group-id folder has group %d, mode %o", st.Gid, st.Mode)
	}
}

func TestThousandEntries(t *testing.T) {
	t.Parallel()
	s, dir := both(t)
	want := make([]string, 1000)
	for i := range want {
		want[i] = fmt.Sprintf("entry-%04d-%s", i, strings.Repeat("n", i%200))
		write(t, s.at(want[i]), "")
	}
	begin := time.Now()
	if got := names(t, dir); !slices.Equal(got, want) {
		t.Fatalf("%d entries are listed, not the %d that are there", len(got), len(want))
	}
	t.Logf("listed in %v", time.Since(begin))
	// Deleting while listing must not skip anything.
	d, err := os.Open(dir)
	must(t, err)
	defer d.Close()
	for {
		some, err := d.Readdirnames(50)
		for _, name := range some {
			must(t, os.Remove(filepath.Join(dir, name)))
		}
		if err == io.EOF {
			break
		}
		must(t, err)
	}
	if left := names(t, s.dir); len(left) != 0 {
		t.Fatalf("%d entries were never listed", len(left))
	}
	write(t, filepath.Join(dir, "later"), "")
	_, err = d.Seek(0, io.SeekStart)
	must(t, err)
	if again, err := d.Readdirnames(-1); err != nil || !slices.Equal(again, []string{"later"}) {
		t.Fatalf("listed again from the start: %v, %v", again, err)
	}
}

func TestDeletedWhileOpen(t *testing.T) {
	t.Parallel()
	s, dir := both(t)
	name := filepath.Join(dir, "log")
	write(t, name, "before")
	f, err := os.OpenFile(name, os.O_RDWR|os.O_APPEND, 0)
	must(t, err)
	must(t, os.Remove(name))
	_, err = os.Stat(name)
	wants(t, err, syscall.ENOENT)
	_, err = f.WriteString(" and after")
	must(t, err)
	_, err = f.Seek(0, io.SeekStart)
	must(t, err)
	got, err := io.ReadAll(f)
	must(t, err)
	if string(got) != "before and after" {
		t.Fatalf("read %q", got)
	}
	aside := names(t, s.dir)
	if len(aside) != 1 || !strings.HasPrefix(aside[0], ".nfs") {
		t.Fatalf("the server has %v", aside)
	}
	wants(t, os.Remove(filepath.Join(dir, aside[0])), syscall.EBUSY)
	write(t, name, "another") // the name is free
	holds(t, name, "another")
	must(t, f.Close())
	eventually(t, "the last close deletes the file", func() bool { return slices.Equal(names(t, s.dir), []string{"log"}) })
}

func TestReplacedWhileOpen(t *testing.T) {
	t.Parallel()
	s, dir := both(t)
	name := filepath.Join(dir, "page")
	write(t, name, "first")
	f, err := os.Open(name)
	must(t, err)
	write(t, name+".new", "second")
	must(t, os.Rename(name+".new", name))
	holds(t, name, "second")
	got, err := io.ReadAll(f)
	must(t, err)
	if string(got) != "first" {
		t.Fatalf("the open file turned into %q", got)
	}
	must(t, f.Close())
	eventually(t, "the last close deletes the file", func() bool { return slices.Equal(names(t, s.dir), []string{"page"}) })
}

func TestTwoMountsSeeEachOther(t *testing.T) {
	t.Parallel()
	s, one := both(t)
	two := s.mount("/exports")
	for i := range 50 {
		name := fmt.Sprintf("page-%d", i%3)
		text := strings.Repeat(fmt.Sprint(i), i+1)
		write(t, filepath.Join(one, name), text)
		holds(t, filepath.Join(two, name), text)
		write(t, filepath.Join(two, "new"), text+"!")
		must(t, os.Rename(filepath.Join(two, "new"), filepath.Join(two, name)))
		holds(t, filepath.Join(one, name), text+"!")
		must(t, os.Remove(filepath.Join(one, name)))
		if _, err := os.Stat(filepath.Join(two, name)); err == nil {
			t.Fatal("a deleted file is still there for the other mount")
		}
	}
	// An open file shows what is written elsewhere, too.
	write(t, filepath.Join(one, "open"), "1111")
	f, err := os.Open(filepath.Join(one, "open"))
	must(t, err)
	defer f.Close()
	write(t, filepath.Join(two, "open"), "22222222")
	got, err := io.ReadAll(f)
	must(t, err)
	if string(got) != "22222222" {
		t.Fatalf("the open file holds %q", got)
	}
	// Deleted by the other mount, it is stale, as with any NFS client.
	must(t, os.Remove(filepath.Join(two, "open")))
	_, err = f.ReadAt(make([]byte, 1), 0)
	wants(t, err, syscall.ESTALE)
}

func TestConcurrentWriters(t *testing.T) {
	t.Parallel()
	s, one := both(t)
	two := s.mount("/exports")
	var writers sync.WaitGroup
	// Each to its own region of one file, from both mounts.
	const regions, size = 16, 64 << 10
	for i := range regions {
		dir := []string{one, two}[i%2]
		writers.Go(func() {
			f, err := os.OpenFile(filepath.Join(dir, "regions"), os.O_CREATE|os.O_WRONLY, 0o644)
			if err != nil {
				t.Error(err)
				return
			}
			defer f.Close()
			if _, err := f.WriteAt(bytes.Repeat([]byte{byte('a' + i)}, size), int64(i*size)); err != nil {
				t.Error(err)
			}
		})
	}
	// All to the end of one file, within one mount.
	const appenders, lines = 8, 50
	for i := range appenders {
		writers.Go(func() {
			f, err := os.OpenFile(filepath.Join(one, "lines"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
			if err != nil {
				t.Error(err)
				return
			}
			defer f.Close()
			for n := range lines {
				if _, err := fmt.Fprintf(f, "%d-%d\n", i, n); err != nil {
					t.Error(err)
				}
			}
		})
	}
	writers.Wait()
	got, err := os.ReadFile(s.at("regions"))
	must(t, err)
	for i := range regions {
		if !bytes.Equal(got[i*size:(i+1)*size], bytes.Repeat([]byte{byte('a' + i)}, size)) {
			t.Fatalf("region %d is damaged", i)
		}
	}
	text, err := os.ReadFile(s.at("lines"))
	must(t, err)
	seen := map[string]bool{}
	for _, line := range strings.Fields(string(text)) {
		seen[line] = true
	}
	if len(seen) != appenders*lines {
		t.Fatalf("%d of %d appended lines are there", len(seen), appenders*lines)
	}
}

func TestExclusiveCreationHasOneWinner(t *testing.T) {
	t.Parallel()
	s, one := both(t)
	two := s.mount("/exports")
	for round := range 20 {
		var won, lost int
		var mu sync.Mutex
		var racers sync.WaitGroup
		for i := range 6 {
			racers.Go(func() {
				f, err := os.OpenFile(filepath.Join([]string{one, two}[i%2], fmt.Sprint(round)), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err == nil:
					won++
					f.Close()
				case os.IsExist(err):
					lost++
				}
			})
		}
		racers.Wait()
		if won != 1 || lost != 5 {
			t.Fatalf("%d won and %d lost", won, lost)
		}
	}
}

func TestMapsMemory(t *testing.T) {
	t.Parallel()
	s, dir := both(t)
	write(t, filepath.Join(dir, "f"), strings.Repeat("x", 10000))
	f, err := os.OpenFile(filepath.Join(dir, "f"), os.O_RDWR, 0)
	must(t, err)
	defer f.Close()
	private, err := unix.Mmap(int(f.Fd()), 0, 10000, unix.PROT_READ, unix.MAP_PRIVATE)
	must(t, err)
	if private[9999] != 'x' {
		t.Fatal("a private mapping shows something else")
	}
	must(t, unix.Munmap(private))
	shared, err := unix.Mmap(int(f.Fd()), 0, 10000, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED)
	if err == unix.ENODEV {
		t.Skip("the kernel has no shared mappings of uncached files")
	}
	must(t, err)
	copy(shared[5000:], "mapped")
	must(t, unix.Msync(shared, unix.MS_SYNC))
	must(t, unix.Munmap(shared))
	want := strings.Repeat("x", 5000) + "mapped" + strings.Repeat("x", 10000-5006)
	holds(t, s.at("f"), want)
}

func TestStatfs(t *testing.T) {
	t.Parallel()
	s, dir := both(t)
	var here, there unix.Statfs_t
	must(t, unix.Statfs(dir, &here))
	must(t, unix.Statfs(s.dir, &there))
	if here.Blocks*uint64(here.Bsize) != there.Blocks*uint64(there.Bsize) || here.Files != there.Files {
		t.Fatalf("the file system has %+v, on the server %+v", here, there)
	}
	if here.Bavail == 0 || here.Namelen != 255 {
		t.Fatalf("the file system has %+v", here)
	}
}

func TestGit(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	_, dir := both(t)
	repository := filepath.Join(dir, "repository")
	must(t, os.Mkdir(repository, 0o755))
	git := func(args ...string) string {
		return runs(t, repository, "git", append([]string{"-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "gc.auto=0"}, args...)...)
	}
	git("init", "-q", "-b", "main")
	for i := range 30 {
		name := filepath.Join(repository, fmt.Sprintf("d%d/f%d", i%3, i))
		must(t, os.MkdirAll(filepath.Dir(name), 0o755))
		write(t, name, strings.Repeat(fmt.Sprintln(i), 100))
	}
	git("add", ".")
	git("commit", "-qm", "one")
	git("checkout", "-qb", "branch")
	must(t, os.RemoveAll(filepath.Join(repository, "d1")))
	write(t, filepath.Join(repository, "d0/f0"), "changed\n")
	git("commit", "-qam", "two")
	git("checkout", "-q", "main")
	git("merge", "-q", "branch")
	git("gc", "-q")
	git("fsck", "--strict")
	if out := git("status", "--porcelain"); out != "" {
		t.Fatalf("git sees changes: %s", out)
	}
	git("clone", "-q", repository, filepath.Join(dir, "clone"))
	runs(t, dir, "rm", "-rf", "repository", "clone")
}
