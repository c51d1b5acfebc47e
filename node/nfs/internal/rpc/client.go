package rpc

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"sort"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
	"holdfast.dev/nfs/internal/nfs3"
)

// How the client deals with a server that does not answer.
const (
	// answerTimeout is how long a connection may stay without any answer
	// while calls wait on it, before it is given up and the calls are sent
	// again on a new one. It is the timeo default of NFS over TCP.
	answerTimeout = 60 * time.Second
	// deadPeerTimeout is how long the kernel keeps a connection whose
	// peer acknowledges nothing, as after a cut link.
	deadPeerTimeout = 10 * time.Second
	// dialTimeout bounds one attempt to reconnect.
	dialTimeout = 5 * time.Second
	// firstRedial and maxRedial bound the pause between attempts.
	firstRedial = 10 * time.Millisecond
	maxRedial   = 500 * time.Millisecond
)

// Errors of a call that got no answer.
var (
	// ErrInterrupted: whoever waited is about to end.
	ErrInterrupted = errors.New("interrupted")
	// ErrTimedOut: a soft client's patience ended.
	ErrTimedOut = errors.New("the server does not answer")
	// ErrClosed: the client was closed.
	ErrClosed = errors.New("the client is closed")
)

// Options of a Client.
type Options struct {
	// ReservedPort makes connections come from a port below 1024 where one
	// is free, as NFS servers commonly demand.
	ReservedPort bool
	// Soft, when positive, is how long a call waits for its answer; else it
	// waits for as long as the server is away.
	Soft time.Duration
	// Logf hears about the loss and the return of the server.
	Logf func(format string, args ...any)
}

// Client makes calls to one server over one TCP connection, which it renews
// when it is lost. Calls that were not answered by then are sent again with
// their transaction ids.
type Client struct {
	addr string
	opts Options
	host string

	mu      sync.Mutex
	conn    *connection // nil while there is none
	pending map[uint32]*pendingCall
	xid     uint32
	closed  bool
	done    chan struct{}
}

type pendingCall struct {
	xid      uint32
	message  []byte
	sends    int
	reply    *nfs3.Reader // set before answered is closed
	answered chan struct{}
}

// connection is one TCP connection with the messages that wait to be written.
type connection struct {
	net.Conn
	queue [][]byte // guarded by Client.mu
	wake  chan struct{}
}

// Answer is a server's reply to a call.
type Answer struct {
	*nfs3.Reader
	// Resent says that the call was sent more than once, so that the server
	// may have carried it out more than once.
	Resent bool
}

// Dial connects to addr (host:port), once; later losses are dealt with by the
// Client itself.
func Dial(ctx context.Context, addr string, opts Options) (*Client, error) {
	if opts.Logf == nil {
		opts.Logf = func(string, ...any) {}
	}
	host, err := os.Hostname()
	if err != nil {
		host = "localhost"
	}
	c := &Client{addr: addr, opts: opts, host: host, pending: map[uint32]*pendingCall{},
		xid: rand.Uint32(), done: make(chan struct{})}
	conn, err := c.dial(ctx)
	if err != nil {
		return nil, err
	}
	go c.run(c.adopt(conn))
	return c, nil
}

// Close ends the client; calls in progress fail with ErrClosed.
func (c *Client) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return
	}
	c.closed = true
	close(c.done)
	if c.conn != nil {
		c.conn.Close()
	}
}

// Call makes one call and waits for the answer as by says: for ever, for
// Options.Soft, or until whoever waits has to end. A nil cred is AUTH_NONE.
func (c *Client) Call(by Waiter, prog, vers, proc uint32, cred *Cred, args []byte) (Answer, error) {
	p := &pendingCall{answered: make(chan struct{})}
	c.mu.Lock()
	if c.closed {
		c.mu.Unlock()
		return Answer{}, ErrClosed
	}
	c.xid++
	p.xid = c.xid
	p.message = encodeCall(p.xid, prog, vers, proc, cred, c.host, args)
	c.pending[p.xid] = p
	if c.conn != nil {
		c.send(c.conn, p)
	}
	c.mu.Unlock()

	var soft <-chan time.Time
	if c.opts.Soft > 0 {
		t := time.NewTimer(c.opts.Soft)
		defer t.Stop()
		soft = t.C
	}
	err := by.Await(p.answered, soft, c.done)
	c.mu.Lock()
	delete(c.pending, p.xid)
	resent := p.sends > 1
	c.watch()
	c.mu.Unlock()
	if err != nil {
		return Answer{}, err
	}
	body, err := parseReply(p.reply)
	if err != nil {
		return Answer{}, err
	}
	return Answer{body, resent}, nil
}

// Pause waits before a call is made again.
func (c *Client) Pause(by Waiter, pause time.Duration) error {
	t := time.NewTimer(pause)
	defer t.Stop()
	if err := by.Await(nil, t.C, c.done); err != ErrTimedOut {
		return err
	}
	return nil
}

