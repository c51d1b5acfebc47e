package client

import (
	"context"
	"errors"
	"net"
	"strconv"

	"holdfast.dev/nfs/internal/nfs3"
	"holdfast.dev/nfs/internal/rpc"
)

// Mount asks the MOUNT service at addr (host:port) for the handle of a path.
func Mount(ctx context.Context, addr, path string, by Caller, o rpc.Options) (nfs3.Handle, error) {
	c, err := rpc.Dial(ctx, addr, o)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	w := nfs3.NewWriter(len(path) + 8)
	w.String(path)
	a, err := c.Call(rpc.Waiter{Interrupted: ctx.Done()}, nfs3.MountProgram, nfs3.Version, nfs3.MountProcMnt, &by.Cred, w.Bytes())
	if err != nil {
		return nil, err
	}
	status := nfs3.Status(a.Uint32())
	if a.Err() != nil {
		return nil, a.Err()
	}
	if status != nfs3.OK {
		return nil, status
	}
	h := a.Handle()
	return h, a.Err()
}

// Numbers of the portmapper (RFC 1833, version 2).
const (
	portmapProgram = 100000
	portmapVersion = 2
	portmapGetPort = 3
	portmapPort    = 111
	protocolTCP    = 6
)

// ErrNoService is the portmapper's answer when nobody offers a program.
var ErrNoService = errors.New("no such service is registered")

// PortOf asks host's portmapper for the TCP port of a program.
func PortOf(ctx context.Context, host string, program uint32) (int, error) {
	c, err := rpc.Dial(ctx, net.JoinHostPort(host, strconv.Itoa(portmapPort)), rpc.Options{})
	if err != nil {
		return 0, err
	}
	defer c.Close()
	w := nfs3.NewWriter(16)
	for _, v := range []uint32{program, nfs3.Version, protocolTCP, 0} {
		w.Uint32(v)
	}
	a, err := c.Call(rpc.Waiter{Interrupted: ctx.Done()}, portmapProgram, portmapVersion, portmapGetPort, nil, w.Bytes())
	if err != nil {
		return 0, err
	}
	port := a.Uint32()
	if port == 0 || port > 1<<16-1 {
		return 0, ErrNoService
	}
	return int(port), a.Err()
}
