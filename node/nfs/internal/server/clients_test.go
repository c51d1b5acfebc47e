package server

import (
	"context"
	"net"
	"net/netip"
	"testing"

	"holdfast.dev/nfs/internal/nfs3"
	"holdfast.dev/nfs/internal/rpc"
)

func TestOnlyClientsAreAnswered(t *testing.T) {
	dir := t.TempDir()
	e, err := OpenExport(dir, ExportOptions{State: t.TempDir(), Paths: true})
	must(t, err)
	defer e.Close()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	var logged int
	only := From(l, []netip.Prefix{netip.MustParsePrefix("127.0.1.0/24")}, func(format string, args ...any) {
		logged++
		t.Logf(format, args...)
	})
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- New(e, t.Logf).Serve(ctx, only) }()
	for _, c := range []struct {
		from   string
		client bool
	}{{"127.0.1.1", true}, {"127.0.0.1", false}, {"127.0.2.1", false}, {"127.0.2.1", false}, {"127.0.1.254", true}} {
		conn, err := (&net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(c.from)}}).Dial("tcp", l.Addr().String())
		must(t, err)
		call := nfs3.NewWriter(64)
		for _, v := range []uint32{0, 1, 0, 2, nfs3.Program, nfs3.Version, nfs3.ProcNull, 0, 0, 0, 0} {
			call.Uint32(v)
		}
		_, _ = conn.Write(rpc.FinishReply(call)) // which marks the record
		_, err = rpc.ReadRecord(conn)
		if answered := err == nil; answered != c.client {
			t.Errorf("from %s: %v", c.from, err)
		}
		conn.Close()
	}
	cancel()
	must(t, <-done)
	if logged != 2 {
		t.Errorf("%d refusals were logged", logged)
	}
}
