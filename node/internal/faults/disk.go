package faults

import (
	"errors"
	"fmt"

	"golang.org/x/sys/unix"

	"holdfast.dev/node/internal/cluster"
	"holdfast.dev/node/internal/orders"
)

// FillDisk leaves no room on a node's disk: it becomes as small as what is on it.
func FillDisk(plan *cluster.Plan, number int) error {
	if plan.NodeDisk == 0 {
		return orders.Refuse("%s has no disk of its own that could be filled: start the cluster with --node-disk", cluster.NodeName(number))
	}
	disk := plan.NodePath(number, "disk")
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
	return fmt.Errorf("the disk of %s grows too fast to be filled", cluster.NodeName(number))
}

// EmptyDisk gives a node's disk its size again.
func EmptyDisk(plan *cluster.Plan, number int) error {
	if plan.NodeDisk == 0 {
		return nil
	}
	return resizeDisk(plan.NodePath(number, "disk"), plan.NodeDisk)
}

func resizeDisk(disk string, size int64) error {
	return unix.Mount("", disk, "", unix.MS_REMOUNT, fmt.Sprintf("size=%d", size))
}
