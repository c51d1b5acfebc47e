package roles

import (
	"bufio"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"

	"holdfast.dev/node/internal/cluster"
	"holdfast.dev/node/internal/kubernetes"
)

// What a cluster needs, with some room: one node with the control plane was measured at about 1 GB when idle.
const (
	memoryForHub  = 900 << 20
	memoryForNode = 400 << 20
	diskForHub    = 700 << 20
	diskForNode   = 500 << 20
)

// programsNeeded maps a program of the host that a node runs to the Debian package that has it.
var programsNeeded = map[string]string{"nft": "nftables", "mount": "mount", "umount": "mount"}

// refuseUnfit says in one sentence why this machine cannot carry the cluster, if it cannot.
func refuseUnfit(plan *cluster.Plan) error {
	if os.Geteuid() != 0 {
		return cluster.Refuse("root is needed to make namespaces and mounts: run it as root, for example with sudo")
	}
	err := inOrder(plan, refuseUnknownComponents, refuseMissingArchives, kubernetes.RefuseAuditLog, kubernetes.RefuseSimulatedNodes)
	if err != nil {
		return err
	}
	if _, err := os.Stat(plan.Program("kubelet")); err != nil {
		return cluster.Refuse("%s has no bin/kubelet: it is not a folder that holdfast-build made", plan.Home)
	}
	for program, deb := range programsNeeded {
		if _, err := exec.LookPath(program); err != nil {
			return cluster.Refuse("the program %s is missing: install it, on Debian and Ubuntu with 'apt-get install %s'", program, deb)
		}
	}
	return inOrder(plan, refuseKernel, refuseMemory, refuseDisk)
}

// inOrder takes steps with a plan until one of them fails.
func inOrder(plan *cluster.Plan, steps ...func(*cluster.Plan) error) error {
	for _, step := range steps {
		if err := step(plan); err != nil {
			return err
		}
	}
	return nil
}

// Components are the programs that the user may replace by an own build.
var Components = []string{"containerd", "etcd", "holdfast-nfs", "holdfast-nfs-provisioner", "kube-apiserver",
	"kube-controller-manager", "kube-proxy", "kube-scheduler", "kubelet"}

func refuseUnknownComponents(plan *cluster.Plan) error {
	for name, own := range plan.Components {
		if !slices.Contains(Components, name) {
			return cluster.Refuse("there is no component %q: it is one of %s", name, strings.Join(Components, ", "))
		}
		if info, err := os.Stat(own); err != nil || info.IsDir() || info.Mode()&0o111 == 0 {
			return cluster.Refuse("the component %s cannot be run from %s: there is no executable file", name, own)
		}
	}
	for name := range plan.ExtraArgs {
		if !slices.Contains(Components, name) {
			return cluster.Refuse("there is no component %q to pass arguments to: it is one of %s", name, strings.Join(Components, ", "))
		}
	}
	return nil
}

func refuseKernel(plan *cluster.Plan) error {
	known, err := fileSystems()
	if err != nil {
		return err
	}
	if !known["overlay"] {
		_ = exec.Command("modprobe", "overlay").Run()
		if known, err = fileSystems(); err != nil {
			return err
		}
		if !known["overlay"] {
			return cluster.Refuse("this kernel has no overlay file system, which the containers' images need")
		}
	}
	switch plan.NFSClient {
	case cluster.KernelNFS:
		if !known["nfs"] && exec.Command("modprobe", "nfs").Run() != nil {
			return cluster.Refuse("this machine's kernel has no NFS client: leave --nfs-client kernel out")
		}
	case cluster.FUSE:
		if _, err := os.Stat("/dev/fuse"); err != nil {
			return cluster.Refuse("this machine can mount no NFS volume: there is no /dev/fuse")
		}
	default:
		return cluster.Refuse("--nfs-client must be %s or %s, not %q", cluster.FUSE, cluster.KernelNFS, plan.NFSClient)
	}
	return nil
}

func fileSystems() (map[string]bool, error) {
	text, err := os.ReadFile("/proc/filesystems")
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, line := range strings.Split(string(text), "\n") {
		if fields := strings.Fields(line); len(fields) > 0 {
			known[fields[len(fields)-1]] = true
		}
	}
	return known, nil
}

func refuseMemory(plan *cluster.Plan) error {
	file, err := os.Open("/proc/meminfo")
	if err != nil {
		return err
	}
	defer file.Close()
	needed := uint64(memoryForHub + plan.Nodes*memoryForNode)
	for lines := bufio.NewScanner(file); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		if len(fields) >= 2 && fields[0] == "MemAvailable:" {
			kib, err := strconv.ParseUint(fields[1], 10, 64)
			if err == nil && kib<<10 < needed {
				return cluster.Refuse("a cluster of %d node(s) needs %d MiB of memory and this machine has %d MiB available",
					plan.Nodes, needed>>20, kib>>10)
			}
		}
	}
	return nil
}

func refuseDisk(plan *cluster.Plan) error {
	dir := plan.Data
	for {
		if _, err := os.Stat(dir); err == nil {
			break
		}
		dir = filepath.Dir(dir)
	}
	var stat unix.Statfs_t
	if err := unix.Statfs(dir, &stat); err != nil {
		return err
	}
	free, needed := stat.Bavail*uint64(stat.Bsize), uint64(diskForHub+plan.Nodes*diskForNode)
	if free < needed {
		return cluster.Refuse("a cluster of %d node(s) needs %d MiB of disk and %s has %d MiB free", plan.Nodes, needed>>20, dir, free>>20)
	}
	return nil
}

// listen opens the socket under which the API server is reached from the host.
func listen(address net.IP, port int) (*os.File, int, error) {
	listener, err := net.ListenTCP("tcp4", &net.TCPAddr{IP: address, Port: port})
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, 0, cluster.Refuse("port %d is taken: choose another for the API server, or 0 for any", port)
	}
	if err != nil {
		return nil, 0, err
	}
	defer listener.Close()
	file, err := listener.File()
	return file, listener.Addr().(*net.TCPAddr).Port, err
}

// mayLowerOOMScore tells whether this process has CAP_SYS_RESOURCE.
func mayLowerOOMScore() bool {
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	var data [2]unix.CapUserData
	if err := unix.Capget(&header, &data[0]); err != nil {
		return false
	}
	return data[0].Effective&(1<<unix.CAP_SYS_RESOURCE) != 0
}

// refuseMissingArchives looks whether the archives that the user named are files.
func refuseMissingArchives(plan *cluster.Plan) error {
	for _, archive := range plan.Archives {
		if info, err := os.Stat(archive); err != nil || info.IsDir() {
			return cluster.Refuse("the image archive %s is not a file that can be read", archive)
		}
	}
	return nil
}
