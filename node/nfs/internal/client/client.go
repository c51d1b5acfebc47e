// Package client speaks NFS version 3 to a server: one method per procedure.
// The RPC and XDR layers of go-nfs-client are not used: its RPC client
// deadlocks when an answer comes after its fixed timeout of 5 s, gives up
// after 100 tries, and cannot name a user per call.
package client

import (
	"errors"
	"fmt"
	"syscall"
	"time"

	"holdfast.dev/nfs/internal/nfs3"
	"holdfast.dev/nfs/internal/rpc"
)

// Client is a connection to an NFS server.
type Client struct{ rpc *rpc.Client }

// New makes a client on top of a connection, which it owns from then on.
func New(c *rpc.Client) *Client { return &Client{c} }

// Close ends the connection.
func (c *Client) Close() { c.rpc.Close() }

// Caller says for whom a call is made and who waits for the answer.
type Caller struct {
	Cred   rpc.Cred
	Waiter rpc.Waiter
}

// Node is an object as a server describes it. Attr is nil when the server
// says nothing about it.
type Node struct {
	Handle nfs3.Handle
	Attr   *nfs3.Attr
}

// ErrResent accompanies a status that may be due to the call having been
// carried out before: it had to be sent more than once.
var ErrResent = errors.New("after the call was sent again")

// busyPause is how long a call waits that the server cannot serve right now.
const busyPause = 500 * time.Millisecond

// call makes a call and takes the status off the answer. A server that is too
// busy is asked again.
func (c *Client) call(by Caller, proc uint32, args *nfs3.Writer) (rpc.Answer, error) {
	for {
		a, err := c.once(by, proc, args)
		if !errors.Is(err, nfs3.ErrJukebox) {
			return a, err
		}
		if err := c.rpc.Pause(by.Waiter, busyPause); err != nil {
			return a, err
		}
	}
}

func (c *Client) once(by Caller, proc uint32, args *nfs3.Writer) (rpc.Answer, error) {
	a, err := c.rpc.Call(by.Waiter, nfs3.Program, nfs3.Version, proc, &by.Cred, args.Bytes())
	if err != nil {
		return a, err
	}
	status := nfs3.Status(a.Uint32())
	if a.Err() != nil {
		return a, a.Err()
	}
	if status == nfs3.OK {
		return a, nil
	}
	if a.Resent {
		return a, fmt.Errorf("%w %w", status, ErrResent)
	}
	return a, status
}

func args(handles ...nfs3.Handle) *nfs3.Writer {
	w := nfs3.NewWriter(256)
	for _, h := range handles {
		w.Opaque(h)
	}
	return w
}

func dirArgs(dir nfs3.Handle, name string) *nfs3.Writer {
	w := args(dir)
	w.String(name)
	return w
}

// GetAttr reads the attributes of h.
func (c *Client) GetAttr(by Caller, h nfs3.Handle) (*nfs3.Attr, error) {
	a, err := c.call(by, nfs3.ProcGetAttr, args(h))
	if err != nil {
		return nil, err
	}
	attr := a.Attr()
	return attr, a.Err()
}

// SetAttr changes attributes of h and returns what they are then.
func (c *Client) SetAttr(by Caller, h nfs3.Handle, s nfs3.SetAttr) (*nfs3.Attr, error) {
	w := args(h)
	w.SetAttr(s)
	w.Bool(false)
	a, err := c.call(by, nfs3.ProcSetAttr, w)
	if err != nil {
		return nil, err
	}
	return c.orGet(by, h, a.Wcc(), a.Err())
}

// orGet asks for attributes that a server left out of an answer.
func (c *Client) orGet(by Caller, h nfs3.Handle, attr *nfs3.Attr, err error) (*nfs3.Attr, error) {
	if attr != nil || err != nil {
		return attr, err
	}
	return c.GetAttr(by, h)
}

// Lookup finds name in dir.
func (c *Client) Lookup(by Caller, dir nfs3.Handle, name string) (Node, error) {
	a, err := c.call(by, nfs3.ProcLookup, dirArgs(dir, name))
	if err != nil {
		return Node{}, err
	}
	n := Node{Handle: a.Handle()}
	n.Attr, err = c.orGet(by, n.Handle, a.PostAttr(), a.Err())
	return n, err
}

// Readlink reads a symbolic link.
func (c *Client) Readlink(by Caller, h nfs3.Handle) ([]byte, error) {
	a, err := c.call(by, nfs3.ProcReadlink, args(h))
	if err != nil {
		return nil, err
	}
	a.PostAttr()
	target := a.Opaque(nfs3.MaxPath)
	return target, a.Err()
}

// Read reads up to count bytes at offset. The result shares the buffer of the
// answer.
func (c *Client) Read(by Caller, h nfs3.Handle, offset uint64, count uint32) (data []byte, eof bool, err error) {
	w := args(h)
	w.Uint64(offset)
	w.Uint32(count)
	a, err := c.call(by, nfs3.ProcRead, w)
	if err != nil {
		return nil, false, err
	}
	a.PostAttr()
	a.Uint32()
	eof = a.Bool()
	data = a.Opaque(nfs3.MaxTransfer)
	return data, eof, a.Err()
}

