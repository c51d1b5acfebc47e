// Package rpc is ONC RPC version 2 over TCP (RFC 5531), as much of it as NFSv3
// needs: record marking, AUTH_NONE and AUTH_SYS, and a client that outlives
// the loss of its server.
package rpc

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"holdfast.dev/nfs/internal/nfs3"
)

// Constants of the message format.
const (
	version  = 2
	call     = 0
	reply    = 1
	accepted = 0

	authNone = 0
	authSys  = 1
	// maxAuth is the most bytes that a credential may have.
	maxAuth = 400
	// maxGroups is the most supplementary groups that AUTH_SYS carries.
	maxGroups = 16
)

// AcceptStatus is how an accepted call ended, as far as RPC goes.
type AcceptStatus uint32

// The accept statuses.
const (
	Success AcceptStatus = iota
	ProgUnavail
	ProgMismatch
	ProcUnavail
	GarbageArgs
	SystemErr
)

func (s AcceptStatus) Error() string {
	switch s {
	case ProgUnavail:
		return "the server does not offer the program"
	case ProgMismatch:
		return "the server does not offer version 3 of the program"
	case ProcUnavail:
		return "the server does not offer the procedure"
	case GarbageArgs:
		return "the server cannot decode the arguments"
	}
	return "the server failed to handle the call"
}

// ErrDenied is a server's refusal of the credential or the RPC version.
var ErrDenied = errors.New("the server rejects the credential")

// MaxRecord is the longest message that is accepted: the largest transfer
// and room for everything around it.
const MaxRecord = nfs3.MaxTransfer + 64<<10

// Cred says on whose behalf a call is made.
type Cred struct {
	UID, GID uint32
	GIDs     []uint32
}

// Call is the header of a request as a server reads it, and its arguments.
type Call struct {
	XID                 uint32
	Prog, Version, Proc uint32
	Cred                Cred
	Args                *nfs3.Reader
	// Raw is the whole message after the transaction id.
	Raw []byte
}

// ReadRecord reads one message, put together from its fragments.
func ReadRecord(r io.Reader) ([]byte, error) {
	var record []byte
	for {
		var mark [4]byte
		if _, err := io.ReadFull(r, mark[:]); err != nil {
			return nil, err
		}
		v := binary.BigEndian.Uint32(mark[:])
		n := int(v &^ (1 << 31))
		if n+len(record) > MaxRecord {
			return nil, fmt.Errorf("a message of %d bytes is too long", n+len(record))
		}
		start := len(record)
		record = append(record, make([]byte, n)...)
		if _, err := io.ReadFull(r, record[start:]); err != nil {
			return nil, err
		}
		if v>>31 == 1 {
			return record, nil
		}
	}
}

// record prefixes a message that has four bytes of room in front with its
// record mark.
func record(b []byte) []byte {
	binary.BigEndian.PutUint32(b, uint32(len(b)-4)|1<<31)
	return b
}

// ParseCall decodes a request. A nil call with a nil error is a message that
// is no request of RPC version 2 and has to be ignored.
func ParseCall(b []byte) (*Call, error) {
	r := nfs3.NewReader(b)
	c := &Call{XID: r.Uint32(), Raw: r.Rest(), Args: r}
	if kind, vers := r.Uint32(), r.Uint32(); r.Err() == nil && (kind != call || vers != version) {
		return nil, nil
	}
	c.Prog, c.Version, c.Proc = r.Uint32(), r.Uint32(), r.Uint32()
	flavor, body := r.Uint32(), r.Opaque(maxAuth)
	r.Uint32()
	r.Opaque(maxAuth)
	if r.Err() != nil {
		return nil, r.Err()
	}
	c.Cred = Cred{UID: nobody, GID: nobody}
	if flavor == authSys {
		a := nfs3.NewReader(body)
		a.Uint32()
		a.String(255)
		cred := Cred{UID: a.Uint32(), GID: a.Uint32()}
		n := a.Uint32()
		for i := uint32(0); i < n && i < maxGroups && a.Err() == nil; i++ {
			cred.GIDs = append(cred.GIDs, a.Uint32())
		}
		if a.Err() != nil {
			return nil, a.Err()
		}
		c.Cred = cred
	}
	return c, nil
}

// nobody is whom a call without AUTH_SYS is made for.
const nobody = 65534

// NewReply starts the answer to the request xid; room is a guess at how many
// bytes of results follow.
func NewReply(xid uint32, status AcceptStatus, room int) *nfs3.Writer {
	w := nfs3.NewWriter(40 + room)
	w.Uint32(0) // the record mark, filled in by FinishReply
	for _, v := range []uint32{xid, reply, accepted, authNone, 0, uint32(status)} {
		w.Uint32(v)
	}
	if status == ProgMismatch {
		w.Uint32(nfs3.Version)
		w.Uint32(nfs3.Version)
	}
	return w
}

// FinishReply gives the bytes to send for an answer made with NewReply.
func FinishReply(w *nfs3.Writer) []byte { return record(w.Bytes()) }

// encodeCall gives the bytes to send for a request.
func encodeCall(xid, prog, vers, proc uint32, cred *Cred, host string, args []byte) []byte {
	w := nfs3.NewWriter(160 + len(args))
	for _, v := range []uint32{0, xid, call, version, prog, vers, proc} {
		w.Uint32(v)
	}
	if cred == nil {
		w.Uint32(authNone)
		w.Uint32(0)
	} else {
		a := nfs3.NewWriter(96)
		a.Uint32(0)
		a.String(host)
		a.Uint32(cred.UID)
		a.Uint32(cred.GID)
		gids := cred.GIDs[:min(len(cred.GIDs), maxGroups)]
		a.Uint32(uint32(len(gids)))
		for _, g := range gids {
			a.Uint32(g)
		}
		w.Uint32(authSys)
		w.Opaque(a.Bytes())
	}
	w.Uint32(authNone)
	w.Uint32(0)
	w.Fixed(args)
	return record(w.Bytes())
}

// parseReply decodes the answer in b, which starts after the transaction id.
func parseReply(r *nfs3.Reader) (*nfs3.Reader, error) {
	kind, stat := r.Uint32(), r.Uint32()
	if r.Err() != nil || kind != reply {
		return nil, nfs3.ErrGarbage
	}
	if stat != accepted {
		return nil, ErrDenied
	}
	r.Uint32()
	r.Opaque(maxAuth)
	status := AcceptStatus(r.Uint32())
	if r.Err() != nil {
		return nil, r.Err()
	}
	if status != Success {
		return nil, status
	}
	return r, nil
}
