package roles

import (
	"fmt"
	"io"
	"net"
	"os"

	"holdfast.dev/node/internal/cluster"
)

// relay answers on the host's loopback socket with the API server of this network namespace: the socket was opened by
// a process of the host and handed down, so that the host needs no interface, route or rule for the cluster.
func relay(socket *os.File) error {
	listener, err := net.FileListener(socket)
	if err != nil {
		return fmt.Errorf("the socket for the API server: %w", err)
	}
	go func() {
		for {
			outside, err := listener.Accept()
			if err != nil {
				return
			}
			go join(outside.(*net.TCPConn))
		}
	}()
	return nil
}

func join(outside *net.TCPConn) {
	defer outside.Close()
	dialed, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", cluster.APIPort))
	if err != nil {
		return
	}
	inside := dialed.(*net.TCPConn)
	defer inside.Close()
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = io.Copy(inside, outside)
		_ = inside.CloseWrite()
	}()
	_, _ = io.Copy(outside, inside)
	_ = outside.CloseWrite()
	<-done
}
