package main

import (
	"errors"
	"fmt"
	"io"
	"net"
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
	"holdfast.dev/nfs/internal/mount"
)

func TestMountPointLooksAsKubeletExpects(t *testing.T) {
	t.Parallel()
	s := newExport(t)
	must(t, os.MkdirAll(s.at("a/b"), 0o755))
	write(t, s.at("a/b/f"), "deep")
	dir := s.mount("/exports/a/b", "ro,nosuid,noexec,vers=3,hard,timeo=600,retrans=2,_netdev")
	holds(t, filepath.Join(dir, "f"), "deep")
	table, err := os.ReadFile("/proc/self/mountinfo")
	must(t, err)
	var line string
	for l := range strings.Lines(string(table)) {
		if strings.Contains(l, " "+dir+" ") {
			line = l
		}
	}
	if !strings.Contains(line, " - fuse.holdfast-nfs 127.0.0.1:/exports/a/b ") || !strings.Contains(line, " ro,nosuid,noexec,") {
		t.Fatalf("the mount table says %q", line)
	}
	wants(t, os.WriteFile(filepath.Join(dir, "g"), nil, 0o644), syscall.EROFS)
	if stat(t, dir).Dev == stat(t, filepath.Dir(dir)).Dev {
		t.Fatal("the mount point is on the device of its parent")
	}
}

// TestThroughMountProgram has mount(8) find the helper at /sbin/mount.nfs, as
// kubelet does, and umount(8) undo it.
func TestThroughMountProgram(t *testing.T) {
	t.Parallel()
	s := newExport(t)
	top, err := filepath.EvalSymlinks("/sbin")
	must(t, err)
	layers := t.TempDir()
	must(t, unix.Mount("tmpfs", layers, "tmpfs", 0, "size=200m"))
	t.Cleanup(func() { _ = unix.Unmount(layers, unix.MNT_DETACH) })
	for _, d := range []string{"upper", "work"} {
		must(t, os.Mkdir(filepath.Join(layers, d), 0o755))
	}
	err = unix.Mount("overlay", top, "overlay", 0, fmt.Sprintf("lowerdir=%s,upperdir=%s/upper,workdir=%s/work", top, layers, layers))
	if err != nil {
		t.Skipf("cannot put a helper into %s: %v", top, err)
	}
	t.Cleanup(func() { _ = unix.Unmount(top, unix.MNT_DETACH) })
	_ = os.Remove(filepath.Join(top, "mount.nfs"))
	self, err := os.Executable()
	must(t, err)
	must(t, os.Symlink(self, filepath.Join(top, "mount.nfs")))

	dir := t.TempDir()
	runs(t, "/", "mount", "-t", "nfs", "-o", "port="+s.port()+",nolock,nfsvers=3,holdfast-fuse", "127.0.0.1:/exports", dir)
	t.Cleanup(func() { _ = unix.Unmount(dir, unix.MNT_DETACH) })
	write(t, filepath.Join(dir, "f"), "x")
	holds(t, s.at("f"), "x")
	runs(t, "/", "mountpoint", "-q", dir)
	runs(t, "/", "umount", dir)
	eventually(t, "the process behind the mount ends", func() bool { return !daemonOf(dir) })
	out, err := exec.Command("mount", "-t", "nfs", "-o", "nfsvers=4.1", "127.0.0.1:/exports", dir).CombinedOutput()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitMount || !strings.Contains(string(out), "nfsvers=4.1 is not supported") {
		t.Fatalf("version 4.1: %v, %s", err, out)
	}
}

