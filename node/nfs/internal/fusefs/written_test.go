package fusefs

import (
	"context"
	"net"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/hanwen/go-fuse/v2/fuse"
	"holdfast.dev/nfs/internal/client"
	"holdfast.dev/nfs/internal/nfs3"
	"holdfast.dev/nfs/internal/rpc"
)

// unstable is a server that takes writes and puts none on stable storage
// before it is asked to.
type unstable struct {
	t        *testing.T
	address  string
	verifier atomic.Uint64
	commits  atomic.Int32
	// committing, when it is not nil, is sent the way on for each COMMIT
	// that came.
	committing chan chan struct{}
}

func serveUnstable(t *testing.T, committing chan chan struct{}) *unstable {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	s := &unstable{t: t, address: l.Addr().String(), committing: committing}
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go s.serve(conn)
		}
	}()
	return s
}

func (s *unstable) serve(conn net.Conn) {
	for {
		b, err := rpc.ReadRecord(conn)
		if err != nil {
			return
		}
		c, err := rpc.ParseCall(b)
		if err != nil {
			s.t.Error(err)
			return
		}
		go s.answer(conn, c)
	}
}

func (s *unstable) answer(conn net.Conn, c *rpc.Call) {
	w := rpc.NewReply(c.XID, rpc.Success, 64)
	w.Uint32(uint32(nfs3.OK))
	w.Uint32(0) // no attributes before
	w.Uint32(0) // nor after
	switch c.Proc {
	case nfs3.ProcWrite:
		c.Args.Handle()
		c.Args.Uint64()
		w.Uint32(c.Args.Uint32())
		w.Uint32(nfs3.Unstable)
	case nfs3.ProcCommit:
		s.commits.Add(1)
		if s.committing != nil {
			on := make(chan struct{})
			s.committing <- on
			<-on
		}
	default:
		s.t.Errorf("procedure %d is called", c.Proc)
	}
	w.Uint64(s.verifier.Load())
	if _, err := conn.Write(rpc.FinishReply(w)); err != nil {
		s.t.Error(err)
	}
}

// opened is a file system on the server with one file.
func opened(t *testing.T, s *unstable) (*FS, *node) {
	t.Helper()
	conn, err := rpc.Dial(context.Background(), s.address, rpc.Options{})
	if err != nil {
		t.Fatal(err)
	}
	c := client.New(conn)
	t.Cleanup(c.Close)
	f := New(c, nfs3.Handle("root"), nfs3.FSInfo{}, Options{})
	return f, f.learn(nfs3.Handle("file"))
}

func open(t *testing.T, f *FS, n *node) uint64 {
	t.Helper()
	var out fuse.OpenOut
	if err := f.open(n, &fuse.InHeader{NodeId: n.id}, 0, nil, &out); err != nil {
		t.Fatal(err)
	}
	return out.Fh
}

func write(t *testing.T, f *FS, fh uint64) {
	t.Helper()
	if _, status := f.Write(nil, &fuse.WriteIn{Fh: fh}, []byte("data")); status != fuse.OK {
		t.Fatal(status)
	}
}

func fsync(f *FS, fh uint64) fuse.Status { return f.Fsync(nil, &fuse.FsyncIn{Fh: fh}) }

func TestAWriteDuringACommitIsCommittedByTheNext(t *testing.T) {
	s := serveUnstable(t, make(chan chan struct{}))
	f, n := opened(t, s)
	fh := open(t, f, n)
	write(t, f, fh)
	first := make(chan fuse.Status)
	go func() { first <- fsync(f, fh) }()
	on := <-s.committing
	write(t, f, fh) // answered before the commit is, and perhaps after the disk was written
	close(on)
	if status := <-first; status != fuse.OK {
		t.Fatal(status)
	}
	go func() { first <- fsync(f, fh) }()
	select {
	case on = <-s.committing:
		close(on)
	case status := <-first:
		t.Fatalf("fsync returns %v and has not committed the write that was answered during the last one", status)
	}
	if status := <-first; status != fuse.OK {
		t.Fatal(status)
	}
	if status := fsync(f, fh); status != fuse.OK || s.commits.Load() != 2 {
		t.Fatalf("with nothing to commit, fsync returns %v, and there were %d commits", status, s.commits.Load())
	}
}

func TestEveryOpenFileHearsOfALossOnce(t *testing.T) {
	s := serveUnstable(t, nil)
	f, n := opened(t, s)
	one, other := open(t, f, n), open(t, f, n)
	write(t, f, one)
	write(t, f, other)
	s.verifier.Store(1)
	for _, fh := range []uint64{one, other} {
		if status := fsync(f, fh); status != fuse.Status(syscall.EIO) {
			t.Errorf("after a loss, fsync of file %d returns %v", fh, status)
		}
		if status := fsync(f, fh); status != fuse.OK {
			t.Errorf("told already, fsync of file %d returns %v", fh, status)
		}
	}
	if status := fsync(f, open(t, f, n)); status != fuse.OK {
		t.Errorf("fsync of a file that was opened afterwards returns %v", status)
	}
	write(t, f, one)
	s.verifier.Store(2)
	write(t, f, one) // shows that the server started anew
	if status := fsync(f, open(t, f, n)); status != fuse.Status(syscall.EIO) {
		t.Errorf("a loss of which nobody was told: fsync of a file that was opened afterwards returns %v", status)
	}
}