// Written is the answer to a WRITE.
type Written struct {
	Count    uint32
	Stable   bool
	Verifier [8]byte
}

// Write writes data at offset; stable is one of Unstable, DataSync, FileSync.
func (c *Client) Write(by Caller, h nfs3.Handle, offset uint64, data []byte, stable uint32) (Written, error) {
	w := nfs3.NewWriter(96 + len(data))
	w.Opaque(h)
	w.Uint64(offset)
	w.Uint32(uint32(len(data)))
	w.Uint32(stable)
	w.Opaque(data)
	a, err := c.call(by, nfs3.ProcWrite, w)
	if err != nil {
		return Written{}, err
	}
	a.Wcc()
	out := Written{Count: a.Uint32(), Stable: a.Uint32() == nfs3.FileSync}
	copy(out.Verifier[:], a.Fixed(8))
	return out, a.Err()
}

// Commit has the server put all that was written to h on stable storage.
func (c *Client) Commit(by Caller, h nfs3.Handle) (verifier [8]byte, err error) {
	w := args(h)
	w.Uint64(0)
	w.Uint32(0)
	a, err := c.call(by, nfs3.ProcCommit, w)
	if err != nil {
		return verifier, err
	}
	a.Wcc()
	copy(verifier[:], a.Fixed(8))
	return verifier, a.Err()
}

// Create makes a regular file, or opens the one that is there when how is
// CreateUnchecked. With CreateExclusive only the verifier is sent.
func (c *Client) Create(by Caller, dir nfs3.Handle, name string, how uint32, s nfs3.SetAttr, verifier [8]byte) (Node, error) {
	w := dirArgs(dir, name)
	w.Uint32(how)
	if how == nfs3.CreateExclusive {
		w.Fixed(verifier[:])
	} else {
		w.SetAttr(s)
	}
	return c.make(by, dir, name, nfs3.ProcCreate, w)
}

// Mkdir makes a folder.
func (c *Client) Mkdir(by Caller, dir nfs3.Handle, name string, s nfs3.SetAttr) (Node, error) {
	w := dirArgs(dir, name)
	w.SetAttr(s)
	n, err := c.make(by, dir, name, nfs3.ProcMkdir, w)
	return c.unlessResent(by, dir, name, nfs3.TypeDirectory, n, err)
}

// Symlink makes a symbolic link.
func (c *Client) Symlink(by Caller, dir nfs3.Handle, name, target string, s nfs3.SetAttr) (Node, error) {
	w := dirArgs(dir, name)
	w.SetAttr(s)
	w.String(target)
	n, err := c.make(by, dir, name, nfs3.ProcSymlink, w)
	return c.unlessResent(by, dir, name, nfs3.TypeSymlink, n, err)
}

// Mknod makes a FIFO or a socket.
func (c *Client) Mknod(by Caller, dir nfs3.Handle, name string, kind nfs3.FileType, s nfs3.SetAttr) (Node, error) {
	w := dirArgs(dir, name)
	w.Uint32(uint32(kind))
	w.SetAttr(s)
	n, err := c.make(by, dir, name, nfs3.ProcMknod, w)
	return c.unlessResent(by, dir, name, kind, n, err)
}

func (c *Client) make(by Caller, dir nfs3.Handle, name string, proc uint32, w *nfs3.Writer) (Node, error) {
	a, err := c.call(by, proc, w)
	if err != nil {
		return Node{}, err
	}
	n := Node{Handle: a.PostHandle(), Attr: a.PostAttr()}
	if a.Err() != nil {
		return Node{}, a.Err()
	}
	if n.Handle == nil {
		return c.Lookup(by, dir, name)
	}
	n.Attr, err = c.orGet(by, n.Handle, n.Attr, nil)
	return n, err
}

// unlessResent takes an object that is there already for the one that was to
// be made, when the server may have made it at the first sending.
func (c *Client) unlessResent(by Caller, dir nfs3.Handle, name string, kind nfs3.FileType, n Node, err error) (Node, error) {
	if !errors.Is(err, ErrResent) || !errors.Is(err, nfs3.ErrExist) {
		return n, err
	}
	if found, lookup := c.Lookup(by, dir, name); lookup == nil && found.Attr.Type == kind {
		return found, nil
	}
	return n, err
}

// gone forgives that an object is not there when the server may have removed
// it at the first sending.
func gone(err error) error {
	if errors.Is(err, ErrResent) && errors.Is(err, nfs3.ErrNoEnt) {
		return nil
	}
	return err
}

// Remove deletes anything but a folder.
func (c *Client) Remove(by Caller, dir nfs3.Handle, name string) error {
	_, err := c.call(by, nfs3.ProcRemove, dirArgs(dir, name))
	return gone(err)
}

