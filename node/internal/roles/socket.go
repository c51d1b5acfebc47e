package roles

import (
	"fmt"
	"net"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"

	"holdfast.dev/node/internal/orders"
)

// ordersSocket is where other processes of the machine give a cluster orders, in its data folder.
const ordersSocket = "orders.sock"

// answerOrders answers orders at the socket, for the owner of the data folder only, until the listener is closed.
func answerOrders(socket string, receiver *orders.Receiver) (net.Listener, error) {
	folder, err := os.Open(filepath.Dir(socket))
	if err != nil {
		return nil, err
	}
	defer folder.Close()
	// The path of a socket is short by nature, and that of a data folder may be long.
	before := unix.Umask(0o177)
	listener, err := net.Listen("unix", fmt.Sprintf("/proc/self/fd/%d/%s", folder.Fd(), filepath.Base(socket)))
	unix.Umask(before)
	if err != nil {
		return nil, fmt.Errorf("the socket for orders: %w", err)
	}
	// It goes with the folder, whose path by way of the descriptor ends here.
	listener.(*net.UnixListener).SetUnlinkOnClose(false)
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer connection.Close()
				orders.Serve(connection, connection, receiver.Answer)
			}()
		}
	}()
	return listener, nil
}
