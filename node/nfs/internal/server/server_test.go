package server

import (
	"context"
	"errors"
	"fmt"
	"math/rand"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	theirs "github.com/willscott/go-nfs-client/nfs"
	theirrpc "github.com/willscott/go-nfs-client/nfs/rpc"
	"golang.org/x/sys/unix"
	"holdfast.dev/nfs/internal/client"
	"holdfast.dev/nfs/internal/nfs3"
	"holdfast.dev/nfs/internal/rpc"
)

// serving exports a new folder and returns it, with a client and the handle of
// the root.
func serving(t *testing.T, o ExportOptions) (dir, address string, c *client.Client, root nfs3.Handle) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "export")
	must(t, os.Mkdir(dir, 0o755))
	address, c, root = servingFolder(t, dir, o)
	return dir, address, c, root
}

// servingFolder exports a folder that is there.
func servingFolder(t *testing.T, dir string, o ExportOptions) (address string, c *client.Client, root nfs3.Handle) {
	t.Helper()
	o.As = "/exports"
	e, err := OpenExport(dir, o)
	must(t, err)
	t.Cleanup(e.Close)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- New(e, t.Logf).Serve(ctx, l) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	address = l.Addr().String()
	root, err = client.Mount(ctx, address, "/exports", client.Caller{}, rpc.Options{})
	must(t, err)
	conn, err := rpc.Dial(ctx, address, rpc.Options{})
	must(t, err)
	c = client.New(conn)
	t.Cleanup(c.Close)
	return address, c, root
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wants(t *testing.T, err error, status nfs3.Status) {
	t.Helper()
	if !errors.Is(err, status) {
		t.Fatalf("got %v, want %v", err, status)
	}
}

func both(t *testing.T, test func(*testing.T, ExportOptions)) {
	if os.Geteuid() == 0 {
		t.Run("handles", func(t *testing.T) { test(t, ExportOptions{}) })
	}
	t.Run("paths", func(t *testing.T) { test(t, ExportOptions{Paths: true}) })
}

func TestNothingOutsideIsReached(t *testing.T) {
	both(t, func(t *testing.T, o ExportOptions) {
		dir, address, c, root := serving(t, o)
		var by client.Caller
		secret := filepath.Join(filepath.Dir(dir), "secret")
		must(t, os.WriteFile(secret, []byte("s"), 0o600))
		must(t, os.Symlink(secret, filepath.Join(dir, "link")))
		must(t, os.Symlink("..", filepath.Join(dir, "up")))
		must(t, os.Mkdir(filepath.Join(dir, "sub"), 0o755))

		link, err := c.Lookup(by, root, "link")
		must(t, err)
		if link.Attr.Type != nfs3.TypeSymlink {
			t.Fatalf("the link is of type %d", link.Attr.Type)
		}
		_, _, err = c.Read(by, link.Handle, 0, 10)
		wants(t, err, nfs3.ErrInval)
		_, err = c.Write(by, link.Handle, 0, []byte("x"), nfs3.Unstable)
		wants(t, err, nfs3.ErrInval)
		size := uint64(0)
		_, err = c.SetAttr(by, link.Handle, nfs3.SetAttr{Size: &size})
		wants(t, err, nfs3.ErrInval)
		_, err = c.Create(by, root, "link", nfs3.CreateUnchecked, nfs3.SetAttr{Size: &size}, [8]byte{})
		wants(t, err, nfs3.ErrExist)
		up, err := c.Lookup(by, root, "up")
		must(t, err)
		_, err = c.Lookup(by, up.Handle, "secret")
		wants(t, err, nfs3.ErrNotDir)
		for _, name := range []string{"../secret", "sub/../../secret", "/etc/passwd", "a\x00b", ""} {
			_, err = c.Lookup(by, root, name)
			wants(t, err, nfs3.ErrInval)
			_, err = c.Create(by, root, name, nfs3.CreateUnchecked, nfs3.SetAttr{}, [8]byte{})
			wants(t, err, nfs3.ErrInval)
		}
		for _, name := range []string{".", ".."} {
			_, err = c.Mkdir(by, root, name, nfs3.SetAttr{})
			wants(t, err, nfs3.ErrInval)
			wants(t, c.Rename(by, root, "sub", root, name), nfs3.ErrInval)
			wants(t, c.Rmdir(by, root, name), nfs3.ErrInval)
		}
		above, err := c.Lookup(by, root, "..")
		must(t, err)
		if string(above.Handle) != string(root) {
			t.Fatal("there is something above the export")
		}
		sub, err := c.Lookup(by, root, "sub")
		must(t, err)
		above, err = c.Lookup(by, sub.Handle, "..")
		must(t, err)
		if string(above.Handle) != string(root) {
			t.Fatal("the folder above is not the root")
		}
		for _, p := range []string{"/exports/..", "/exports/../secret", "/", "/exports/link", "/exports/up"} {
			if _, err := client.Mount(context.Background(), address, p, by, rpc.Options{}); err == nil {
				t.Errorf("%s can be mounted", p)
			}
		}
		// A folder that is moved out of the export leads nowhere.
		must(t, os.Rename(filepath.Join(dir, "sub"), filepath.Join(filepath.Dir(dir), "sub")))
		if found, err := c.Lookup(by, sub.Handle, ".."); err == nil {
			t.Fatalf("what is above a folder outside can be reached: %v", found)
		}
		if text, err := os.ReadFile(secret); err != nil || string(text) != "s" {
			t.Fatalf("the file outside holds %q, %v", text, err)
		}
	})
}

func TestForgedHandlesAreRefused(t *testing.T) {
	both(t, func(t *testing.T, o ExportOptions) {
		_, _, c, root := serving(t, o)
		random := rand.New(rand.NewSource(1))
		for i := range 500 {
			h := append(nfs3.Handle(nil), root...)
			switch i % 3 {
			case 0:
				h[random.Intn(len(h))] ^= byte(1 + random.Intn(255))
			case 1:
				h = h[:random.Intn(len(h))]
			case 2:
				h = make(nfs3.Handle, random.Intn(nfs3.MaxHandle+1))
				random.Read(h)
			}
			_, err := c.GetAttr(client.Caller{}, h)
			if !errors.Is(err, nfs3.ErrStale) && !errors.Is(err, nfs3.ErrBadHandle) {
				t.Fatalf("handle %x: %v", h, err)
			}
		}
		// Another export's handles are signed with another key.
		_, _, _, other := serving(t, o)
		_, err := c.GetAttr(client.Caller{}, other)
		wants(t, err, nfs3.ErrStale)
	})
}

// TestGarbage sends what no client sends. The server must neither fall over
// nor keep the connection of who sends nonsense.
func TestGarbage(t *testing.T) {
	dir, address, c, root := serving(t, ExportOptions{Paths: os.Geteuid() != 0})
	random := rand.New(rand.NewSource(2))
	conn, err := rpc.Dial(context.Background(), address, rpc.Options{})
	must(t, err)
	defer conn.Close()
	for i := range 3000 {
		args := nfs3.NewWriter(256)
		if i%2 == 0 {
			args.Opaque(root)
		}
		noise := make([]byte, random.Intn(16)*4)
		random.Read(noise)
		if i%3 == 0 {
			clear(noise[:len(noise)/2])
		}
		args.Fixed(noise)
		_, err := conn.Call(rpc.Waiter{}, nfs3.Program, nfs3.Version, uint32(random.Intn(23)), &rpc.Cred{}, args.Bytes())
		var status rpc.AcceptStatus
		if err != nil && !errors.As(err, &status) {
			t.Fatalf("call %d: %v", i, err)
		}
	}
	for _, message := range []string{"", "\x80\x00\x00\x00", "\x80\x00\x00\x04junk", "\xff\xff\xff\xff", "GET / HTTP/1.1\r\n\r\n", strings.Repeat("\x00", 4000)} {
		raw, err := net.Dial("tcp", address)
		must(t, err)
		_, err = raw.Write([]byte(message))
		must(t, err)
		must(t, raw.Close())
	}
	_, err = c.GetAttr(client.Caller{}, root)
	must(t, err)
	must(t, os.RemoveAll(dir))
}

// TestRepeatedCalls repeats calls with their transaction ids, as a client does
// that lost its connection before the answer came.
func TestRepeatedCalls(t *testing.T) {
	dir := t.TempDir()
	e, err := OpenExport(dir, ExportOptions{Paths: os.Geteuid() != 0, State: t.TempDir()})
	must(t, err)
	defer e.Close()
	root, err := e.mount(dir)
	must(t, err)
	s := New(e, t.Logf)
	must(t, os.WriteFile(filepath.Join(dir, "f"), nil, 0o644))
	remove := func(xid uint32) string {
		args := nfs3.NewWriter(64)
		args.Opaque(root)
		args.String("f")
		return string(s.answer("client", &rpc.Call{XID: xid, Prog: nfs3.Program, Version: nfs3.Version, Proc: nfs3.ProcRemove,
			Args: nfs3.NewReader(args.Bytes()), Raw: args.Bytes()}))
	}
	first := remove(1)
	if status := first[28:32]; status != "\x00\x00\x00\x00" {
		t.Fatalf("removing fails with %x", status)
	}
	if again := remove(1); again != first {
		t.Fatalf("the repeated call is answered %x, at first %x", again, first)
	}
	if next := remove(2); next[28:32] != "\x00\x00\x00\x02" {
		t.Fatalf("a new call is answered %x", next)
	}
}

func TestExclusiveCreateCanBeRepeated(t *testing.T) {
	both(t, func(t *testing.T, o ExportOptions) {
		_, _, c, root := serving(t, o)
		var by client.Caller
		mine, others := [8]byte{0xff, 1, 2, 3, 0xff, 5, 6, 7}, [8]byte{1}
		first, err := c.Create(by, root, "f", nfs3.CreateExclusive, nfs3.SetAttr{}, mine)
		must(t, err)
		again, err := c.Create(by, root, "f", nfs3.CreateExclusive, nfs3.SetAttr{}, mine)
		must(t, err)
		if string(first.Handle) != string(again.Handle) {
			t.Fatal("a repeated call makes another file")
		}
		_, err = c.Create(by, root, "f", nfs3.CreateExclusive, nfs3.SetAttr{}, others)
		wants(t, err, nfs3.ErrExist)
		_, err = c.Create(by, root, "f", nfs3.CreateGuarded, nfs3.SetAttr{}, others)
		wants(t, err, nfs3.ErrExist)
		_, err = c.Write(by, first.Handle, 0, []byte("kept"), nfs3.FileSync)
		must(t, err)
		kept, err := c.Create(by, root, "f", nfs3.CreateUnchecked, nfs3.SetAttr{}, others)
		must(t, err)
		if kept.Attr.Size != 4 {
			t.Fatal("an unchecked create without a size truncates")
		}
	})
}

func TestListingInPages(t *testing.T) {
	both(t, func(t *testing.T, o ExportOptions) {
		dir, _, c, root := serving(t, o)
		const most = 1200
		for i := range most {
			must(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("%04d%s", i, strings.Repeat("x", i%200))), nil, 0o644))
		}
		list, err := c.ReadDir(client.Caller{}, root)
		must(t, err)
		seen := map[string]bool{}
		for _, e := range list {
			if seen[e.Name] {
				t.Fatalf("%s is listed twice", e.Name)
			}
			seen[e.Name] = true
			var st syscall.Stat_t
			must(t, syscall.Lstat(filepath.Join(dir, e.Name), &st))
			if e.Name != ".." && e.FileID != st.Ino {
				t.Fatalf("%s has id %d, not %d", e.Name, e.FileID, st.Ino)
			}
		}
		if len(seen) != most+2 {
			t.Fatalf("%d entries are listed", len(seen))
		}
	})
}

