package mount

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// DaemonCommand is the subcommand by which this program runs itself to serve a
// FUSE mount. It reads the Request from standard input and reports on file
// descriptor 3: nothing but "mounted", or why not.
const DaemonCommand = "mount-daemon"

const (
	reportFD = 3
	mounted  = "mounted"
	logs     = "/run/holdfast-nfs"
)

// Mount mounts and returns when the mount answers. With FUSE, a process that
// serves it stays behind until it is unmounted.
func Mount(ctx context.Context, r *Request, verbose io.Writer) error {
	if !r.Verbose {
		verbose = io.Discard
	}
	st, err := os.Stat(r.Dir)
	switch {
	case err != nil && !errors.Is(err, unix.ENOTCONN):
		return fmt.Errorf("the mount point %s: %w", r.Dir, cause(err))
	case err == nil && !st.IsDir():
		return fmt.Errorf("the mount point %s is not a folder", r.Dir)
	case r.Fake:
		return nil
	}
	if r.Flags&unix.MS_REMOUNT != 0 {
		return wrap(r, unix.Mount("", r.Dir, "", r.Flags, ""))
	}
	client, err := chosenClient(ClientFile)
	if err != nil {
		return err
	}
	if !r.FUSE && client == Kernel {
		if !kernelHasNFS(ctx) {
			return wrap(r, errors.New("the kernel has no NFS client"))
		}
		fmt.Fprintf(verbose, "mounting %s on %s with the kernel's NFS client\n", r.Source, r.Dir)
		ctx, cancel := context.WithTimeout(ctx, Timeout)
		defer cancel()
		at, err := r.locate(ctx)
		if err != nil {
			return err
		}
		return wrap(r, r.mountKernel(ctx, at))
	}
	fmt.Fprintf(verbose, "mounting %s on %s with FUSE\n", r.Source, r.Dir)
	return spawn(r)
}

func wrap(r *Request, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("cannot mount %s on %s: %w", r.Source, r.Dir, err)
}

// spawn starts the process that serves a FUSE mount and waits for its report.
func spawn(r *Request) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	dir, err := filepath.Abs(r.Dir)
	if err != nil {
		return err
	}
	r.Dir = dir
	request, err := json.Marshal(r)
	if err != nil {
		return err
	}
	log, err := openLog(r.Dir)
	if err != nil {
		return fmt.Errorf("cannot keep a log: %w", err)
	}
	defer log.Close()
	report, child, err := os.Pipe()
	if err != nil {
		return err
	}
	defer report.Close()
	daemon := exec.Command(self, DaemonCommand)
	daemon.Args[0] = "holdfast-nfs" // whatever name this helper goes by
	daemon.Dir = "/"
	daemon.Stdin = strings.NewReader(string(request))
	daemon.Stdout, daemon.Stderr = log, log
	daemon.ExtraFiles = []*os.File{child}
	daemon.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := daemon.Start(); err != nil {
		child.Close()
		return err
	}
	child.Close()
	said, err := io.ReadAll(report)
	switch {
	case err != nil:
		return err
	case string(said) == mounted:
		return daemon.Process.Release()
	case len(said) == 0:
		_ = daemon.Wait()
		return wrap(r, fmt.Errorf("the process that serves it ended, see %s", log.Name()))
	}
	_ = daemon.Wait()
	os.Remove(log.Name())
	return errors.New(string(said))
}

// LogOf is the log of the process behind a FUSE mount on dir, an absolute path.
// No two folders have the same one.
func LogOf(dir string) string {
	name := escape(strings.Trim(dir, "/"))
	const longest = 200
	if len(name) > longest {
		sum := sha256.Sum256([]byte(name))
		name = name[len(name)-longest:] + "-" + hex.EncodeToString(sum[:])[:longHash]
	}
	return filepath.Join(logs, name+".log")
}

// longHash is how many digits tell two long names apart that end alike.
const longHash = 32

// escape makes one name of a path, as systemd-escape(1) does.
func escape(p string) string {
	var name strings.Builder
	for i := range len(p) {
		switch c := p[i]; {
		case c == '/':
			name.WriteByte('-')
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == ':' || c == '.' && i > 0:
			name.WriteByte(c)
		default:
			fmt.Fprintf(&name, `\x%02x`, c)
		}
	}
	return name.String()
}

func openLog(dir string) (*os.File, error) {
	if err := os.MkdirAll(logs, 0o755); err != nil {
		return nil, err
	}
	return os.OpenFile(LogOf(dir), os.O_CREATE|os.O_WRONLY|os.O_APPEND|unix.O_NOFOLLOW, 0o644)
}

// cause is an error without the path that os wraps around it.
func cause(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
