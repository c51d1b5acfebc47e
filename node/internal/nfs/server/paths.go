package server

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/sys/unix"
	"holdfast.dev/node/internal/nfs/nfs3"
)

// pathNaming names objects by numbers in a table of paths, for file systems
// that have no handles of their own (overlayfs, FUSE) and for servers without
// CAP_DAC_READ_SEARCH. The table follows renames and deletions that go through
// this server; what is renamed behind its back becomes stale or, when another
// object takes its path, turns into that. When a name of several goes, its handle
// passes to the one that was linked to it, if this server saw that. The table is
// kept in a log outside of the export, so that handles survive a restart.
type pathNaming struct {
	root int

	mu     sync.Mutex
	log    *os.File
	next   uint64
	byID   map[uint64]string // several may lead to one path
	byPath map[string]uint64
	links  map[string]string // the other name of a file, both ways
}

func (*pathNaming) kind() byte { return kindPath }

// openPathNaming loads the table in file, which it rewrites without what is
// obsolete.
func openPathNaming(root int, file string) (*pathNaming, error) {
	n := &pathNaming{root: root, next: 1, byID: map[uint64]string{}, byPath: map[string]uint64{}, links: map[string]string{}}
	if err := n.load(file); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(file+".new", os.O_CREATE|os.O_TRUNC|os.O_RDWR|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	n.log = f
	w := bufio.NewWriter(f)
	for id, p := range n.byID {
		fmt.Fprintf(w, "%d %q\n", id, p)
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	return n, os.Rename(file+".new", file)
}

func (n *pathNaming) load(file string) error {
	f, err := os.Open(file)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 8*nfs3.MaxPath)
	for lines.Scan() {
		id, quoted, _ := strings.Cut(lines.Text(), " ")
		number, err := strconv.ParseUint(id, 10, 64)
		if err != nil {
			break // the last line of a server that was killed
		}
		n.next = max(n.next, number+1)
		if quoted == "-" {
			n.drop(number)
			continue
		}
		p, err := strconv.Unquote(quoted)
		if err != nil {
			break
		}
		n.drop(number)
		n.byID[number], n.byPath[p] = p, number
	}
	return lines.Err()
}

func (n *pathNaming) drop(id uint64) {
	if p, ok := n.byID[id]; ok {
		delete(n.byID, id)
		if n.byPath[p] == id {
			delete(n.byPath, p)
		}
	}
}

func (n *pathNaming) name(r *ref) ([]byte, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	id, ok := n.byPath[r.path]
	if !ok {
		id = n.next
		if _, err := fmt.Fprintf(n.log, "%d %q\n", id, r.path); err != nil {
			return nil, err
		}
		n.next++
		n.byID[id], n.byPath[r.path] = r.path, id
	}
	return binary.BigEndian.AppendUint64(nil, id), nil
}

func (n *pathNaming) open(name []byte, flags int) (int, string, error) {
	if len(name) != 8 {
		return -1, "", nfs3.ErrBadHandle
	}
	n.mu.Lock()
	p, ok := n.byID[binary.BigEndian.Uint64(name)]
	n.mu.Unlock()
	if !ok {
		return -1, "", nfs3.ErrStale
	}
	at := p
	if at == "" {
		at = "."
	}
	fd, err := unix.Openat2(n.root, at, &unix.OpenHow{
		Flags:   uint64(flags),
		Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_SYMLINKS | unix.RESOLVE_NO_XDEV,
	})
	if errors.Is(err, unix.ENOENT) || errors.Is(err, unix.ENOTDIR) || errors.Is(err, unix.ELOOP) {
		return -1, "", nfs3.ErrStale
	}
	return fd, p, err
}

// renamed moves the entry of from, and all below it, to to.
func (n *pathNaming) renamed(from, to string) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if err := n.forget(to); err != nil {
		return err
	}
	moved := func(p string) (string, bool) {
		return to + strings.TrimPrefix(p, from), p == from || strings.HasPrefix(p, from+"/")
	}
	for id, p := range n.byID {
		if now, ok := moved(p); ok {
			if err := n.set(id, now); err != nil {
				return err
			}
		}
	}
	links := make(map[string]string, len(n.links))
	for p, q := range n.links {
		if now, ok := moved(p); ok {
			p = now
		}
		if now, ok := moved(q); ok {
			q = now
		}
		links[p] = q
	}
	n.links = links
	return nil
}

func (n *pathNaming) linked(from, to string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.links[from], n.links[to] = to, from
}

func (n *pathNaming) removed(p string) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.forget(p)
}

// set makes id lead to p.
func (n *pathNaming) set(id uint64, p string) error {
	if _, err := fmt.Fprintf(n.log, "%d %q\n", id, p); err != nil {
		return err
	}
	n.drop(id)
	n.byID[id] = p
	if _, ok := n.byPath[p]; !ok {
		n.byPath[p] = id
	}
	return nil
}

// forget takes note that nothing has the path p any more.
func (n *pathNaming) forget(p string) error {
	other, linked := n.links[p]
	delete(n.links, p)
	if linked && n.links[other] == p {
		delete(n.links, other)
	}
	for id, at := range n.byID {
		if at != p {
			continue
		}
		if linked {
			if err := n.set(id, other); err != nil {
				return err
			}
			continue
		}
		if _, err := fmt.Fprintf(n.log, "%d -\n", id); err != nil {
			return err
		}
		n.drop(id)
	}
	return nil
}
