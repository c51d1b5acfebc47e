// Package server exports a folder over NFS version 3 and its MOUNT protocol
// (RFC 1813), both on one TCP port, without the kernel's help.
//
// It does not build on github.com/willscott/go-nfs, which the tests speak to
// as an independent client library instead. Version 0.0.4 of that takes LINK's
// arguments for others, refuses exclusive CREATE and truncates in the others,
// cuts set-id and sticky bits off modes, reports ctime and atime as mtime,
// answers full disks, existing names and full folders with ACCES or IO, says
// FILE_SYNC for what it does not sync, gives everything to root because the
// credential does not reach its handlers, numbers listings by position so that
// they skip entries when a folder changes, and serves a connection's calls one
// after the other. All that is in the procedures themselves, behind any
// Handler or file system that one could hand to it.
//
// Clients are trusted as far as the export goes, as with sec=sys and
// no_root_squash: what they create belongs to the user they name, ACCESS
// answers for that user, and everything else is theirs to check. They reach
// nothing outside of the export: symbolic links are never followed here, and
// handles that this export did not make are refused.
package server

import (
	"bufio"
	"context"
	"errors"
	"hash/crc32"
	"net"
	"sync"
	"time"

	"holdfast.dev/nfs/internal/nfs3"
	"holdfast.dev/nfs/internal/rpc"
)

// Limits of a Server.
const (
	// callsPerConnection is how many calls of one client are worked on at
	// the same time.
	callsPerConnection = 64
	// drainTimeout is how long calls in progress may take once the server
	// is told to end.
	drainTimeout = 5 * time.Second
)

// Server answers clients of one export.
type Server struct {
	export  *Export
	repeats *repeats
	logf    func(format string, args ...any)

	mu    sync.Mutex
	conns map[net.Conn]struct{}
}

// New makes a server for e that logs to logf.
func New(e *Export, logf func(format string, args ...any)) *Server {
	return &Server{export: e, repeats: newRepeats(), logf: logf, conns: map[net.Conn]struct{}{}}
}

// Serve answers on l until ctx ends; then calls in progress are finished and
// everything is closed.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	stop := context.AfterFunc(ctx, func() { l.Close() })
	defer stop()
	var readers sync.WaitGroup
	defer s.hangUp(&readers)
	for {
		conn, err := l.Accept()
		if ctx.Err() != nil {
			if err == nil {
				conn.Close()
			}
			return nil
		}
		if err != nil {
			return err
		}
		s.mu.Lock()
		s.conns[conn] = struct{}{}
		s.mu.Unlock()
		readers.Go(func() {
			defer func() {
				conn.Close()
				s.mu.Lock()
				delete(s.conns, conn)
				s.mu.Unlock()
			}()
			s.serve(ctx, conn)
		})
	}
}

// hangUp lets calls in progress end, for some time, and closes all connections.
// It returns when their readers have, each of which waits for its own calls.
func (s *Server) hangUp(readers *sync.WaitGroup) {
	s.mu.Lock()
	for conn := range s.conns {
		_ = conn.SetReadDeadline(time.Now()) // nothing new
	}
	s.mu.Unlock()
	impatience := time.AfterFunc(drainTimeout, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		for conn := range s.conns {
			conn.Close()
		}
	})
	defer impatience.Stop()
	readers.Wait()
}

func (s *Server) serve(ctx context.Context, conn net.Conn) {
	client, _, _ := net.SplitHostPort(conn.RemoteAddr().String())
	in := bufio.NewReaderSize(conn, 64<<10)
	slots := make(chan struct{}, callsPerConnection)
	var out sync.Mutex
	var calls sync.WaitGroup
	defer calls.Wait()
	for ctx.Err() == nil {
		b, err := rpc.ReadRecord(in)
		if err != nil {
			return
		}
		c, err := rpc.ParseCall(b)
		if err != nil {
			s.logf("closing the connection of %s: %v", client, err)
			return
		}
		if c == nil {
			continue
		}
		slots <- struct{}{}
		calls.Go(func() {
			defer func() { <-slots }()
			reply := s.answer(client, c)
			out.Lock()
			defer out.Unlock()
			if _, err := conn.Write(reply); err != nil {
				conn.Close()
			}
		})
	}
}