func TestFailuresToMount(t *testing.T) {
	t.Parallel()
	s := newExport(t)
	write(t, s.at("file"), "")
	must(t, os.Symlink("/", s.at("link")))
	dir := t.TempDir()
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	nobody := strings.TrimPrefix(closed.Addr().String(), "127.0.0.1:")
	must(t, closed.Close())
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"127.0.0.1:/exports", dir, "-o", "port=" + nobody}, exitMount, "no NFS server answers at 127.0.0.1:" + nobody + ": connection refused"},
		{[]string{"127.0.0.1:/nothing", dir, "-o", "port=" + s.port()}, exitMount, "refuses /nothing: no such file or directory"},
		{[]string{"127.0.0.1:/exports/../etc", dir, "-o", "port=" + s.port()}, exitMount, "refuses /etc: no such file or directory"},
		{[]string{"127.0.0.1:/exportsx", dir, "-o", "port=" + s.port()}, exitMount, "refuses /exportsx: no such file or directory"},
		{[]string{"127.0.0.1:/exports/link", dir, "-o", "port=" + s.port()}, exitMount, "refuses /exports/link: not a directory"},
		{[]string{"127.0.0.1:/exports/file", dir, "-o", "port=" + s.port()}, exitMount, "refuses /exports/file: not a directory"},
		{[]string{"127.0.0.1:/exports", dir + "/none", "-o", "port=" + s.port()}, exitMount, "no such file or directory"},
		{[]string{"127.0.0.1:/exports", s.at("file"), "-o", "port=" + s.port()}, exitMount, "is not a folder"},
		{[]string{"no.such.host.invalid:/exports", dir}, exitMount, "no NFS server answers at no.such.host.invalid:2049"},
		{[]string{"127.0.0.1:/exports", dir, "-o", "vers=4.2"}, exitMount, "vers=4.2 is not supported, only NFS version 3 is"},
		{[]string{"127.0.0.1:/exports", dir, "-o", "sec=krb5"}, exitMount, "sec=krb5 is not supported"},
		{[]string{"127.0.0.1:/exports", dir, "-o", "proto=udp"}, exitMount, "proto=udp is not supported"},
		{[]string{"127.0.0.1:/exports", dir, "-o", "sausages"}, exitMountUsage, "unknown option sausages"},
		{[]string{"127.0.0.1:/exports"}, exitMountUsage, "a folder are needed"},
		{[]string{"/exports", dir}, exitMountUsage, "is not of the form host:/path"},
		{[]string{"127.0.0.1:/exports", dir, "-x"}, exitMountUsage, "unknown flag -x"},
	} {
		out, err := program(append(append([]string{"mount"}, c.args...), "-o", "holdfast-fuse")...).CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != c.code || !strings.Contains(string(out), c.says) ||
			!strings.HasPrefix(string(out), "error: ") || strings.Count(string(out), "\n") != 1 {
			t.Errorf("%v: %v, %s", c.args, err, out)
		}
	}
	if _, err := os.Stat(mount.LogOf(dir)); err == nil {
		t.Error("a failed mount leaves its log behind")
	}
}

// TestSilentServer mounts from a server that takes connections and is silent.
func TestSilentServer(t *testing.T) {
	t.Parallel()
	needMounts(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer l.Close()
	port := strings.TrimPrefix(l.Addr().String(), "127.0.0.1:")
	dir := t.TempDir()
	begin := time.Now()
	out, err := program("mount", "127.0.0.1:/exports", dir, "-o", "holdfast-fuse,port="+port).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "no NFS server answers at 127.0.0.1:"+port+": nothing came within 10s") {
		t.Fatalf("%v, %s", err, out)
	}
	if took := time.Since(begin); took > 15*time.Second {
		t.Fatalf("it took %v to say so", took)
	}
}

func TestUnmountWhileOpen(t *testing.T) {
	t.Parallel()
	s, dir := both(t)
	f, err := os.Create(filepath.Join(dir, "f"))
	must(t, err)
	wants(t, unix.Unmount(dir, 0), syscall.EBUSY)
	out, err := exec.Command("umount", dir).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "busy") {
		t.Fatalf("umount: %v, %s", err, out)
	}
	must(t, os.Remove(filepath.Join(dir, "f")))
	runs(t, "/", "umount", "-l", dir)
	if got := names(t, dir); len(got) != 0 {
		t.Fatalf("the detached mount still shows %v", got)
	}
	_, err = f.WriteString("still there")
	must(t, err)
	if !daemonOf(dir) {
		t.Fatal("the process behind the mount ended while a file is open")
	}
	must(t, f.Close())
	eventually(t, "the process behind the mount ends", func() bool { return !daemonOf(dir) })
	if got := names(t, s.dir); len(got) != 0 {
		t.Fatalf("left behind: %v", got)
	}
}

