package sandbox

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"

	"holdfast.dev/node/internal/cluster"
)

// enterHubRoot gives the control plane the host's files, with a /proc and a /sys of its own namespaces.
func enterHubRoot() error {
	if err := unix.Mount("proc", "/proc", "proc", unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC, ""); err != nil {
		return fmt.Errorf("mount /proc: %w", err)
	}
	return nil
}

// kernelSettings are those that kubelet would set on start, for the whole machine. A node shows it the wanted values
// in their place, so that it leaves the host's alone (kubelet's setupKernelTunables writes only what differs).
var kernelSettings = map[string]string{
	"vm/overcommit_memory":      "1",
	"vm/panic_on_oom":           "0",
	"kernel/panic":              "10",
	"kernel/panic_on_oops":      "1",
	"kernel/keys/root_maxkeys":  "1000000",
	"kernel/keys/root_maxbytes": "25000000",
}

// enterNodeRoot gives a node a root of its own: the host's programs and configuration below a layer that is kept in
// memory, so that whatever a node writes, the host's files stay as they are; its state in the cluster's data folder.
func enterNodeRoot(plan *cluster.Plan, number int) error {
	all, err := hierarchies()
	if err != nil {
		return err
	}
	root := plan.NodePath(number, "root")
	if err := os.MkdirAll(root, 0o755); err != nil {
		return err
	}
	if err := unix.Mount("tmpfs", root, "tmpfs", 0, "mode=755"); err != nil {
		return fmt.Errorf("mount the node's root: %w", err)
	}
	r := nodeRoot{root: root}
	for _, name := range []string{"usr", "etc", "bin", "sbin", "lib", "lib32", "lib64", "libx32"} {
		if err := r.layer(name); err != nil {
			return err
		}
	}
	for _, dir := range []string{"dev", "proc", "sys", "run", "tmp", "root", "home", "mnt", "var/lib", "var/cache", "var/tmp", "opt/holdfast"} {
		if err := os.MkdirAll(r.path(dir), 0o755); err != nil {
			return err
		}
	}
	if err := os.Symlink("../run", r.path("var/run")); err != nil {
		return err
	}
	binds := map[string]string{
		filepath.Join(plan.Home, "bin"):     cluster.BinDirectory,
		plan.Home:                           plan.Home,
		plan.NodePath(number, "containerd"): "/var/lib/containerd",
		plan.KubeletFolder(number):          "/var/lib/kubelet",
		plan.LogFolder(number):              "/var/log",
	}
	for _, own := range dataOf(plan, number) {
		binds[own] = own
	}
	for _, own := range plan.Components {
		binds[own] = own
	}
	for _, archive := range plan.Archives {
		binds[archive] = archive
	}
	if plan.Contained != nil {
		binds[plan.Contained.Archives] = plan.Contained.Archives
	}
	for from, to := range binds {
		if err := r.bind(from, to); err != nil {
			return err
		}
	}
	if err := r.devices(); err != nil {
		return err
	}
	if err := unix.Mount("proc", r.path("proc"), "proc", unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC, ""); err != nil {
		return fmt.Errorf("mount /proc: %w", err)
	}
	if err := r.shadowKernelSettings(); err != nil {
		return err
	}
	if err := unix.Mount("sysfs", r.path("sys"), "sysfs", unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC, ""); err != nil {
		return fmt.Errorf("mount /sys: %w", err)
	}
	if err := enterCgroupNamespace(all, r.path("sys/fs/cgroup")); err != nil {
		return err
	}
	if err := r.configure(plan, number); err != nil {
		return err
	}
	return r.enter()
}

// dataOf is what a node is shown of the cluster's data, besides what it is shown elsewhere: a pod that is shown the node's files has
// no key with which it could be more than that node.
func dataOf(plan *cluster.Plan, number int) []string {
	name := cluster.NodeName(number)
	return []string{
		plan.File(), plan.Path("logs"), plan.PKI("ca.crt"), plan.PKI(name + "-server.crt"), plan.PKI(name + "-server.key"),
		plan.Conf(name + ".kubeconfig"), plan.Conf("kube-proxy.kubeconfig"),
	}
}

