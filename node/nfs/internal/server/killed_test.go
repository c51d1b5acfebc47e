package server

import (
	"context"
	"net"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"

	"holdfast.dev/nfs/internal/client"
	"holdfast.dev/nfs/internal/nfs3"
	"holdfast.dev/nfs/internal/rpc"
)

// TestALinkThatWasMadeBeforeTheServerDied has the answer to a LINK lost with
// the server that remembered it.
func TestALinkThatWasMadeBeforeTheServerDied(t *testing.T) {
	both(t, func(t *testing.T, o ExportOptions) {
		o.State = t.TempDir()
		dir := t.TempDir()
		e, err := OpenExport(dir, o)
		must(t, err)
		defer e.Close()
		root, err := e.mount(dir)
		must(t, err)
		l, err := net.Listen("tcp", "127.0.0.1:0")
		must(t, err)
		ctx, cancel := context.WithCancel(context.Background())
		done := make(chan error, 1)
		go func() {
			first, err := l.Accept()
			if err != nil {
				done <- err
				return
			}
			for dying := New(e, t.Logf); ; {
				b, err := rpc.ReadRecord(first)
				c, parsed := rpc.ParseCall(b)
				if err != nil || parsed != nil {
					t.Errorf("reading a call: %v, %v", err, parsed)
					break
				}
				answer := dying.answer("client", c)
				if c.Proc == nfs3.ProcLink {
					break
				}
				_, _ = first.Write(answer)
			}
			first.Close()
			done <- New(e, t.Logf).Serve(ctx, l)
		}()
		conn, err := rpc.Dial(ctx, l.Addr().String(), rpc.Options{})
		must(t, err)
		c := client.New(conn)
		var by client.Caller
		f, err := c.Create(by, root, "f", nfs3.CreateUnchecked, nfs3.SetAttr{}, [8]byte{})
		must(t, err)
		if _, err := c.Link(by, f.Handle, root, "g"); err != nil {
			t.Errorf("the link that was made: %v", err)
		}
		c.Close()
		cancel()
		must(t, <-done)
	})
}

// TestAFileAppearsWithItsAttributes looks at files the moment that they are
// there. A server that is killed leaves no more than what is seen then.
func TestAFileAppearsWithItsAttributes(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root makes files for others")
	}
	both(t, func(t *testing.T, o ExportOptions) {
		dir, _, c, root := serving(t, o)
		by, mode := client.Caller{Cred: rpc.Cred{UID: 12, GID: 34}}, uint32(0o640)
		stop := make(chan struct{})
		var watcher sync.WaitGroup
		watcher.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				var st syscall.Stat_t
				if syscall.Lstat(filepath.Join(dir, "f"), &st) == nil && (st.Uid != 12 || st.Gid != 34 || st.Mode&0o7777 != mode) {
					t.Errorf("a file appears with mode %o, of %d:%d", st.Mode, st.Uid, st.Gid)
					return
				}
			}
		})
		for range 300 {
			_, err := c.Create(by, root, "f", nfs3.CreateGuarded, nfs3.SetAttr{Mode: &mode}, [8]byte{})
			must(t, err)
			must(t, c.Remove(by, root, "f"))
		}
		close(stop)
		watcher.Wait()
	})
}