func TestAccess(t *testing.T) {
	e := &Export{}
	for _, c := range []struct {
		mode uint32
		cred rpc.Cred
		want uint32
	}{
		{syscall.S_IFREG | 0o640, rpc.Cred{UID: 1, GID: 9}, nfs3.AccessRead | nfs3.AccessModify | nfs3.AccessExtend},
		{syscall.S_IFREG | 0o640, rpc.Cred{UID: 3, GID: 2}, nfs3.AccessRead},
		{syscall.S_IFREG | 0o640, rpc.Cred{UID: 3, GID: 9, GIDs: []uint32{7, 2}}, nfs3.AccessRead},
		{syscall.S_IFREG | 0o640, rpc.Cred{UID: 3, GID: 9}, 0},
		{syscall.S_IFREG | 0o000, rpc.Cred{}, nfs3.AccessRead | nfs3.AccessModify | nfs3.AccessExtend},
		{syscall.S_IFREG | 0o001, rpc.Cred{}, nfs3.AccessRead | nfs3.AccessModify | nfs3.AccessExtend | nfs3.AccessExecute},
		{syscall.S_IFDIR | 0o711, rpc.Cred{UID: 3, GID: 9}, nfs3.AccessLookup},
		{syscall.S_IFDIR | 0o000, rpc.Cred{}, 0x1f},
	} {
		var st unix.Stat_t
		st.Mode, st.Uid, st.Gid = c.mode, 1, 2
		if got := e.access(&st, c.cred, 0x3f); got != c.want {
			t.Errorf("mode %o, %+v: rights %#x, want %#x", c.mode, c.cred, got, c.want)
		}
	}
}

