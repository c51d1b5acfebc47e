package client

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"testing"

	"github.com/go-git/go-billy/v5/memfs"
	theirs "github.com/willscott/go-nfs"
	"github.com/willscott/go-nfs/helpers"
	"holdfast.dev/nfs/internal/nfs3"
	"holdfast.dev/nfs/internal/rpc"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestWithAnotherServer speaks to go-nfs, which shares no code with this
// package: what it understands is version 3 and not a dialect of ours.
func TestWithAnotherServer(t *testing.T) {
	theirs.Log.SetLevel(theirs.PanicLevel)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer l.Close()
	go func() { _ = theirs.Serve(l, helpers.NewCachingHandler(helpers.NewNullAuthHandler(memfs.New()), 1000)) }()

	ctx, by := context.Background(), Caller{}
	root, err := Mount(ctx, l.Addr().String(), "/", by, rpc.Options{})
	must(t, err)
	conn, err := rpc.Dial(ctx, l.Addr().String(), rpc.Options{})
	must(t, err)
	c := New(conn)
	defer c.Close()

	if _, err := c.FSInfo(by, root); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Lookup(by, root, "nothing"); !errors.Is(err, nfs3.ErrNoEnt) {
		t.Fatalf("what is not there: %v", err)
	}
	if _, err := c.Create(by, root, "f", nfs3.CreateExclusive, nfs3.SetAttr{}, [8]byte{1}); !errors.Is(err, nfs3.ErrNotSupp) {
		t.Fatalf("go-nfs has no exclusive create, and says %v", err)
	}
	f, err := c.Create(by, root, "f", nfs3.CreateGuarded, nfs3.SetAttr{}, [8]byte{})
	must(t, err)
	text := bytes.Repeat([]byte("0123456789"), 5000)
	w, err := c.Write(by, f.Handle, 0, text, nfs3.Unstable)
	must(t, err)
	if int(w.Count) != len(text) {
		t.Fatalf("%d bytes were written", w.Count)
	}
	if verifier, err := c.Commit(by, f.Handle); err != nil || verifier != w.Verifier {
		t.Fatalf("commit: %v", err)
	}
	got, _, err := c.Read(by, f.Handle, 10, uint32(len(text)))
	must(t, err)
	if !bytes.Equal(got, text[10:]) {
		t.Fatalf("%d bytes were read", len(got))
	}
	d, err := c.Mkdir(by, root, "d", nfs3.SetAttr{})
	must(t, err)
	var want []string
	for i := range 100 {
		name := fmt.Sprintf("%03d", i)
		_, err := c.Create(by, d.Handle, name, nfs3.CreateUnchecked, nfs3.SetAttr{}, [8]byte{})
		must(t, err)
		want = append(want, name)
	}
	list, err := c.ReadDir(by, d.Handle)
	must(t, err)
	var names []string
	for _, e := range list {
		if e.Name != "." && e.Name != ".." {
			names = append(names, e.Name)
		}
	}
	slices.Sort(names)
	if !slices.Equal(names, want) {
		t.Fatalf("%d entries are listed: %v", len(names), names)
	}
	must(t, c.Rename(by, root, "f", root, "g"))
	must(t, c.Remove(by, root, "g"))
	if _, err := c.FSStat(by, root); err != nil {
		t.Fatal(err)
	}
}
