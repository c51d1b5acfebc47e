package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
	"holdfast.dev/nfs/internal/mount"
)

// What the test binary is when it runs itself.
const (
	roleVariable = "HOLDFAST_NFS_TEST_ROLE"
	roleProgram  = "program" // holdfast-nfs
	roleTests    = "tests"   // the tests, in namespaces of their own
	roleReader   = "reader"  // reads a file with one system call each to open and to read it
)

// TestMain runs the tests in a mount and a PID namespace, so that neither
// mounts nor processes outlive them, however they end.
func TestMain(m *testing.M) {
	switch os.Getenv(roleVariable) {
	case roleProgram:
		os.Exit(run(os.Args))
	case roleReader:
		os.Exit(readOnce(os.Args[1]))
	case roleTests:
		os.Setenv(roleVariable, roleProgram) // for what the tests start
		if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
			fmt.Fprintln(os.Stderr, "making mounts private:", err)
			os.Exit(1)
		}
		// Of this PID namespace, as it is wherever something is mounted.
		if err := unix.Mount("proc", "/proc", "proc", 0, ""); err != nil {
			fmt.Fprintln(os.Stderr, "mounting /proc:", err)
			os.Exit(1)
		}
		// Logs of mounts are not the machine's.
		logs := filepath.Dir(mount.LogOf("/"))
		if err := errors.Join(os.MkdirAll(logs, 0o755), unix.Mount("tmpfs", logs, "tmpfs", 0, "")); err != nil {
			fmt.Fprintln(os.Stderr, "hiding the logs of mounts:", err)
			os.Exit(1)
		}
		os.Exit(m.Run())
	}
	if missing() != "" {
		os.Setenv(roleVariable, roleProgram)
		os.Exit(m.Run())
	}
	tests := exec.Command(os.Args[0], os.Args[1:]...)
	tests.Env = append(os.Environ(), roleVariable+"="+roleTests)
	tests.Stdin, tests.Stdout, tests.Stderr = os.Stdin, os.Stdout, os.Stderr
	tests.SysProcAttr = &syscall.SysProcAttr{Cloneflags: unix.CLONE_NEWNS | unix.CLONE_NEWPID, Pdeathsig: syscall.SIGKILL}
	err := tests.Run()
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		os.Exit(failed.ExitCode())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "starting the tests:", err)
		os.Exit(1)
	}
}

// missing says why nothing can be mounted here, or nothing.
func missing() string {
	if os.Geteuid() != 0 {
		return "mounting needs root"
	}
	if _, err := os.Stat("/dev/fuse"); err != nil {
		return "there is no /dev/fuse"
	}
	return ""
}

func needMounts(t *testing.T) {
	t.Helper()
	if why := missing(); why != "" {
		t.Skip(why)
	}
}

// program makes a command that runs holdfast-nfs.
func program(args ...string) *exec.Cmd { return exec.Command(os.Args[0], args...) }

// patience bounds the wait for what must happen.
const patience = 10 * time.Second

// eventually waits until what holds.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("not within %v: %s", patience, what)
		}
	}
}

// served is a running server.
type served struct {
	t       *testing.T
	dir     string // the exported folder
	address string
	args    []string
	process *exec.Cmd
	log     string // its first line
}

// serveDir starts a server for dir, known as /exports.
func serveDir(t *testing.T, dir string, args ...string) *served {
	t.Helper()
	needMounts(t)
	s := &served{t: t, dir: dir, address: "127.0.0.1:0", args: args}
	s.start()
	t.Cleanup(s.kill)
	return s
}

// newExport starts a server for a new folder.
func newExport(t *testing.T, args ...string) *served {
	t.Helper()
	needMounts(t)
	dir := filepath.Join(t.TempDir(), "export")
	must(t, os.Mkdir(dir, 0o755))
	return serveDir(t, dir, args...)
}

func (s *served) start() {
	s.t.Helper()
	s.process = program(append([]string{"serve", "--listen", s.address, "--export", s.dir, "--as", "/exports"}, s.args...)...)
	stderr, err := s.process.StderrPipe()
	must(s.t, err)
	must(s.t, s.process.Start())
	lines := bufio.NewReader(stderr)
	s.log, err = lines.ReadString('\n')
	if err != nil {
		s.t.Fatalf("the server says %q and ends", s.log)
	}
	_, after, ok := strings.Cut(s.log, " on ")
	if !ok {
		s.t.Fatalf("the server says %q", s.log)
	}
	s.address, _, _ = strings.Cut(after, " ")
	go func() { // what else it says belongs to the test's output
		for line, err := lines.ReadString('\n'); err == nil; line, err = lines.ReadString('\n') {
			fmt.Fprint(os.Stderr, line)
		}
	}()
}