// deviceNames are the devices that containers have, that mounts of NFS need, and that kubelet reads the kernel's messages from.
var deviceNames = []string{"null", "zero", "full", "random", "urandom", "tty", "fuse", "kmsg"}

// devices gives a node these of the host's devices and no other, so that a privileged container has no other either.
func (r nodeRoot) devices() error {
	if err := unix.Mount("tmpfs", r.path("dev"), "tmpfs", unix.MS_NOSUID, "mode=755"); err != nil {
		return fmt.Errorf("mount /dev: %w", err)
	}
	for _, name := range deviceNames {
		if _, err := os.Stat("/dev/" + name); err != nil {
			continue // a machine without FUSE says so where it is needed
		}
		if err := r.bind("/dev/"+name, "dev/"+name); err != nil {
			return err
		}
	}
	for name, target := range map[string]string{"ptmx": "pts/ptmx", "fd": "/proc/self/fd",
		"stdin": "/proc/self/fd/0", "stdout": "/proc/self/fd/1", "stderr": "/proc/self/fd/2"} {
		if err := os.Symlink(target, r.path("dev/"+name)); err != nil {
			return err
		}
	}
	for _, dir := range []string{"pts", "shm", "mqueue"} {
		if err := os.Mkdir(r.path("dev/"+dir), 0o755); err != nil {
			return err
		}
	}
	if err := unix.Mount("devpts", r.path("dev/pts"), "devpts", unix.MS_NOSUID|unix.MS_NOEXEC, "newinstance,ptmxmode=0666,mode=0620"); err != nil {
		return fmt.Errorf("mount /dev/pts: %w", err)
	}
	if err := unix.Mount("tmpfs", r.path("dev/shm"), "tmpfs", unix.MS_NOSUID|unix.MS_NODEV, "mode=1777"); err != nil {
		return fmt.Errorf("mount /dev/shm: %w", err)
	}
	if err := unix.Mount("mqueue", r.path("dev/mqueue"), "mqueue", unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC, ""); err != nil {
		return fmt.Errorf("mount /dev/mqueue: %w", err)
	}
	return nil
}

// nodeRoot is a root file system under construction.
type nodeRoot struct{ root string }

func (r nodeRoot) path(name string) string { return filepath.Join(r.root, name) }

// layer shows a top-level folder of the host with a writable layer in memory above it.
func (r nodeRoot) layer(name string) error {
	host := "/" + name
	info, err := os.Lstat(host)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if info.Mode()&os.ModeSymlink != 0 {
		target, err := os.Readlink(host)
		if err != nil {
			return err
		}
		return os.Symlink(target, r.path(name))
	}
	upper, work := r.path(".layers/"+name+"/upper"), r.path(".layers/"+name+"/work")
	for _, dir := range []string{upper, work, r.path(name)} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
	}
	options := fmt.Sprintf("lowerdir=%s,upperdir=%s,workdir=%s", host, upper, work)
	if err := unix.Mount("overlay", r.path(name), "overlay", 0, options); err != nil {
		return fmt.Errorf("lay a writable layer over %s: %w", host, err)
	}
	return nil
}

