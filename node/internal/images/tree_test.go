package images

import (
	"archive/tar"
	"bytes"
	"errors"
	"io"
	"os"
	"slices"
	"testing"
)

func TestPathsAreAsOnASystemWithMergedUsr(t *testing.T) {
	for in, want := range map[string]string{
		"./bin/busybox":                "usr/bin/busybox",
		"/lib64/ld-linux-x86-64.so.2":  "usr/lib64/ld-linux-x86-64.so.2",
		"./usr/lib/aarch64-linux/x.so": "usr/lib/aarch64-linux/x.so",
		"/etc/passwd":                  "etc/passwd",
		"/library/x":                   "library/x",
		"../../etc/passwd":             "etc/passwd",
		"./":                           "",
	} {
		if got := Merged(in); got != want {
			t.Errorf("Merged(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCopiesAFileWithTheLinksThatLeadToIt(t *testing.T) {
	from, to := Tree{}, Tree{}
	from.Link("lib64/ld.so", "/lib/arch/ld.so.2")
	from.Link("usr/lib/arch/ld.so.2", "ld-2.36.so")
	from.File("usr/lib/arch/ld-2.36.so", 0o755, []byte("linker"))
	from.File("usr/lib/arch/unwanted.so", 0o644, nil)
	from.Link("usr/lib/loop", "loop")
	if err := to.Copy(from, "lib64/ld.so"); err != nil {
		t.Fatal(err)
	}
	if len(to) != 3 || string(to["usr/lib/arch/ld-2.36.so"].Content) != "linker" {
		t.Errorf("%v", to)
	}
	for _, missing := range []string{"usr/lib/nothing", "usr/lib/loop"} {
		if err := to.Copy(from, missing); err == nil {
			t.Errorf("%s was copied", missing)
		}
	}
}

func TestTheSameTreeIsTheSameTarWithEveryFolder(t *testing.T) {
	make := func(names ...string) []byte {
		tree := Tree{}
		for _, n := range names {
			tree.File(n, 0o644, []byte(n))
		}
		tree.Dir("tmp", os.ModeSticky|0o777)
		tree.Link("var/run", "/run")
		content, err := tree.Tar()
		if err != nil {
			t.Fatal(err)
		}
		return content
	}
	one := make("etc/a/b", "bin/c")
	if !bytes.Equal(one, make("bin/c", "etc/a/b")) {
		t.Error("the order of making shows in the tar")
	}
	var got []string
	for in := tar.NewReader(bytes.NewReader(one)); ; {
		h, err := in.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if !h.ModTime.Equal(epoch) || h.Uid != 0 || h.Gid != 0 {
			t.Errorf("%s: %v, %d:%d", h.Name, h.ModTime, h.Uid, h.Gid)
		}
		if h.Name == "tmp/" && h.Mode != 0o1777 {
			t.Errorf("tmp/ has mode %o", h.Mode)
		}
		got = append(got, h.Name)
	}
	want := []string{"etc/", "etc/a/", "etc/a/b", "tmp/", "usr/", "usr/bin/", "usr/bin/c", "var/", "var/run"}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
