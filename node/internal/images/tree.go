package images

import (
	"archive/tar"
	"bytes"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"
	"time"
)

// epoch is the modification time of everything in an image: a fixed one, so that digests depend on contents alone.
var epoch = time.Unix(0, 0).UTC()

// mergedDirs are the folders that live below /usr on the distributions of today, with a link at the root.
var mergedDirs = []string{"bin", "sbin", "lib", "lib32", "lib64"}

// Entry is a file, a folder or a symbolic link of a [Tree].
type Entry struct {
	// Mode holds the type (a folder, a symbolic link, or neither) and the permissions with sticky and set-id bits.
	Mode os.FileMode
	// Content is what the file holds; nil for folders and links.
	Content []byte
	// Target is where a symbolic link points.
	Target string
}

// Tree is a root file system, or one layer of it, by path without a leading slash. Everything belongs to root.
type Tree map[string]Entry

// Merged returns the path as it is on a system whose /bin, /lib and the like are links to /usr, without a leading slash.
func Merged(p string) string {
	p = strings.TrimPrefix(path.Clean("/"+p), "/")
	first, _, nested := strings.Cut(p, "/")
	if nested && slices.Contains(mergedDirs, first) {
		return "usr/" + p
	}
	return p
}

// Dir adds a folder with those permissions.
func (t Tree) Dir(p string, perm os.FileMode) { t[Merged(p)] = Entry{Mode: os.ModeDir | perm} }

// File adds a file with those permissions.
func (t Tree) File(p string, perm os.FileMode, content []byte) {
	t[Merged(p)] = Entry{Mode: perm, Content: content}
}

// Link adds a symbolic link.
func (t Tree) Link(p, target string) {
	t[Merged(p)] = Entry{Mode: os.ModeSymlink | 0o777, Target: target}
}

// Resolve follows symbolic links from the path and returns the path of the file at the end and the links passed on the
// way, the first of them the path itself. It reports false when the end is not in the tree or the links go round.
func (t Tree) Resolve(p string) (file string, links []string, ok bool) {
	p = Merged(p)
	for range 40 {
		e, found := t[p]
		if !found {
			return p, links, false
		}
		if e.Mode&os.ModeSymlink == 0 {
			return p, links, true
		}
		links = append(links, p)
		if path.IsAbs(e.Target) {
			p = Merged(e.Target)
		} else {
			p = Merged(path.Join(path.Dir(p), e.Target))
		}
	}
	return p, links, false
}

// Copy takes the file at the path from another tree, with the links that lead to it.
func (t Tree) Copy(from Tree, p string) error {
	file, links, ok := from.Resolve(p)
	if !ok {
		return fmt.Errorf("/%s is not there", p)
	}
	for _, l := range append(links, file) {
		t[l] = from[l]
	}
	return nil
}

// Tar returns the tree as an uncompressed tar stream that depends on nothing but the tree: sorted by name, folders that
// are only implied written out (0755), every time the same, every owner root.
func (t Tree) Tar() ([]byte, error) {
	names := make(map[string]Entry, len(t))
	for p, e := range t {
		names[p] = e
		for d := path.Dir(p); d != "."; d = path.Dir(d) {
			if _, there := names[d]; !there {
				if e, stated := t[d]; stated {
					names[d] = e
				} else {
					names[d] = Entry{Mode: os.ModeDir | 0o755}
				}
			}
		}
	}
	sorted := make([]string, 0, len(names))
	for p := range names {
		sorted = append(sorted, p)
	}
	slices.Sort(sorted)

	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, p := range sorted {
		e := names[p]
		h := &tar.Header{Name: p, Mode: tarMode(e.Mode), ModTime: epoch, Uname: "root", Gname: "root", Format: tar.FormatPAX}
		switch {
		case e.Mode.IsDir():
			h.Typeflag, h.Name = tar.TypeDir, p+"/"
		case e.Mode&os.ModeSymlink != 0:
			h.Typeflag, h.Linkname = tar.TypeSymlink, e.Target
		default:
			h.Typeflag, h.Size = tar.TypeReg, int64(len(e.Content))
		}
		if err := w.WriteHeader(h); err != nil {
			return nil, fmt.Errorf("/%s: %w", p, err)
		}
		if _, err := w.Write(e.Content); err != nil {
			return nil, fmt.Errorf("/%s: %w", p, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func tarMode(m os.FileMode) int64 {
	mode := int64(m.Perm())
	if m&os.ModeSticky != 0 {
		mode |= 0o1000
	}
	if m&os.ModeSetgid != 0 {
		mode |= 0o2000
	}
	if m&os.ModeSetuid != 0 {
		mode |= 0o4000
	}
	return mode
}