// answer carries out a call and gives the bytes to send back.
func (s *Server) answer(client string, c *rpc.Call) []byte {
	run, status := s.find(c)
	if status != rpc.Success {
		return rpc.FinishReply(rpc.NewReply(c.XID, status, 0))
	}
	if p := procedures[c.Proc]; c.Prog != nfs3.Program || !p.changes || c.Proc == nfs3.ProcWrite {
		return run()
	}
	return s.repeats.once(call{client, c.XID, crc32.ChecksumIEEE(c.Raw)}, run)
}

// find says what is to be done for a call.
func (s *Server) find(c *rpc.Call) (func() []byte, rpc.AcceptStatus) {
	if c.Prog != nfs3.Program && c.Prog != nfs3.MountProgram {
		return nil, rpc.ProgUnavail
	}
	if c.Version != nfs3.Version {
		return nil, rpc.ProgMismatch
	}
	if c.Prog == nfs3.MountProgram {
		if c.Proc > nfs3.MountProcExport {
			return nil, rpc.ProcUnavail
		}
		return func() []byte { return s.export.answerMount(c) }, rpc.Success
	}
	p, ok := procedures[c.Proc]
	if !ok {
		return nil, rpc.ProcUnavail
	}
	return func() []byte { return s.run(p, c) }, rpc.Success
}

func (s *Server) run(p procedure, c *rpc.Call) []byte {
	results := nfs3.NewWriter(512)
	var err error
	if p.changes && s.export.readOnly {
		err = nfs3.ErrROFS
	} else if s.export.full && needsRoom(c.Proc) {
		err = nfs3.ErrNoSpc
	} else {
		err = s.export.perform(p, c, results)
	}
	if errors.Is(err, nfs3.ErrGarbage) {
		return rpc.FinishReply(rpc.NewReply(c.XID, rpc.GarbageArgs, 0))
	}
	reply := rpc.NewReply(c.XID, rpc.Success, 4+results.Len())
	if c.Proc == nfs3.ProcNull {
		return rpc.FinishReply(reply)
	}
	status := nfs3.StatusOf(err)
	if status == nfs3.ErrIO || status == nfs3.ErrServerFault {
		s.logf("procedure %d failed: %v", c.Proc, err)
	}
	reply.Uint32(uint32(status))
	if status == nfs3.OK {
		reply.Fixed(results.Bytes())
	} else {
		for range p.failWords {
			reply.Uint32(0)
		}
	}
	return rpc.FinishReply(reply)
}

func (e *Export) perform(p procedure, c *rpc.Call, w *nfs3.Writer) error {
	if p.names != opensOnly {
		defer e.naming.hold(p.names)()
	}
	return p.run(e, c, w)
}

// answerMount carries out a call to the MOUNT program. Who mounted what is not
// recorded: nothing would ever correct such a list.
func (e *Export) answerMount(c *rpc.Call) []byte {
	w := rpc.NewReply(c.XID, rpc.Success, 128)
	switch c.Proc {
	case nfs3.MountProcMnt:
		p := c.Args.String(nfs3.MaxPath)
		if c.Args.Err() != nil {
			return rpc.FinishReply(rpc.NewReply(c.XID, rpc.GarbageArgs, 0))
		}
		h, err := e.mount(p)
		w.Uint32(uint32(nfs3.StatusOf(err)))
		if err == nil {
			w.Opaque(h)
			w.Uint32(1)
			w.Uint32(1) // AUTH_SYS
		}
	case nfs3.MountProcDump:
		w.Bool(false)
	case nfs3.MountProcExport:
		w.Bool(true)
		w.String(e.as)
		w.Bool(false) // everybody
		w.Bool(false)
	}
	return rpc.FinishReply(w)
}
