package server

import (
	"context"
	"net"
	"os"
	"sync"
	"testing"

	"holdfast.dev/nfs/internal/nfs3"
	"holdfast.dev/nfs/internal/rpc"
)

// TestServerEndsWhileItIsCalled ends servers in the middle of calls. The race
// detector sees what is wrong with that.
func TestServerEndsWhileItIsCalled(t *testing.T) {
	e, err := OpenExport(t.TempDir(), ExportOptions{State: t.TempDir(), Paths: os.Geteuid() != 0})
	must(t, err)
	defer e.Close()
	for range 20 {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		must(t, err)
		ctx, cancel := context.WithCancel(context.Background())
		done := make(chan error)
		go func() { done <- New(e, t.Logf).Serve(ctx, l) }()
		var callers sync.WaitGroup
		var called sync.WaitGroup
		for range 4 {
			called.Add(1)
			callers.Go(func() {
				c, err := rpc.Dial(ctx, l.Addr().String(), rpc.Options{})
				if err != nil {
					t.Error(err)
					called.Done()
					return
				}
				defer context.AfterFunc(ctx, c.Close)()
				for first := true; ; first = false {
					_, err := c.Call(rpc.Waiter{}, nfs3.Program, nfs3.Version, nfs3.ProcNull, nil, nil)
					if first {
						called.Done()
					}
					if err != nil {
						return
					}
				}
			})
		}
		called.Wait()
		cancel()
		must(t, <-done)
		l.Close()
		callers.Wait()
	}
}