// mountPoint makes what a file or folder is shown on. What is there already may be the host's own, where a folder above it is shown:
// it stays as it is.
func mountPoint(target string, folder bool) error {
	if folder {
		return os.MkdirAll(target, 0o755)
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	file, err := os.OpenFile(target, os.O_CREATE|os.O_RDONLY, 0o755)
	if err != nil {
		return err
	}
	return file.Close()
}

// bind shows a file or folder of the host at the same or another place, making what it is shown on.
func (r nodeRoot) bind(from, to string) error {
	info, err := os.Stat(from)
	if errors.Is(err, os.ErrNotExist) {
		if err := os.MkdirAll(from, 0o755); err != nil {
			return err
		}
		info, err = os.Stat(from)
	}
	if err != nil {
		return err
	}
	target := r.path(to)
	if err := mountPoint(target, info.IsDir()); err != nil {
		return err
	}
	if err := unix.Mount(from, target, "", unix.MS_BIND, ""); err != nil {
		return fmt.Errorf("show %s to the node: %w", from, err)
	}
	return nil
}

func (r nodeRoot) shadowKernelSettings() error {
	for name, value := range kernelSettings {
		shown := r.path(".settings/" + name)
		if err := os.MkdirAll(filepath.Dir(shown), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(shown, []byte(value+"\n"), 0o644); err != nil {
			return err
		}
		err := unix.Mount(shown, r.path("proc/sys/"+name), "", unix.MS_BIND, "")
		if err != nil && !errors.Is(err, unix.ENOENT) {
			return fmt.Errorf("shadow /proc/sys/%s: %w", name, err)
		}
	}
	return nil
}

// configure replaces what a node must not share with the host: names, resolver, mount helpers, CNI configuration.
func (r nodeRoot) configure(plan *cluster.Plan, number int) error {
	if err := os.MkdirAll(r.path("etc/cni"), 0o755); err != nil {
		return err
	}
	if err := unix.Mount("tmpfs", r.path("etc/cni"), "tmpfs", 0, "mode=755"); err != nil {
		return err
	}
	hosts := fmt.Sprintf("127.0.0.1 localhost\n%s %s\n%s hub\n", cluster.NodeAddress(number), cluster.NodeName(number), cluster.HubAddress)
	files := map[string]string{
		"etc/hosts":               hosts,
		"etc/hostname":            cluster.NodeName(number) + "\n",
		cluster.NFSClientFile[1:]: plan.NFSClient + "\n",
		// Nothing outside the cluster is resolved: a node has no way out.
		"etc/resolv.conf":                    "",
		"etc/cni/net.d/10-holdfast.conflist": cniConfiguration(number),
	}
	for name, text := range files {
		file := r.path(name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		// The host's may be a link to somewhere else, or read-only.
		if err := os.Remove(file); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return err
		}
	}
	helper := r.path("usr/sbin/mount.nfs")
	if _, err := os.Lstat(r.path("usr/sbin")); err != nil {
		helper = r.path("sbin/mount.nfs")
	}
	if err := os.Remove(helper); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return os.Symlink(plan.Program("holdfast-nfs"), helper)
}

func cniConfiguration(number int) string {
	// ptp rather than bridge: every packet between pods is routed by the node, so that a Service address leads from one
	// pod to another on the same node without the br_netfilter module.
	return strings.NewReplacer("SUBNET", cluster.NodePodNetwork(number)).Replace(`{
  "cniVersion": "1.0.0",
  "name": "holdfast",
  "plugins": [
    {
      "type": "ptp",
      "ipMasq": false,
      "ipam": {"type": "host-local", "dataDir": "/run/cni", "ranges": [[{"subnet": "SUBNET"}]], "routes": [{"dst": "0.0.0.0/0"}]}
    }
  ]
}
`)
}

// enter makes the new root the root, and lets mounts made by kubelet reach the containers.
func (r nodeRoot) enter() error {
	if err := unix.Chdir(r.root); err != nil {
		return err
	}
	if err := unix.PivotRoot(".", "."); err != nil {
		return fmt.Errorf("change to the node's root: %w", err)
	}
	if err := unix.Unmount(".", unix.MNT_DETACH); err != nil {
		return fmt.Errorf("leave the host's root: %w", err)
	}
	if err := unix.Chdir("/"); err != nil {
		return err
	}
	return unix.Mount("", "/", "", unix.MS_REC|unix.MS_SHARED, "")
}