func TestServerRestarts(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{nil, {"--path-handles"}} {
		t.Run(strings.Join(args, ""), func(t *testing.T) {
			s, dir := both(t, args...)
			must(t, os.MkdirAll(filepath.Join(dir, "a/b"), 0o755))
			f, err := os.Create(filepath.Join(dir, "a/b/f"))
			must(t, err)
			_, err = f.WriteString("one ")
			must(t, err)
			must(t, os.Rename(filepath.Join(dir, "a"), filepath.Join(dir, "c")))
			s.restart()
			_, err = f.WriteString("two ")
			must(t, err)

			s.kill()
			var blocked sync.WaitGroup
			for _, do := range []func() error{
				func() error { _, err := f.WriteString("three"); return err },
				func() error { return os.Mkdir(filepath.Join(dir, "made"), 0o755) },
				func() error { return os.WriteFile(filepath.Join(dir, "c/written"), []byte("w"), 0o644) },
				func() error { _, err := os.ReadDir(dir); return err },
			} {
				blocked.Go(func() {
					if err := do(); err != nil {
						t.Errorf("during the restart: %v", err)
					}
				})
			}
			time.Sleep(300 * time.Millisecond) // long enough for all to be waiting
			s.start()
			blocked.Wait()
			must(t, f.Close())
			holds(t, s.at("c/b/f"), "one two three")
			holds(t, filepath.Join(dir, "c/written"), "w")
			if _, err := os.Stat(s.at("made")); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestServerRestartsInTheMiddle restarts the server again and again under a
// load of operations none of which may fail.
func TestServerRestartsInTheMiddle(t *testing.T) {
	t.Parallel()
	s, dir := both(t)
	stop := make(chan struct{})
	var workers sync.WaitGroup
	for w := range 4 {
		workers.Go(func() {
			at := func(name string) string { return filepath.Join(dir, fmt.Sprintf("%s-%d", name, w)) }
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				default:
				}
				text := fmt.Sprintf("%d.%d", w, i)
				for _, err := range []error{
					os.WriteFile(at("new"), []byte(text), 0o644),
					os.Rename(at("new"), at("page")),
					os.Mkdir(at("folder"), 0o755),
					os.Symlink("x", at("link")),
					os.Remove(at("link")),
					os.Remove(at("folder")),
				} {
					if err != nil {
						t.Errorf("round %d: %v", i, err)
						return
					}
				}
				if got, err := os.ReadFile(at("page")); err != nil || string(got) != text {
					t.Errorf("round %d: read %q, %v", i, got, err)
					return
				}
			}
		})
	}
	for range 8 {
		time.Sleep(60 * time.Millisecond)
		s.restart()
	}
	close(stop)
	workers.Wait()
	if got := names(t, s.dir); !slices.Equal(got, []string{"page-0", "page-1", "page-2", "page-3"}) {
		t.Errorf("left behind: %v", got)
	}
}

func TestUnreachableServerCanBeInterrupted(t *testing.T) {
	t.Parallel()
	s, dir := both(t)
	write(t, filepath.Join(dir, "f"), "x")
	s.kill()
	cat := exec.Command("cat", filepath.Join(dir, "f"))
	must(t, cat.Start())
	time.Sleep(200 * time.Millisecond)
	begin := time.Now()
	must(t, cat.Process.Kill())
	if err := cat.Wait(); err == nil || time.Since(begin) > patience {
		t.Fatalf("a process that waits for the server ends with %v after %v", err, time.Since(begin))
	}
	must(t, unix.Unmount(dir, 0))
}

// TestASignalThatIsHandledEndsNothing interrupts a reader that waits for the
// server, for longer than an answer could be on its way.
func TestASignalThatIsHandledEndsNothing(t *testing.T) {
	t.Parallel()
	s, dir := both(t)
	write(t, filepath.Join(dir, "f"), "text")
	s.kill()
	patient, killed := startReader(t, filepath.Join(dir, "f")), startReader(t, filepath.Join(dir, "f"))
	ended := make(chan error, 1)
	for _, r := range []*reader{patient, killed} {
		doing, opening := fmt.Sprintf("/proc/%d/syscall", r.thread), fmt.Sprint(unix.SYS_OPENAT, " ")
		eventually(t, "the reader waits for the server", func() bool {
			call, err := os.ReadFile(doing)
			return err == nil && strings.HasPrefix(string(call), opening)
		})
		must(t, unix.Tgkill(r.process.Process.Pid, r.thread, unix.SIGURG))
	}
	var said string
	go func() {
		var err error
		said, err = patient.lines.ReadString('\n')
		ended <- err
	}()
	const longerThanAnAnswer = 3 * time.Second
	select {
	case <-ended:
		t.Fatalf("after a signal that it handles the reader says %q", said)
	case <-time.After(longerThanAnAnswer):
	}
	begin := time.Now()
	must(t, killed.process.Process.Kill())
	if err := killed.process.Wait(); err == nil || time.Since(begin) > patience {
		t.Fatalf("killed after that, a reader ends with %v after %v", err, time.Since(begin))
	}
	s.start()
	must(t, <-ended)
	if err := patient.process.Wait(); err != nil || said != "text\n" {
		t.Fatalf("when the server is back, the reader says %q, %v", said, err)
	}
}

func TestSoftMountGivesUp(t *testing.T) {
	t.Parallel()
	s := newExport(t)
	dir := s.mount("/exports", "soft,timeo=2,retrans=1")
	write(t, filepath.Join(dir, "f"), "x")
	s.kill()
	_, err := os.ReadFile(filepath.Join(dir, "f"))
	wants(t, err, syscall.EIO)
	s.start()
	eventually(t, "the mount works again", func() bool {
		got, err := os.ReadFile(filepath.Join(dir, "f"))
		return err == nil && string(got) == "x"
	})
}

func TestReadOnlyExport(t *testing.T) {
	t.Parallel()
	s := newExport(t, "--read-only")
	write(t, s.at("f"), "x")
	dir := s.mount("/exports")
	holds(t, filepath.Join(dir, "f"), "x")
	for what, err := range map[string]error{
		"write":  os.WriteFile(filepath.Join(dir, "f"), []byte("y"), 0o644),
		"create": os.WriteFile(filepath.Join(dir, "g"), nil, 0o644),
		"mkdir":  os.Mkdir(filepath.Join(dir, "d"), 0o755),
		"remove": os.Remove(filepath.Join(dir, "f")),
		"rename": os.Rename(filepath.Join(dir, "f"), filepath.Join(dir, "g")),
		"chmod":  os.Chmod(filepath.Join(dir, "f"), 0o600),
	} {
		if !errors.Is(err, syscall.EROFS) {
			t.Errorf("%s: %v", what, err)
		}
	}
	holds(t, s.at("f"), "x")
}

func TestFullExport(t *testing.T) {
	t.Parallel()
	s := newExport(t, "--full")
	write(t, s.at("f"), "x")
	write(t, s.at("g"), "y")
	dir := s.mount("/exports")
	for what, err := range map[string]error{
		"write":   appendTo(filepath.Join(dir, "f"), "more"),
		"create":  os.WriteFile(filepath.Join(dir, "h"), nil, 0o644),
		"mkdir":   os.Mkdir(filepath.Join(dir, "d"), 0o755),
		"symlink": os.Symlink("f", filepath.Join(dir, "l")),
	} {
		if !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("%s: %v", what, err)
		}
	}
	holds(t, s.at("f"), "x")
	// What is on a full disk can be read, renamed and removed.
	holds(t, filepath.Join(dir, "f"), "x")
	must(t, os.Rename(filepath.Join(dir, "f"), filepath.Join(dir, "h")))
	must(t, os.Remove(filepath.Join(dir, "g")))
	if got := names(t, s.dir); !slices.Equal(got, []string{"h"}) {
		t.Errorf("the folder holds %v", got)
	}
}

// appendTo writes at the end of a file and waits until the server has it.
func appendTo(file, text string) error {
	f, err := os.OpenFile(file, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Sync(), f.Close())
}

// memoryDisk mounts an empty file system and returns where.
func memoryDisk(t *testing.T, options string) string {
	t.Helper()
	dir := t.TempDir()
	must(t, unix.Mount("tmpfs", dir, "tmpfs", 0, options))
	t.Cleanup(func() { _ = unix.Unmount(dir, unix.MNT_DETACH) })
	return dir
}

func TestFullDisk(t *testing.T) {
	t.Parallel()
	needMounts(t)
	dir := memoryDisk(t, "size=1m,nr_inodes=8")
	s := serveDir(t, dir)
	at := s.mount("/exports")
	wants(t, os.WriteFile(filepath.Join(at, "big"), make([]byte, 2<<20), 0o644), syscall.ENOSPC)
	if size := stat(t, s.at("big")).Size; size < 900<<10 || size > 1<<20 {
		t.Fatalf("%d bytes fit on a disk of 1 MiB", size)
	}
	var last error
	for i := 0; i < 10 && last == nil; i++ {
		last = os.WriteFile(filepath.Join(at, fmt.Sprint(i)), nil, 0o644)
	}
	wants(t, last, syscall.ENOSPC)
	must(t, os.Remove(filepath.Join(at, "big")))
	write(t, filepath.Join(at, "0"), "fits again")
	holds(t, filepath.Join(at, "0"), "fits again")
}

// TestExportWithoutHandles exports a file system that cannot name its files.
func TestExportWithoutHandles(t *testing.T) {
	t.Parallel()
	needMounts(t)
	layers := memoryDisk(t, "")
	for _, d := range []string{"lower", "upper", "work", "export"} {
		must(t, os.Mkdir(filepath.Join(layers, d), 0o755))
	}
	write(t, filepath.Join(layers, "lower/page"), "below")
	merged := filepath.Join(layers, "export")
	if err := unix.Mount("overlay", merged, "overlay", 0, fmt.Sprintf("lowerdir=%s/lower,upperdir=%s/upper,workdir=%s/work", layers, layers, layers)); err != nil {
		t.Skipf("no overlay file system: %v", err)
	}
	t.Cleanup(func() { _ = unix.Unmount(merged, unix.MNT_DETACH) })
	s := serveDir(t, merged)
	if !strings.Contains(s.log, "a table of paths") {
		t.Fatalf("the server says %q", s.log)
	}
	dir := s.mount("/exports")
	f, err := os.OpenFile(filepath.Join(dir, "page"), os.O_RDWR|os.O_APPEND, 0)
	must(t, err)
	_, err = f.WriteString(" and above")
	must(t, err)
	must(t, os.Mkdir(filepath.Join(dir, "d"), 0o755))
	must(t, os.Rename(filepath.Join(dir, "page"), filepath.Join(dir, "d/moved")))
	must(t, os.Rename(filepath.Join(dir, "d"), filepath.Join(dir, "e")))
	s.restart()
	_, err = f.WriteString(" all")
	must(t, err)
	must(t, os.Remove(filepath.Join(dir, "e/moved")))
	_, err = f.Seek(0, io.SeekStart)
	must(t, err)
	got, err := io.ReadAll(f)
	must(t, err)
	if string(got) != "below and above all" {
		t.Fatalf("read %q", got)
	}
	must(t, f.Close())
	eventually(t, "the last close deletes the file", func() bool { return len(names(t, filepath.Join(merged, "e"))) == 0 })
}

func TestUsage(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{
		{"serve"}, {"serve", "--bogus"}, {"bogus"}, {"serve", "extra", "--export", "/"},
		{"serve", "--export", "/", "--client", "node-1"}, {"serve", "--export", "/", "--read-only=perhaps"}, {"serve", "--export"},
	} {
		out, err := program(args...).CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != exitUsage || !strings.HasPrefix(string(out), "error: ") || strings.Count(string(out), "\n") != 1 {
			t.Errorf("%v: %v, %s", args, err, out)
		}
	}
	for _, args := range [][]string{{}, {"-h"}, {"--help"}, {"mount", "--help"}, {"serve", "-h"}, {"serve", "--help"}} {
		out, err := program(args...).CombinedOutput()
		if err != nil || !strings.Contains(string(out), "Not supported: locks") {
			t.Errorf("%v: %v, %s", args, err, out)
		}
	}
	for _, args := range [][]string{
		{"serve", "--export", "/no/such/folder"}, {"serve", "--export", t.TempDir(), "--listen", "203.0.113.1:1"},
	} {
		out, err := program(args...).CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != exitFailed || !strings.HasPrefix(string(out), "error: cannot ") || strings.Count(string(out), "\n") != 1 {
			t.Errorf("%v: %v, %s", args, err, out)
		}
	}
}

func TestServerEndsCleanly(t *testing.T) {
	t.Parallel()
	s, dir := both(t)
	write(t, filepath.Join(dir, "f"), "x")
	must(t, s.process.Process.Signal(syscall.SIGTERM))
	begin := time.Now()
	if err := s.process.Wait(); err != nil || time.Since(begin) > time.Second {
		t.Fatalf("it ends with %v after %v", err, time.Since(begin))
	}
	s.start()
	holds(t, filepath.Join(dir, "f"), "x")
}

// TestASecondServerTouchesNothing starts a server where one serves already.
func TestASecondServerTouchesNothing(t *testing.T) {
	t.Parallel()
	s, dir := both(t, "--path-handles")
	write(t, filepath.Join(dir, "f"), "x")
	before := map[string]uint64{}
	for _, name := range names(t, s.dir+".state") {
		before[name] = stat(t, filepath.Join(s.dir+".state", name)).Ino
	}
	for address, says := range map[string]string{s.address: "address already in use", "127.0.0.1:0": "another server does"} {
		out, err := program("serve", "--path-handles", "--listen", address, "--export", s.dir, "--as", "/exports").CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != exitFailed || !strings.Contains(string(out), says) || strings.Count(string(out), "\n") != 1 {
			t.Errorf("listening on %s: %v, %s", address, err, out)
		}
	}
	for _, name := range names(t, s.dir+".state") {
		if stat(t, filepath.Join(s.dir+".state", name)).Ino != before[name] {
			t.Errorf("the second server replaces %s", name)
		}
	}
	holds(t, filepath.Join(dir, "f"), "x")
}
