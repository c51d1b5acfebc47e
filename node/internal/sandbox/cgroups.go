package sandbox

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"holdfast.dev/node/internal/cluster"
)

// hierarchy is one mounted cgroup file system: one for each set of controllers with version 1, just one with version 2.
type hierarchy struct {
	// mount is where it is mounted, as this process sees it.
	mount string
	// fstype is cgroup or cgroup2.
	fstype string
	// options are the mount options that name its controllers (version 1).
	options string
}

// hierarchies lists the cgroup file systems that are mounted below /sys/fs/cgroup.
func hierarchies() ([]hierarchy, error) {
	file, err := os.Open("/proc/self/mountinfo")
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var found []hierarchy
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if h, ok := parseMountInfo(lines.Text()); ok {
			found = append(found, h)
		}
	}
	if len(found) == 0 {
		return nil, errors.New("no control groups are mounted below /sys/fs/cgroup")
	}
	return found, nil
}

// parseMountInfo reads a line of mountinfo(5): "31 23 0:28 / /sys/fs/cgroup/cpu rw,relatime shared:9 - cgroup cgroup rw,cpu".
func parseMountInfo(line string) (hierarchy, bool) {
	before, after, ok := strings.Cut(line, " - ")
	fields, kind := strings.Fields(before), strings.Fields(after)
	if !ok || len(fields) < 5 || len(kind) < 3 || !strings.HasPrefix(fields[4], "/sys/fs/cgroup") {
		return hierarchy{}, false
	}
	switch kind[0] {
	case "cgroup2":
		return hierarchy{mount: fields[4], fstype: kind[0]}, true
	case "cgroup":
		controllers := slices.DeleteFunc(strings.Split(kind[2], ","), func(option string) bool {
			return slices.Contains([]string{"rw", "ro", "xattr", "seclabel"}, option) ||
				strings.HasPrefix(option, "release_agent=")
		})
		return hierarchy{mount: fields[4], fstype: kind[0], options: strings.Join(controllers, ",")}, true
	}
	return hierarchy{}, false
}

// unified tells whether version 2 carries the controllers, rather than being mounted empty beside version 1.
func unified(all []hierarchy) bool { return len(all) == 1 && all[0].fstype == "cgroup2" }

// cgroupName is the control group of a cluster in every hierarchy.
func cgroupName(id string) string { return "holdfast-" + id }

// nodeCgroup is the control group of one of its nodes.
func nodeCgroup(plan *cluster.Plan, number int) string {
	return cgroupName(plan.ID) + "/" + cluster.NodeName(number)
}

// MakeCgroups makes all groups of a cluster.
func MakeCgroups(plan *cluster.Plan) error {
	if err := makeCgroup(cgroupName(plan.ID) + "/hub"); err != nil {
		return err
	}
	if err := yieldProcessor(cgroupName(plan.ID)); err != nil {
		return err
	}
	for number := 1; number <= plan.Nodes; number++ {
		if err := MakeNodeCgroup(plan, number); err != nil {
			return err
		}
	}
	return nil
}

// MakeNodeCgroup makes the group of a node.
func MakeNodeCgroup(plan *cluster.Plan, number int) error {
	return makeCgroup(nodeCgroup(plan, number))
}

// RemoveNodeCgroup kills what is in the group of a node, and removes it.
func RemoveNodeCgroup(plan *cluster.Plan, number int) error {
	return removeCgroup(nodeCgroup(plan, number), cgroupRemovalDeadline)
}

