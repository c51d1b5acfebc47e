package sandbox

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"

	"holdfast.dev/node/internal/cluster"
)

// A node's disk is where its kubelet keeps what pods write: their volumes, but those on NFS, and their logs. Usually that is a
// folder on the machine's own disk, which nobody may fill. A disk of a size of its own is kept in memory, mounted in the hub, so
// that it outlasts the node.

// MountDisks gives each node its disk, where it has one of its own.
func MountDisks(plan *cluster.Plan) error {
	if plan.NodeDisk == 0 {
		return nil
	}
	for number := 1; number <= plan.Nodes; number++ {
		disk := plan.NodePath(number, "disk")
		if err := os.MkdirAll(disk, 0o755); err != nil {
			return err
		}
		if err := unix.Mount("disk", disk, "tmpfs", 0, fmt.Sprintf("mode=755,size=%d", plan.NodeDisk)); err != nil {
			return fmt.Errorf("make the disk of %s: %w", cluster.NodeName(number), err)
		}
	}
	return nil
}
