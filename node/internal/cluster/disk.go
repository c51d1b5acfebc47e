package cluster

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/unix"
	"k8s.io/apimachinery/pkg/api/resource"

	"holdfast.dev/node/internal/orders"
)

// A node's disk is where its kubelet keeps what pods write: their volumes, but those on NFS, and their logs. Usually that is a
// folder on the machine's own disk, which nobody may fill. A disk of a size of its own is kept in memory, mounted in the hub, so
// that it outlasts the node.

// smallestDisk is what a kubelet needs for itself, and more.
const smallestDisk = 16 << 20

// ParseDiskSize reads a size such as 512Mi.
func ParseDiskSize(text string) (int64, error) {
	quantity, err := resource.ParseQuantity(text)
	if err != nil || quantity.Value() < smallestDisk {
		return 0, refuse("%q is not the size of a disk: it has to be 16Mi or more, such as 512Mi", text)
	}
	return quantity.Value(), nil
}

// kubeletFolder is where the kubelet of a node keeps its things, as the host sees it.
func (p *Plan) kubeletFolder(number int) string { return p.onDisk(number, "kubelet") }

// logFolder is where the logs of a node's pods are.
func (p *Plan) logFolder(number int) string { return p.onDisk(number, "log") }

func (p *Plan) onDisk(number int, folder string) string {
	if p.NodeDisk == 0 {
		return p.nodePath(number, folder)
	}
	return p.nodePath(number, "disk", folder)
}

// mountDisks gives each node its disk, where it has one of its own.
func mountDisks(plan *Plan) error {
	if plan.NodeDisk == 0 {
		return nil
	}
	for number := 1; number <= plan.Nodes; number++ {
		disk := plan.nodePath(number, "disk")
		if err := os.MkdirAll(disk, 0o755); err != nil {
			return err
		}
		if err := unix.Mount("disk", disk, "tmpfs", 0, fmt.Sprintf("mode=755,size=%d", plan.NodeDisk)); err != nil {
			return fmt.Errorf("make the disk of %s: %w", NodeName(number), err)
		}
	}
	return nil
}

// fillDisk leaves no room on a node's disk: it becomes as small as what is on it.
func fillDisk(plan *Plan, number int) error {
	if plan.NodeDisk == 0 {
		return orders.Refuse("%s has no disk of its own that could be filled: start the cluster with --node-disk", NodeName(number))
	}
	disk := plan.nodePath(number, "disk")
	// Somebody may write something between the look at it and the change.
	for range 10 {
		var stat unix.Statfs_t
		if err := unix.Statfs(disk, &stat); err != nil {
			return err
		}
		used := int64(stat.Blocks-stat.Bfree) * stat.Bsize
		err := resizeDisk(disk, max(used, stat.Bsize))
		if !errors.Is(err, unix.EINVAL) {
			return err
		}
	}
	return fmt.Errorf("the disk of %s grows too fast to be filled", NodeName(number))
}

// emptyDisk gives a node's disk its size again.
func emptyDisk(plan *Plan, number int) error {
	if plan.NodeDisk == 0 {
		return nil
	}
	return resizeDisk(plan.nodePath(number, "disk"), plan.NodeDisk)
}

func resizeDisk(disk string, size int64) error {
	return unix.Mount("", disk, "", unix.MS_REMOUNT, fmt.Sprintf("size=%d", size))
}