// makeCgroup creates the group in every hierarchy, ready for groups below it.
func makeCgroup(name string) error {
	all, err := hierarchies()
	if err != nil {
		return err
	}
	for _, h := range all {
		dir := h.mount
		for _, element := range strings.Split(name, "/") {
			if unified(all) {
				if err := delegateControllers(dir); err != nil {
					return err
				}
			}
			parent := dir
			dir = filepath.Join(dir, element)
			if err := os.Mkdir(dir, 0o755); err != nil && !errors.Is(err, os.ErrExist) {
				return err
			}
			if slices.Contains(strings.Split(h.options, ","), "cpuset") {
				if err := inheritCpuset(parent, dir); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// Who watches a cluster must not be late because of what is watched: where both want a processor, the cluster gets less of it than
// a program outside of any group, whose weight is 1024 (version 1) or 100 (version 2).
const (
	clusterShares = "400"
	clusterWeight = "40"
)

// yieldProcessor gives the group less weight than a program has that runs beside it.
func yieldProcessor(name string) error {
	all, err := hierarchies()
	if err != nil {
		return err
	}
	for _, h := range all {
		if err := lowerWeight(filepath.Join(h.mount, name)); err != nil {
			return err
		}
	}
	return nil
}

// lowerWeight does so where the group is one of processors, of either version.
func lowerWeight(dir string) error {
	for setting, value := range map[string]string{"cpu.shares": clusterShares, "cpu.weight": clusterWeight} {
		file := filepath.Join(dir, setting)
		if _, err := os.Stat(file); err != nil {
			continue
		}
		if err := os.WriteFile(file, []byte(value), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// inheritCpuset copies cpus and mems down: a new cpuset of version 1 has none and takes no process.
func inheritCpuset(parent, dir string) error {
	for _, setting := range []string{"cpuset.cpus", "cpuset.mems"} {
		value, err := os.ReadFile(filepath.Join(parent, setting))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, setting), value, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// delegateControllers lets the groups below dir (version 2) use all controllers that dir has.
func delegateControllers(dir string) error {
	available, err := os.ReadFile(filepath.Join(dir, "cgroup.controllers"))
	if err != nil {
		return err
	}
	for _, controller := range strings.Fields(string(available)) {
		err := os.WriteFile(filepath.Join(dir, "cgroup.subtree_control"), []byte("+"+controller), 0o644)
		if err != nil && !errors.Is(err, syscall.ENOTSUP) && !errors.Is(err, syscall.EINVAL) {
			return fmt.Errorf("controller %s in %s: %w", controller, dir, err)
		}
	}
	return nil
}

// joinCgroup moves this process, with all its threads, into the group.
func joinCgroup(name string) error {
	all, err := hierarchies()
	if err != nil {
		return err
	}
	for _, h := range all {
		if err := os.WriteFile(filepath.Join(h.mount, name, "cgroup.procs"), []byte("0"), 0o644); err != nil {
			return fmt.Errorf("join %s in %s: %w", name, h.mount, err)
		}
	}
	return nil
}

// enterCgroupNamespace makes the group that this process is in the root of all it will see: the calling thread, which
// must be locked, and the processes it starts. Then it mounts the hierarchies anew in target.
func enterCgroupNamespace(all []hierarchy, target string) error {
	if err := unix.Unshare(unix.CLONE_NEWCGROUP); err != nil {
		return fmt.Errorf("new cgroup namespace: %w", err)
	}
	if unified(all) {
		if err := unix.Mount("cgroup2", target, "cgroup2", unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC, ""); err != nil {
			return fmt.Errorf("mount cgroup2: %w", err)
		}
		return leaveDelegatedRoot(target)
	}
	if err := unix.Mount("tmpfs", target, "tmpfs", unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC, "mode=755"); err != nil {
		return err
	}
	for _, h := range all {
		dir := filepath.Join(target, filepath.Base(h.mount))
		if err := os.Mkdir(dir, 0o755); err != nil {
			return err
		}
		if err := unix.Mount(h.fstype, dir, h.fstype, unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC, h.options); err != nil {
			return fmt.Errorf("mount %s %s: %w", h.fstype, h.options, err)
		}
	}
	return nil
}

// ConfineToContainer makes the container's control groups the root of all that this process sees, and starts: the calling
// thread must be locked. A container that shares the host's view of control groups would otherwise leave its cluster's
// among the host's when it is killed; below its own they go with it.
func ConfineToContainer() error {
	all, err := hierarchies()
	if err != nil {
		return err
	}
	text, err := os.ReadFile("/proc/self/cgroup")
	if err != nil {
		return err
	}
	// Where it has no group of its own it has no business, such as in the empty hierarchy beside those of version 1.
	own := slices.DeleteFunc(all, func(h hierarchy) bool { return ownGroup(string(text), h) == "/" })
	if len(own) == 0 {
		return nil // the view is the container's own already
	}
	const root = "/sys/fs/cgroup"
	if err := unix.Unmount(root, unix.MNT_DETACH); err != nil {
		return fmt.Errorf("unmount the host's control groups: %w", err)
	}
	return enterCgroupNamespace(own, root)
}

// ownGroup finds the group of a process in a hierarchy, in the text of its /proc/PID/cgroup: "4:cpu,cpuacct:/a/b".
func ownGroup(text string, h hierarchy) string {
	controllers := h.options
	if h.fstype == "cgroup2" {
		controllers = ""
	}
	for _, line := range strings.Split(text, "\n") {
		fields := strings.SplitN(line, ":", 3)
		if len(fields) == 3 && sameControllers(fields[1], controllers) {
			return fields[2]
		}
	}
	return "/"
}

func sameControllers(a, b string) bool {
	split := func(list string) []string {
		return slices.Sorted(slices.Values(strings.Split(list, ",")))
	}
	return slices.Equal(split(a), split(b))
}

// leaveDelegatedRoot moves this process into a leaf: with version 2 a group with processes has no groups with controllers.
func leaveDelegatedRoot(root string) error {
	leaf := filepath.Join(root, "init")
	if err := os.MkdirAll(leaf, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(leaf, "cgroup.procs"), []byte("0"), 0o644); err != nil {
		return err
	}
	return delegateControllers(root)
}

// cgroupRemovalDeadline bounds the wait for killed processes to leave their groups.
const cgroupRemovalDeadline = 20 * time.Second

// leftCgroupRemovalDeadline is the same for what an earlier cluster left: what could be killed has ended long ago, and a
// new cluster waits for it.
const leftCgroupRemovalDeadline = 2 * time.Second

// removeCgroup kills what is in the group, in every hierarchy, and removes it with all groups below. It gives up after
// that time: a process that waits for a device cannot be killed.
func removeCgroup(name string, patience time.Duration) error {
	all, err := hierarchies()
	if err != nil {
		return err
	}
	deadline := time.Now().Add(patience)
	for {
		var last error
		for _, h := range all {
			if err := removeTree(filepath.Join(h.mount, name)); err != nil {
				last = err
			}
		}
		if last == nil {
			return nil
		}
		if time.Now().After(deadline) {
			return last
		}
		// There is no event for "the last process has left" that both versions share.
		time.Sleep(20 * time.Millisecond)
	}
}

func removeTree(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if entry.IsDir() {
			if err := removeTree(filepath.Join(dir, entry.Name())); err != nil {
				return err
			}
		}
	}
	killMembers(dir)
	if err := os.Remove(dir); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// killMembers kills the processes of a group and no other ones.
func killMembers(dir string) {
	if kill, err := os.OpenFile(filepath.Join(dir, "cgroup.kill"), os.O_WRONLY, 0); err == nil {
		_, err = kill.WriteString("1")
		_ = kill.Close()
		if err == nil {
			return // version 2, since Linux 5.14
		}
	}
	for _, pid := range members(dir) {
		process, err := unix.PidfdOpen(pid, 0)
		if err != nil {
			continue // it has ended
		}
		// The number may have been given to another process before it was opened. If it is one of the group now, so is
		// the process that was opened, or that has ended since.
		if slices.Contains(members(dir), pid) {
			_ = unix.PidfdSendSignal(process, unix.SIGKILL, nil, 0)
		}
		_ = unix.Close(process)
	}
}

func members(dir string) []int {
	processes, err := os.ReadFile(filepath.Join(dir, "cgroup.procs"))
	if err != nil {
		return nil
	}
	var pids []int
	for _, field := range strings.Fields(string(processes)) {
		// Those of other PID namespaces are told as 0.
		if pid, err := strconv.Atoi(field); err == nil && pid > 1 {
			pids = append(pids, pid)
		}
	}
	return pids
}