// Rmdir deletes an empty folder.
func (c *Client) Rmdir(by Caller, dir nfs3.Handle, name string) error {
	_, err := c.call(by, nfs3.ProcRmdir, dirArgs(dir, name))
	return gone(err)
}

// Rename renames, replacing what has the new name.
func (c *Client) Rename(by Caller, from nfs3.Handle, old string, to nfs3.Handle, name string) error {
	w := dirArgs(from, old)
	w.Opaque(to)
	w.String(name)
	_, err := c.call(by, nfs3.ProcRename, w)
	if gone(err) == nil && err != nil {
		// Done at the first sending if the new name is there.
		_, err = c.Lookup(by, to, name)
	}
	return err
}

// Link gives the object h another name.
func (c *Client) Link(by Caller, h, dir nfs3.Handle, name string) (*nfs3.Attr, error) {
	w := args(h, dir)
	w.String(name)
	a, err := c.call(by, nfs3.ProcLink, w)
	if err == nil {
		return c.orGet(by, h, a.PostAttr(), a.Err())
	}
	if errors.Is(err, ErrResent) && errors.Is(err, nfs3.ErrExist) {
		// Handles may differ: some servers give one to each name.
		n, lookup := c.Lookup(by, dir, name)
		own, get := c.GetAttr(by, h)
		if lookup == nil && get == nil && n.Attr.FileID == own.FileID && n.Attr.FSID == own.FSID {
			return n.Attr, nil
		}
	}
	return nil, err
}

// Entry is one entry of a folder. Attr is nil when the server does not tell.
type Entry struct {
	Name   string
	FileID uint64
	Attr   *nfs3.Attr
}

// listingSize is how many bytes one page of a listing may have.
const listingSize = 64 << 10

// ReadDir lists a folder, with "." and ".." if the server has them.
func (c *Client) ReadDir(by Caller, dir nfs3.Handle) ([]Entry, error) {
	plus := true
restart:
	var list []Entry
	var cookie, verifier uint64
	for {
		page, end, err := c.readPage(by, dir, plus, &cookie, &verifier)
		switch {
		case errors.Is(err, nfs3.ErrNotSupp) && plus:
			plus = false
			goto restart
		case errors.Is(err, nfs3.ErrBadCookie) && cookie != 0:
			goto restart // the folder changed under a server that minds
		case err != nil:
			return nil, err
		}
		list = append(list, page...)
		if end || len(page) == 0 {
			return list, nil
		}
	}
}

func (c *Client) readPage(by Caller, dir nfs3.Handle, plus bool, cookie, verifier *uint64) ([]Entry, bool, error) {
	w := args(dir)
	w.Uint64(*cookie)
	w.Uint64(*verifier)
	w.Uint32(listingSize)
	proc := uint32(nfs3.ProcReadDir)
	if plus {
		w.Uint32(listingSize)
		proc = nfs3.ProcReadDirPlus
	}
	a, err := c.call(by, proc, w)
	if err != nil {
		return nil, false, err
	}
	a.PostAttr()
	*verifier = a.Uint64()
	var page []Entry
	for a.Bool() {
		e := Entry{FileID: a.Uint64(), Name: a.String(nfs3.MaxName)}
		*cookie = a.Uint64()
		if plus {
			e.Attr = a.PostAttr()
			a.PostHandle()
		}
		page = append(page, e)
	}
	end := a.Bool()
	return page, end, a.Err()
}

// FSStat reads how much room there is.
func (c *Client) FSStat(by Caller, root nfs3.Handle) (nfs3.FSStat, error) {
	a, err := c.call(by, nfs3.ProcFSStat, args(root))
	if err != nil {
		return nfs3.FSStat{}, err
	}
	a.PostAttr()
	s := nfs3.FSStat{TotalBytes: a.Uint64(), FreeBytes: a.Uint64(), AvailBytes: a.Uint64(),
		TotalFiles: a.Uint64(), FreeFiles: a.Uint64(), AvailFiles: a.Uint64()}
	return s, a.Err()
}

// FSInfo reads what the server can do.
func (c *Client) FSInfo(by Caller, root nfs3.Handle) (nfs3.FSInfo, error) {
	a, err := c.call(by, nfs3.ProcFSInfo, args(root))
	if err != nil {
		return nfs3.FSInfo{}, err
	}
	var s nfs3.FSInfo
	a.PostAttr()
	s.ReadMax = a.Uint32()
	a.Uint32()
	a.Uint32()
	s.WriteMax = a.Uint32()
	a.Uint32()
	a.Uint32()
	s.DirPref = a.Uint32()
	s.MaxFileSize = a.Uint64()
	a.Time()
	s.Properties = a.Uint32()
	return s, a.Err()
}

// Errno is what a system call reports for an error of this package.
func Errno(err error) syscall.Errno {
	var status nfs3.Status
	var errno syscall.Errno
	switch {
	case err == nil:
		return 0
	case errors.As(err, &status):
		return status.Errno()
	case errors.As(err, &errno):
		return errno
	case errors.Is(err, rpc.ErrInterrupted):
		return syscall.EINTR
	}
	return syscall.EIO
}
