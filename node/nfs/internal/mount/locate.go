package mount

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"syscall"
	"time"

	"holdfast.dev/nfs/internal/client"
	"holdfast.dev/nfs/internal/nfs3"
	"holdfast.dev/nfs/internal/rpc"
)

// Timeout is how long a mount may take until the server must have answered.
const Timeout = 10 * time.Second

// export is what the server said about the folder to be mounted.
type export struct {
	handle    nfs3.Handle
	mountPort int
}

// locate asks the MOUNT service for the folder. When no port is given, it is
// looked for beside the NFS service first, where servers in user space have
// it, and then where the portmapper says, as with the kernel's server.
func (r *Request) locate(ctx context.Context) (export, error) {
	port := r.MountPort
	if port == 0 {
		port = r.Port
	}
	h, err := r.askMount(ctx, port)
	if err == nil {
		return export{h, port}, nil
	}
	var status nfs3.Status
	var rejected rpc.AcceptStatus
	switch {
	case errors.As(err, &status):
		return export{}, fmt.Errorf("the server at %s refuses %s: %w", r.address(port), r.Path, status)
	case r.MountPort != 0 || !errors.As(err, &rejected):
		return export{}, r.unreachable(port, err)
	}
	if port, err = client.PortOf(ctx, r.Host, nfs3.MountProgram); err != nil {
		return export{}, fmt.Errorf("the server at %s has no MOUNT service on port %d, and its portmapper does not say where: %w", r.Host, r.Port, plain(err))
	}
	if h, err = r.askMount(ctx, port); errors.As(err, &status) {
		return export{}, fmt.Errorf("the server at %s refuses %s: %w", r.address(port), r.Path, status)
	}
	if err != nil {
		return export{}, r.unreachable(port, err)
	}
	return export{h, port}, nil
}

func (r *Request) askMount(ctx context.Context, port int) (nfs3.Handle, error) {
	return client.Mount(ctx, r.address(port), r.Path, client.Caller{}, rpc.Options{ReservedPort: r.ReservedPort, Soft: Timeout})
}

func (r *Request) unreachable(port int, err error) error {
	return fmt.Errorf("no NFS server answers at %s: %w", r.address(port), plain(err))
}

// plain takes off what net.OpError and its like wrap around the cause.
func plain(err error) error {
	var errno syscall.Errno
	var dns *net.DNSError
	switch {
	case errors.As(err, &errno):
		return errno
	case errors.As(err, &dns):
		return errors.New(dns.Err)
	case errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, context.DeadlineExceeded) ||
		errors.Is(err, rpc.ErrTimedOut) || errors.Is(err, rpc.ErrInterrupted):
		return fmt.Errorf("nothing came within %v", Timeout)
	}
	return err
}

// connect connects to the NFS service for good and learns what it can do.
func (r *Request) connect(ctx context.Context, at export, logf func(string, ...any)) (*client.Client, nfs3.FSInfo, error) {
	conn, err := rpc.Dial(ctx, r.address(r.Port), rpc.Options{ReservedPort: r.ReservedPort, Soft: r.Soft, Logf: logf})
	if err != nil {
		return nil, nfs3.FSInfo{}, r.unreachable(r.Port, err)
	}
	c := client.New(conn)
	info, err := c.FSInfo(client.Caller{Waiter: rpc.Waiter{Interrupted: ctx.Done()}}, at.handle)
	if err != nil {
		c.Close()
		return nil, info, r.unreachable(r.Port, err)
	}
	return c, info, nil
}
