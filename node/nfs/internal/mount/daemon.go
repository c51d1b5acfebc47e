package mount

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/hanwen/go-fuse/v2/fuse"
	"golang.org/x/sys/unix"
	"holdfast.dev/nfs/internal/client"
	"holdfast.dev/nfs/internal/fusefs"
)

// lastWishes bounds how long deletions that outlived the mount may take.
const lastWishes = 10 * time.Second

// Daemon serves the FUSE mount whose Request is on standard input until it is
// unmounted.
func Daemon() error {
	report := os.NewFile(reportFD, "report")
	syscall.CloseOnExec(reportFD)
	var r Request
	if err := json.NewDecoder(os.Stdin).Decode(&r); err != nil {
		return fmt.Errorf("reading the request: %w", err)
	}
	logger := log.New(os.Stderr, "", log.LstdFlags|log.LUTC)
	m, err := start(&r, logger)
	if err != nil {
		_, _ = io.WriteString(report, err.Error())
		return err
	}
	if _, err := io.WriteString(report, mounted); err != nil {
		// Whoever asked is gone; the mount is there nevertheless.
		logger.Printf("reporting: %v", err)
	}
	report.Close()
	logger.Printf("mounted %s on %s", r.Source, r.Dir)
	m.wait(logger)
	logger.Printf("unmounted %s", r.Dir)
	return os.Remove(LogOf(r.Dir))
}

// served is a FUSE mount in use.
type served struct {
	dir    string
	client *client.Client
	fs     *fusefs.FS
	ended  chan struct{}
}

func start(r *Request, logger *log.Logger) (*served, error) {
	ctx, cancel := context.WithTimeout(context.Background(), Timeout)
	defer cancel()
	at, err := r.locate(ctx)
	if err != nil {
		return nil, err
	}
	c, info, err := r.connect(ctx, at, logger.Printf)
	if err != nil {
		return nil, err
	}
	fs := fusefs.New(c, at.handle, info, fusefs.Options{
		AttrTimeout: r.AttrTimeout, ReadSize: r.ReadSize, WriteSize: r.WriteSize, Sync: r.Sync, Logf: logger.Printf,
	})
	server, err := fuse.NewServer(fs, r.Dir, fuseOptions(r, logger))
	if err != nil {
		c.Close()
		if errors.Is(err, unix.ENOENT) {
			if _, stat := os.Stat("/dev/fuse"); stat != nil {
				err = errors.New("there is no /dev/fuse")
			}
		}
		return nil, wrap(r, err)
	}
	m := &served{dir: r.Dir, client: c, fs: fs, ended: make(chan struct{})}
	go func() {
		server.Serve()
		close(m.ended)
	}()
	if err := server.WaitMount(); err != nil {
		return nil, errors.Join(wrap(r, err), unix.Unmount(r.Dir, unix.MNT_DETACH))
	}
	return m, nil
}

func fuseOptions(r *Request, logger *log.Logger) *fuse.MountOptions {
	flags := r.Flags
	if flags == 0 {
		flags = unix.MS_MGC_VAL // go-fuse takes none for its own choice
	}
	return &fuse.MountOptions{
		AllowOther: true, Options: []string{"default_permissions"}, FsName: r.Source, Name: "holdfast-nfs",
		DirectMountStrict: true, DirectMountFlags: flags, MaxWrite: fusefs.TransferSize, MaxBackground: 64,
		DisableXAttrs: true, DisableReadDirPlus: true, Logger: logger, ExtraCapabilities: fuse.CAP_DIRECT_IO_ALLOW_MMAP,
	}
}

// wait returns when the mount is gone and all is done that it left to do. A
// signal to end detaches it, which ends it when nothing is open any more.
func (m *served) wait(logger *log.Logger) {
	signal.Ignore(syscall.SIGHUP, syscall.SIGINT)
	terminate := make(chan os.Signal, 1)
	signal.Notify(terminate, syscall.SIGTERM)
	defer signal.Stop(terminate)
	for done := false; !done; {
		select {
		case <-m.ended:
			done = true
		case <-terminate:
			if err := unix.Unmount(m.dir, unix.MNT_DETACH); err != nil {
				logger.Printf("detaching %s: %v", m.dir, err)
			}
		}
	}
	finished := make(chan struct{})
	go func() {
		m.fs.Finish()
		close(finished)
	}()
	select {
	case <-finished:
	case <-time.After(lastWishes):
		logger.Printf("files that were deleted while they were open may be left behind")
	}
	m.client.Close()
}