// kill ends the server without giving it a chance to do anything.
func (s *served) kill() {
	_ = s.process.Process.Kill()
	_ = s.process.Wait()
}

func (s *served) restart() {
	s.t.Helper()
	s.kill()
	s.start()
}

func (s *served) port() string {
	_, port, _ := strings.Cut(s.address, ":")
	return port
}

// at is a path in the exported folder as the server's host sees it.
func (s *served) at(name string) string { return filepath.Join(s.dir, name) }

// mount mounts the export's folder p with the helper and returns where.
func (s *served) mount(p string, options ...string) string {
	s.t.Helper()
	dir := s.t.TempDir()
	out, err := s.tryMount(p, dir, options...)
	if err != nil {
		s.t.Fatalf("mounting: %v: %s", err, out)
	}
	s.t.Cleanup(func() { _ = unix.Unmount(dir, unix.MNT_DETACH) })
	return dir
}

func (s *served) tryMount(p, dir string, options ...string) (string, error) {
	o := append([]string{"port=" + s.port(), "holdfast-fuse"}, options...)
	out, err := program("mount", "127.0.0.1:"+p, dir, "-o", strings.Join(o, ",")).CombinedOutput()
	return string(out), err
}

// both makes an export and mounts it.
func both(t *testing.T, args ...string) (s *served, dir string) {
	t.Helper()
	s = newExport(t, args...)
	return s, s.mount("/exports")
}

// daemonOf says whether the process that serves the mount on dir still runs.
func daemonOf(dir string) bool {
	_, err := os.Stat(mount.LogOf(dir)) // it removes its log when it ends
	return err == nil
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// wants fails unless err is errno.
func wants(t *testing.T, err error, errno syscall.Errno) {
	t.Helper()
	if !errors.Is(err, errno) {
		t.Fatalf("got error %v, want %v", err, errno)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	must(t, os.WriteFile(name, []byte(text), 0o644))
}

// holds fails unless the file name holds text.
func holds(t *testing.T, name, text string) {
	t.Helper()
	got, err := os.ReadFile(name)
	must(t, err)
	if string(got) != text {
		t.Fatalf("%s holds %s, want %s", name, clip(string(got)), clip(text))
	}
}

func clip(s string) string {
	const most = 200
	if len(s) > most {
		return fmt.Sprintf("%q… (%d bytes)", s[:most], len(s))
	}
	return fmt.Sprintf("%q", s)
}

func stat(t *testing.T, name string) *syscall.Stat_t {
	t.Helper()
	info, err := os.Lstat(name)
	must(t, err)
	return info.Sys().(*syscall.Stat_t)
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

// runs runs a command that must succeed.
func runs(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	c := exec.Command(name, args...)
	c.Dir = dir
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	if err := c.Run(); err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out.String())
	}
	return out.String()
}

// readOnce is a process that handles signals and does not begin an operation
// again that one of them ended. It tells its thread, and then what it read.
func readOnce(name string) int {
	runtime.LockOSThread()
	fmt.Println(unix.Gettid())
	text := make([]byte, 100)
	fd, err := unix.Open(name, unix.O_RDONLY, 0)
	n := 0
	if err == nil {
		n, err = unix.Read(fd, text)
	}
	if err != nil {
		fmt.Println(err)
		return 1
	}
	fmt.Println(string(text[:n]))
	return 0
}

// reader is a process of readOnce.
type reader struct {
	process *exec.Cmd
	lines   *bufio.Reader
	thread  int
}

func startReader(t *testing.T, name string) *reader {
	t.Helper()
	r := &reader{process: exec.Command(os.Args[0], name)}
	r.process.Env = append(os.Environ(), roleVariable+"="+roleReader)
	out, err := r.process.StdoutPipe()
	must(t, err)
	must(t, r.process.Start())
	r.lines = bufio.NewReader(out)
	_, err = fmt.Fscanln(r.lines, &r.thread)
	must(t, err)
	return r
}