// send queues p on conn. The caller holds mu.
func (c *Client) send(conn *connection, p *pendingCall) {
	p.sends++
	conn.queue = append(conn.queue, p.message)
	select {
	case conn.wake <- struct{}{}:
	default:
	}
	c.watch()
}

// watch sets the deadline for the next answer, if one is expected. The caller
// holds mu.
func (c *Client) watch() {
	if c.conn == nil {
		return
	}
	deadline := time.Time{}
	if len(c.pending) > 0 {
		deadline = time.Now().Add(answerTimeout)
	}
	_ = c.conn.SetReadDeadline(deadline)
}

// adopt makes conn the current connection and sends what is not answered yet,
// oldest first.
func (c *Client) adopt(nc net.Conn) *connection {
	conn := &connection{Conn: nc, wake: make(chan struct{}, 1)}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		nc.Close()
		return nil
	}
	c.conn = conn
	calls := make([]*pendingCall, 0, len(c.pending))
	for _, p := range c.pending {
		calls = append(calls, p)
	}
	sort.Slice(calls, func(i, j int) bool { return int32(calls[i].xid-calls[j].xid) < 0 })
	for _, p := range calls {
		c.send(conn, p)
	}
	return conn
}

// run serves one connection after the other until the client is closed. A
// server that takes connections and answers nothing is tried again ever less
// often.
func (c *Client) run(conn *connection) {
	var pause time.Duration
	for conn != nil {
		stop := make(chan struct{})
		go c.write(conn, stop)
		answers, err := c.read(conn)
		close(stop)
		conn.Close()
		c.mu.Lock()
		c.conn = nil
		closed := c.closed
		c.mu.Unlock()
		if closed {
			return
		}
		if answers > 0 {
			pause = 0
			c.opts.Logf("lost the server at %s: %v", c.addr, err)
		}
		conn = c.redial(&pause)
	}
}

// redial connects again, after a pause that grows with every attempt.
func (c *Client) redial(pause *time.Duration) *connection {
	for {
		timer := time.NewTimer(*pause)
		select {
		case <-timer.C:
		case <-c.done:
			timer.Stop()
			return nil
		}
		*pause = min(max(2**pause, firstRedial), maxRedial)
		ctx, cancel := context.WithTimeout(context.Background(), dialTimeout)
		conn, err := c.dial(ctx)
		cancel()
		if err == nil {
			return c.adopt(conn)
		}
	}
}

func (c *Client) write(conn *connection, stop <-chan struct{}) {
	for {
		select {
		case <-stop:
			return
		case <-conn.wake:
		}
		c.mu.Lock()
		batch := net.Buffers(conn.queue)
		conn.queue = nil
		c.mu.Unlock()
		if _, err := batch.WriteTo(conn.Conn); err != nil {
			conn.Close() // read notices and says so
			return
		}
	}
}

// read takes answers off conn until it fails, and returns how many came.
func (c *Client) read(conn *connection) (int, error) {
	in := bufio.NewReaderSize(conn, 64<<10)
	for answers := 0; ; answers++ {
		b, err := ReadRecord(in)
		if err != nil {
			return answers, err
		}
		r := nfs3.NewReader(b)
		xid := r.Uint32()
		if r.Err() != nil {
			return answers, r.Err()
		}
		c.mu.Lock()
		p := c.pending[xid]
		delete(c.pending, xid)
		c.watch()
		c.mu.Unlock()
		if p != nil {
			p.reply = r
			close(p.answered)
		}
	}
}

func (c *Client) dial(ctx context.Context) (net.Conn, error) {
	d := net.Dialer{Control: control, KeepAlive: deadPeerTimeout}
	if c.opts.ReservedPort {
		for range reservedAttempts {
			d.LocalAddr = &net.TCPAddr{Port: lowestReserved + rand.IntN(1024-lowestReserved)}
			conn, err := d.DialContext(ctx, "tcp", c.addr)
			if err == nil || !(errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, syscall.EADDRNOTAVAIL) || errors.Is(err, syscall.EACCES)) {
				return conn, err
			}
		}
		d.LocalAddr = nil
	}
	return d.DialContext(ctx, "tcp", c.addr)
}

// Reserved ports are tried from lowestReserved on, as the kernel's client does,
// reservedAttempts times before any port will do.
const (
	lowestReserved   = 665
	reservedAttempts = 8
)

func control(_, _ string, raw syscall.RawConn) error {
	var err error
	cerr := raw.Control(func(fd uintptr) {
		err = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, int(deadPeerTimeout.Milliseconds()))
	})
	if err = errors.Join(cerr, err); err != nil {
		return fmt.Errorf("setting the timeout of a connection: %w", err)
	}
	return nil
}
