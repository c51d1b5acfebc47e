package rpc

import (
	"bytes"
	"context"
	"errors"
	"net"
	"sync"
	"testing"
	"time"

	"holdfast.dev/nfs/internal/nfs3"
)

// scripted is a server that does with its connections what a test says.
func scripted(t *testing.T, connections ...func(net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for _, serve := range connections {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			serve(conn)
			conn.Close()
		}
	}()
	return l.Addr().String()
}

func next(t *testing.T, conn net.Conn) *Call {
	b, err := ReadRecord(conn)
	if err != nil {
		t.Errorf("reading a call: %v", err)
		return nil
	}
	c, err := ParseCall(b)
	if err != nil || c == nil {
		t.Errorf("parsing a call: %v", err)
	}
	return c
}

func answer(t *testing.T, conn net.Conn, xid uint32, result uint32) {
	w := NewReply(xid, Success, 4)
	w.Uint32(result)
	if _, err := conn.Write(FinishReply(w)); err != nil {
		t.Errorf("answering: %v", err)
	}
}

func dial(t *testing.T, address string, o Options) *Client {
	t.Helper()
	c, err := Dial(context.Background(), address, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func TestCallsAreSentAgainWithTheirIDs(t *testing.T) {
	var first *Call
	address := scripted(t,
		func(conn net.Conn) { first = next(t, conn) }, // and hangs up
		func(conn net.Conn) {
			again := next(t, conn)
			if again.XID != first.XID || !bytes.Equal(again.Raw, first.Raw) {
				t.Errorf("sent again is %x, at first %x", again.Raw, first.Raw)
			}
			answer(t, conn, again.XID+1, 1) // nobody's
			answer(t, conn, again.XID, 42)
			answer(t, conn, again.XID, 43) // once more
			fresh := next(t, conn)
			answer(t, conn, fresh.XID, 44)
		})
	c := dial(t, address, Options{})
	cred := &Cred{UID: 7, GID: 8, GIDs: []uint32{9}}
	a, err := c.Call(Waiter{}, nfs3.Program, 3, 1, cred, []byte{0, 0, 0, 5})
	if err != nil || a.Uint32() != 42 || !a.Resent {
		t.Fatalf("%v, resent %v", err, a.Resent)
	}
	if first.Cred.UID != 7 || first.Cred.GID != 8 || first.Cred.GIDs[0] != 9 || first.Args.Uint32() != 5 {
		t.Fatalf("the call was %+v", first)
	}
	a, err = c.Call(Waiter{}, nfs3.Program, 3, 1, nil, nil)
	if err != nil || a.Uint32() != 44 || a.Resent {
		t.Fatalf("the next call: %v, resent %v", err, a.Resent)
	}
}

func TestAnswersComeInAnyOrder(t *testing.T) {
	const calls = 50
	address := scripted(t, func(conn net.Conn) {
		var got []*Call
		for range calls {
			got = append(got, next(t, conn))
		}
		for i := range got {
			c := got[calls-1-i]
			answer(t, conn, c.XID, c.Args.Uint32())
		}
		_, _ = conn.Read(make([]byte, 1))
	})
	c := dial(t, address, Options{})
	var callers sync.WaitGroup
	for i := range uint32(calls) {
		callers.Go(func() {
			a, err := c.Call(Waiter{}, nfs3.Program, 3, 1, nil, []byte{0, 0, 0, byte(i)})
			if err != nil || a.Uint32() != i {
				t.Errorf("call %d: %v", i, err)
			}
		})
	}
	callers.Wait()
}

func TestPatienceEnds(t *testing.T) {
	silence := func(conn net.Conn) { _, _ = conn.Read(make([]byte, 1)); _, _ = conn.Read(make([]byte, 1<<16)) }
	hard := dial(t, scripted(t, silence), Options{})
	cancel := make(chan struct{})
	close(cancel)
	begin := time.Now()
	if _, err := hard.Call(Waiter{Interrupted: cancel}, nfs3.Program, 3, 1, nil, nil); !errors.Is(err, ErrInterrupted) || time.Since(begin) < interruptGrace {
		t.Errorf("an interrupted call: %v after %v", err, time.Since(begin))
	}
	killed := time.Now().Add(interruptGrace + 5*lifeCheck)
	handled := Waiter{Interrupted: cancel, Dying: func() bool { return time.Now().After(killed) }}
	if _, err := hard.Call(handled, nfs3.Program, 3, 1, nil, nil); !errors.Is(err, ErrInterrupted) || time.Now().Before(killed) {
		t.Errorf("a call whose caller handles the interruption ends before that is killed: %v", err)
	}
	soft := dial(t, scripted(t, silence), Options{Soft: 20 * time.Millisecond})
	if _, err := soft.Call(Waiter{}, nfs3.Program, 3, 1, nil, nil); !errors.Is(err, ErrTimedOut) {
		t.Errorf("a soft call: %v", err)
	}
	time.AfterFunc(20*time.Millisecond, hard.Close)
	if _, err := hard.Call(Waiter{}, nfs3.Program, 3, 1, nil, nil); !errors.Is(err, ErrClosed) {
		t.Errorf("a closed client: %v", err)
	}
}

func TestAnInterruptedCallStillTakesItsAnswer(t *testing.T) {
	address := scripted(t, func(conn net.Conn) {
		c := next(t, conn)
		time.Sleep(50 * time.Millisecond) // the signal comes first
		answer(t, conn, c.XID, 1)
		_, _ = conn.Read(make([]byte, 1))
	})
	cancel := make(chan struct{})
	close(cancel)
	if _, err := dial(t, address, Options{}).Call(Waiter{Interrupted: cancel}, nfs3.Program, 3, 1, nil, nil); err != nil {
		t.Fatal(err)
	}
}

func TestRecords(t *testing.T) {
	b, err := ReadRecord(bytes.NewReader([]byte("\x00\x00\x00\x02ab\x00\x00\x00\x00\x80\x00\x00\x01c")))
	if err != nil || string(b) != "abc" {
		t.Errorf("a record in fragments: %q, %v", b, err)
	}
	if _, err := ReadRecord(bytes.NewReader([]byte("\xff\xff\xff\xff"))); err == nil {
		t.Error("a record of 2 GiB is read")
	}
}
