package server

import (
	"net"
	"net/netip"
	"slices"
	"sync"
)

// From has l accept connections from some addresses only. Others are closed
// before anything is read from them, and logged once for each address.
func From(l net.Listener, clients []netip.Prefix, logf func(format string, args ...any)) net.Listener {
	return &filtered{Listener: l, clients: clients, logf: logf, refused: map[netip.Addr]bool{}}
}

type filtered struct {
	net.Listener
	clients []netip.Prefix
	logf    func(format string, args ...any)
	mu      sync.Mutex
	refused map[netip.Addr]bool
}

// mostRefused bounds how many refused addresses are remembered and logged.
const mostRefused = 1000

func (f *filtered) Accept() (net.Conn, error) {
	for {
		conn, err := f.Listener.Accept()
		if err != nil {
			return nil, err
		}
		from, _ := netip.ParseAddrPort(conn.RemoteAddr().String())
		address := from.Addr().Unmap().WithZone("")
		if slices.ContainsFunc(f.clients, func(p netip.Prefix) bool { return p.Contains(address) }) {
			return conn, nil
		}
		conn.Close()
		f.note(address)
	}
}

func (f *filtered) note(address netip.Addr) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.refused[address] && len(f.refused) < mostRefused {
		f.refused[address] = true
		f.logf("refusing %s, which is not a client of this export", address)
	}
}
