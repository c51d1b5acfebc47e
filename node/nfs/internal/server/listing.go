package server

import (
	"bytes"
	"encoding/binary"

	"golang.org/x/sys/unix"
	"holdfast.dev/nfs/internal/nfs3"
	"holdfast.dev/nfs/internal/rpc"
)

// entry is one entry of a folder. Its cookie is the position behind it in the
// folder as the file system itself numbers it, so that a listing continues at
// the right place whatever was made or deleted since its last page.
type entry struct {
	name   string
	ino    uint64
	cookie uint64
}

// entries calls yield for the entries of dir behind the position cookie until
// it returns false. It returns whether it came to the end.
func (e *Export) entries(dir *ref, cookie uint64, yield func(entry) bool) (bool, error) {
	fd, err := e.reopen(dir, unix.O_RDONLY|unix.O_DIRECTORY)
	if err != nil {
		return false, err
	}
	defer unix.Close(fd)
	if cookie != 0 {
		if _, err := unix.Seek(fd, int64(cookie), unix.SEEK_SET); err != nil {
			return false, nfs3.ErrBadCookie
		}
	}
	buf := make([]byte, 32<<10)
	for {
		n, err := unix.Getdents(fd, buf)
		if err != nil {
			return false, err
		}
		if n == 0 {
			return true, nil
		}
		for b := buf[:n]; len(b) > 0; {
			// struct linux_dirent64: ino, off, reclen, type, name
			length := binary.NativeEndian.Uint16(b[16:])
			name := b[19:length]
			if end := bytes.IndexByte(name, 0); end >= 0 {
				name = name[:end]
			}
			next := entry{string(name), binary.NativeEndian.Uint64(b), binary.NativeEndian.Uint64(b[8:])}
			if !yield(next) {
				return false, nil
			}
			b = b[length:]
		}
	}
}

func (e *Export) readDir(c *rpc.Call, w *nfs3.Writer) error {
	h, cookie, _, count := c.Args.Handle(), c.Args.Uint64(), c.Args.Uint64(), c.Args.Uint32()
	return e.list(c, w, h, cookie, count, count, false)
}

func (e *Export) readDirPlus(c *rpc.Call, w *nfs3.Writer) error {
	h, cookie, _, names, all := c.Args.Handle(), c.Args.Uint64(), c.Args.Uint64(), c.Args.Uint32(), c.Args.Uint32()
	return e.list(c, w, h, cookie, names, all, true)
}

// list answers READDIR and READDIRPLUS: at most names bytes of names, ids and
// cookies, and at most all bytes of everything.
func (e *Export) list(c *rpc.Call, w *nfs3.Writer, h nfs3.Handle, cookie uint64, names, all uint32, plus bool) error {
	if err := c.Args.Err(); err != nil {
		return err
	}
	dir, err := e.openDir(h)
	if err != nil {
		return err
	}
	defer dir.close()
	// The status, which is not in w, and the end of the list count as well.
	const envelope = 4 + 8
	all = min(all, nfs3.MaxTransfer)
	w.PostAttr(attr(&dir.stat))
	w.Uint64(0) // cookies never become invalid
	used, count := 0, 0
	end, err := e.entries(dir, cookie, func(d entry) bool {
		item := nfs3.NewWriter(256)
		item.Bool(true)
		item.Uint64(e.inoOf(dir, d))
		item.String(d.name)
		item.Uint64(d.cookie)
		used += item.Len()
		if plus {
			e.plus(item, dir, d.name)
		}
		if used > int(names) && count > 0 || w.Len()+item.Len()+envelope > int(all) {
			return false
		}
		w.Fixed(item.Bytes())
		count++
		return true
	})
	if err != nil {
		return err
	}
	if count == 0 && !end {
		return nfs3.ErrTooSmall
	}
	w.Bool(false)
	w.Bool(end)
	return nil
}

// inoOf is the id of an entry. What lies above the export has none.
func (e *Export) inoOf(dir *ref, d entry) uint64 {
	if d.name == ".." && e.isRoot(dir) {
		return e.root.stat.Ino
	}
	return d.ino
}

// plus appends attributes and handle of an entry, or that there are none, as
// for "..", which may lie outside.
func (e *Export) plus(w *nfs3.Writer, dir *ref, name string) {
	if name != ".." {
		if r, err := e.child(dir, name); err == nil {
			defer r.close()
			if h, err := e.handle(r); err == nil {
				w.PostAttr(attr(&r.stat))
				w.Bool(true)
				w.Opaque(h)
				return
			}
		}
	}
	w.PostAttr(nil)
	w.Bool(false)
}