func TestStateIsKeptOutside(t *testing.T) {
	dir := t.TempDir()
	if _, err := OpenExport(dir, ExportOptions{State: filepath.Join(dir, "state")}); err == nil || !strings.Contains(err.Error(), "must not lie in the exported") {
		t.Fatalf("a state folder in the export: %v", err)
	}
}

// TestWithAnotherClient has go-nfs-client, which shares no code with this
// package, do what it can do.
func TestWithAnotherClient(t *testing.T) {
	both(t, func(t *testing.T, o ExportOptions) {
		dir, address, _, root := serving(t, o)
		conn, err := theirrpc.DialTCP("tcp", address, false)
		must(t, err)
		defer conn.Close()
		target, err := theirs.NewTargetWithClient(conn, theirrpc.NewAuthUnix("test", 12, 34).Auth(), root, "/exports", 0)
		must(t, err)
		_, err = target.Mkdir("/d", 0o750)
		must(t, err)
		f, err := target.OpenFile("/d/f", 0o640)
		must(t, err)
		text := strings.Repeat("0123456789", 50_000)
		_, err = f.Write([]byte(text))
		must(t, err)
		must(t, f.Close())
		got, err := os.ReadFile(filepath.Join(dir, "d/f"))
		must(t, err)
		if string(got) != text {
			t.Fatalf("%d bytes were written", len(got))
		}
		info, _, err := target.Lookup("/d/f")
		must(t, err)
		var st syscall.Stat_t
		must(t, syscall.Stat(filepath.Join(dir, "d/f"), &st))
		attr := info.(*theirs.Fattr)
		if attr.Fileid != st.Ino || attr.Filesize != uint64(len(text)) || attr.Type != theirs.NF3Reg || int64(attr.Mtime.Seconds) != st.Mtim.Sec {
			t.Fatalf("attributes are %+v", attr)
		}
		if os.Geteuid() == 0 && (st.Uid != 12 || st.Gid != 34) {
			t.Fatalf("the file belongs to %d:%d", st.Uid, st.Gid)
		}
		for i := range 300 {
			must(t, os.WriteFile(filepath.Join(dir, "d", fmt.Sprint("n", i)), nil, 0o644))
		}
		list, err := target.ReadDirPlus("/d")
		must(t, err)
		if count := len(list); count != 301 && count != 303 { // with or without "." and ".."
			t.Fatalf("%d entries are listed", count)
		}
		must(t, target.Rename("/d/f", "/g"))
		must(t, target.Remove("/g"))
		must(t, target.RemoveAll("/d"))
		entries, err := os.ReadDir(dir)
		must(t, err)
		if len(entries) != 0 {
			t.Fatalf("left behind: %v", entries)
		}
	})
}
