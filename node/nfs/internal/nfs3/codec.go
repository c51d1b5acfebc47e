// Package nfs3 is the vocabulary of NFS version 3 (RFC 1813) and its MOUNT
// protocol: the XDR encoding, the composite types, the status codes and their
// counterparts in errno. Server and client both speak it.
//
// It has an XDR codec of its own instead of the reflecting one that comes with
// go-nfs-client, because that one allocates whatever length the peer claims
// before it looks whether so many bytes are there, and copies every payload.
package nfs3

import (
	"encoding/binary"
	"errors"
)

// ErrGarbage is what a Reader reports when a message is shorter than its
// fields claim, or when a field is longer than the protocol allows.
var ErrGarbage = errors.New("message cannot be decoded")

// Limits of the protocol and of this implementation, in bytes.
const (
	// MaxHandle is the most a version 3 file handle may hold.
	MaxHandle = 64
	// MaxName is the longest name of a directory entry.
	MaxName = 255
	// MaxPath is the longest path that MNT or a symbolic link carries.
	MaxPath = 4096
	// MaxTransfer is the largest READ or WRITE payload that is spoken.
	MaxTransfer = 1 << 20
)

// Writer appends XDR items to a buffer.
type Writer struct{ buf []byte }

// NewWriter makes a Writer with room for size bytes.
func NewWriter(size int) *Writer { return &Writer{buf: make([]byte, 0, size)} }

// Bytes is what was written so far.
func (w *Writer) Bytes() []byte { return w.buf }

// Len is the number of bytes written so far.
func (w *Writer) Len() int { return len(w.buf) }

// Uint32 appends an unsigned int.
func (w *Writer) Uint32(v uint32) { w.buf = binary.BigEndian.AppendUint32(w.buf, v) }

// Uint64 appends an unsigned hyper.
func (w *Writer) Uint64(v uint64) { w.buf = binary.BigEndian.AppendUint64(w.buf, v) }

// Bool appends a bool.
func (w *Writer) Bool(v bool) {
	if v {
		w.Uint32(1)
	} else {
		w.Uint32(0)
	}
}

// Fixed appends bytes of a length that both sides know.
func (w *Writer) Fixed(v []byte) {
	w.buf = append(w.buf, v...)
	w.pad(len(v))
}

// Opaque appends bytes with their length.
func (w *Writer) Opaque(v []byte) {
	w.Uint32(uint32(len(v)))
	w.Fixed(v)
}

// String appends a string with its length.
func (w *Writer) String(v string) {
	w.Uint32(uint32(len(v)))
	w.buf = append(w.buf, v...)
	w.pad(len(v))
}

func (w *Writer) pad(n int) {
	for ; n%4 != 0; n++ {
		w.buf = append(w.buf, 0)
	}
}

// Reader takes XDR items off a buffer. After the first item that is not
// there, every further one is zero and Err says so.
type Reader struct {
	buf []byte
	err error
}

// NewReader reads from b, which it keeps.
func NewReader(b []byte) *Reader { return &Reader{buf: b} }

// Err is ErrGarbage when an item was missing or too long, else nil.
func (r *Reader) Err() error { return r.err }

// Rest is what was not read yet.
func (r *Reader) Rest() []byte { return r.buf }

func (r *Reader) take(n int) []byte {
	if r.err != nil || n < 0 || n > len(r.buf) {
		r.err = ErrGarbage
		return nil
	}
	b := r.buf[:n]
	r.buf = r.buf[n:]
	return b
}

// Uint32 takes an unsigned int.
func (r *Reader) Uint32() uint32 {
	b := r.take(4)
	if b == nil {
		return 0
	}
	return binary.BigEndian.Uint32(b)
}

// Uint64 takes an unsigned hyper.
func (r *Reader) Uint64() uint64 {
	b := r.take(8)
	if b == nil {
		return 0
	}
	return binary.BigEndian.Uint64(b)
}

// Bool takes a bool.
func (r *Reader) Bool() bool { return r.Uint32() != 0 }

// Fixed takes n bytes and their padding. The result shares the buffer.
func (r *Reader) Fixed(n int) []byte {
	b := r.take((n + 3) &^ 3)
	if b == nil {
		return nil
	}
	return b[:n:n]
}

// Opaque takes bytes with their length, at most max. The result shares the
// buffer.
func (r *Reader) Opaque(max int) []byte {
	n := r.Uint32()
	if r.err != nil || uint64(n) > uint64(max) {
		r.err = ErrGarbage
		return nil
	}
	return r.Fixed(int(n))
}

// String takes a string with its length, at most max bytes.
func (r *Reader) String(max int) string { return string(r.Opaque(max)) }
