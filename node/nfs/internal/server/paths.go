package server

import (
	"encoding/binary"
	"errors"
	"sync"

	"golang.org/x/sys/unix"
	"holdfast.dev/nfs/internal/nfs3"
)

// pathNaming names objects by numbers in a table of paths, for file systems
// that have no handles of their own (overlayfs, FUSE) and for servers without
// CAP_DAC_READ_SEARCH. The table follows renames and deletions that go through
// this server; what is renamed behind its back becomes stale or, when another
// object takes its path, turns into that. When a name of several goes, its handle
// passes to the one that was linked to it, if this server saw that. The table is
// kept in a log outside of the export, so that handles survive a restart of the
// server. They do not survive one of the machine, which may lose the end of the
// log.
type pathNaming struct {
	root int

	// names is held by whoever changes names, until the table knows; it is
	// shared by whoever goes by them.
	names sync.RWMutex
	mu    sync.Mutex // guards what follows
	log   *pathLog   // and the table
}

// openPathNaming goes on with the table in a file.
func openPathNaming(root int, file string) (*pathNaming, error) {
	n := &pathNaming{root: root}
	var err error
	n.log, err = openPathLog(file, n.inode)
	return n, err
}

func (*pathNaming) kind() byte { return kindPath }

func (n *pathNaming) close() { n.log.close() }

func (n *pathNaming) hold(use nameUse) func() {
	if use == changesNames {
		n.names.Lock()
		return n.names.Unlock
	}
	n.names.RLock()
	return n.names.RUnlock
}

// inode is the number of the object that has the path p, 0 when there is none.
func (n *pathNaming) inode(p string) (uint64, error) {
	fd, err := n.openPath(p, unix.O_PATH|unix.O_NOFOLLOW|unix.O_CLOEXEC)
	if errors.Is(err, nfs3.ErrStale) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	r := &ref{fd: fd}
	defer r.close()
	err = r.restat()
	return r.stat.Ino, err
}

func (n *pathNaming) openPath(p string, flags int) (int, error) {
	if p == "" {
		p = "."
	}
	fd, err := unix.Openat2(n.root, p, &unix.OpenHow{
		Flags:   uint64(flags),
		Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_SYMLINKS | unix.RESOLVE_NO_XDEV,
	})
	if errors.Is(err, unix.ENOENT) || errors.Is(err, unix.ENOTDIR) || errors.Is(err, unix.ELOOP) {
		return -1, nfs3.ErrStale
	}
	return fd, err
}

// A name is the number of the table and that of the object in it. When a table
// is lost, the numbers of its objects mean nothing in the next one.
func (n *pathNaming) name(r *ref) ([]byte, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	tree := n.log.tree
	at := tree.enter(r.path)
	if len(at.ids) == 0 {
		what := entered{tree.next, r.path}
		n.log.append(what)
		what.apply(tree)
	}
	return binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, tree.table), at.ids[0]), nil
}

func (n *pathNaming) open(name []byte, flags int) (int, string, error) {
	if len(name) != 16 {
		return -1, "", nfs3.ErrBadHandle
	}
	n.mu.Lock()
	at, ok := n.log.tree.byID[binary.BigEndian.Uint64(name[8:])]
	ok = ok && binary.BigEndian.Uint64(name) == n.log.tree.table
	var p string
	if ok {
		p = at.path()
	}
	n.mu.Unlock()
	if !ok {
		return -1, "", nfs3.ErrStale
	}
	fd, err := n.openPath(p, flags)
	return fd, p, err
}

// change carries out a change of names. The caller holds them, so that for
// everybody else the table follows in the same step. The server may be killed at
// any moment: what is to be done is logged first, and the next server looks
// what has come of the last record.
func (n *pathNaming) change(what record, do func() error) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	undo := n.log.append(what)
	if err := do(); err != nil {
		undo()
		return err
	}
	what.apply(n.log.tree)
	return nil
}
