package server

import (
	"context"
	"testing"

	"holdfast.dev/nfs/internal/client"
	"holdfast.dev/nfs/internal/nfs3"
	"holdfast.dev/nfs/internal/rpc"
)

// TestNothingIsToldOfBefore looks at the answers of all procedures that change
// something. Whoever shares the folder may have changed it between a look at
// it and the change, and a client must not believe that nobody did.
func TestNothingIsToldOfBefore(t *testing.T) {
	both(t, func(t *testing.T, o ExportOptions) {
		_, address, c, root := serving(t, o)
		conn, err := rpc.Dial(context.Background(), address, rpc.Options{})
		must(t, err)
		defer conn.Close()
		f, err := c.Create(client.Caller{}, root, "file", nfs3.CreateUnchecked, nfs3.SetAttr{}, [8]byte{})
		must(t, err)

		in := func(dir nfs3.Handle, name string) *nfs3.Writer {
			w := nfs3.NewWriter(256)
			w.Opaque(dir)
			if name != "" {
				w.String(name)
			}
			return w
		}
		made := func(a rpc.Answer) { a.PostHandle(); a.PostAttr() }
		nothing := func(rpc.Answer) {}
		for _, p := range []struct {
			name string
			proc uint32
			args *nfs3.Writer
			more func(*nfs3.Writer)
			// skip takes what comes before the first wcc_data off the answer
			skip func(rpc.Answer)
			wccs int
		}{
			{"SETATTR", nfs3.ProcSetAttr, in(f.Handle, ""), func(w *nfs3.Writer) { w.SetAttr(nfs3.SetAttr{}); w.Bool(false) }, nothing, 1},
			{"WRITE", nfs3.ProcWrite, in(f.Handle, ""), func(w *nfs3.Writer) { w.Uint64(0); w.Uint32(1); w.Uint32(0); w.Opaque([]byte("x")) }, nothing, 1},
			{"COMMIT", nfs3.ProcCommit, in(f.Handle, ""), func(w *nfs3.Writer) { w.Uint64(0); w.Uint32(0) }, nothing, 1},
			{"CREATE", nfs3.ProcCreate, in(root, "a"), func(w *nfs3.Writer) { w.Uint32(nfs3.CreateGuarded); w.SetAttr(nfs3.SetAttr{}) }, made, 1},
			{"MKDIR", nfs3.ProcMkdir, in(root, "b"), func(w *nfs3.Writer) { w.SetAttr(nfs3.SetAttr{}) }, made, 1},
			{"SYMLINK", nfs3.ProcSymlink, in(root, "c"), func(w *nfs3.Writer) { w.SetAttr(nfs3.SetAttr{}); w.String("to") }, made, 1},
			{"MKNOD", nfs3.ProcMknod, in(root, "d"), func(w *nfs3.Writer) { w.Uint32(uint32(nfs3.TypeFIFO)); w.SetAttr(nfs3.SetAttr{}) }, made, 1},
			{"LINK", nfs3.ProcLink, in(f.Handle, ""), func(w *nfs3.Writer) { w.Opaque(root); w.String("e") }, func(a rpc.Answer) { a.PostAttr() }, 1},
			{"RENAME", nfs3.ProcRename, in(root, "a"), func(w *nfs3.Writer) { w.Opaque(root); w.String("g") }, nothing, 2},
			{"REMOVE", nfs3.ProcRemove, in(root, "g"), func(*nfs3.Writer) {}, nothing, 1},
			{"RMDIR", nfs3.ProcRmdir, in(root, "b"), func(*nfs3.Writer) {}, nothing, 1},
		} {
			p.more(p.args)
			a, err := conn.Call(rpc.Waiter{}, nfs3.Program, nfs3.Version, p.proc, &rpc.Cred{}, p.args.Bytes())
			must(t, err)
			if status := nfs3.Status(a.Uint32()); status != nfs3.OK {
				t.Fatalf("%s fails: %v", p.name, status)
			}
			p.skip(a)
			for range p.wccs {
				if a.Bool() {
					t.Errorf("%s tells what was before", p.name)
					a.Fixed(24)
				}
				a.PostAttr()
			}
			must(t, a.Err())
		}
	})
}
