package mount

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"

	"golang.org/x/sys/unix"
)

// kernelHasNFS says whether the kernel has an NFS client, loading it first if
// it is a module.
func kernelHasNFS(ctx context.Context) bool {
	if knows("nfs") {
		return true
	}
	if modprobe, err := exec.LookPath("modprobe"); err == nil {
		if exec.CommandContext(ctx, modprobe, "-q", "nfs").Run() == nil {
			return knows("nfs")
		}
	}
	return false
}

func knows(fstype string) bool {
	f, err := os.Open("/proc/filesystems")
	if err != nil {
		return false
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if fields := strings.Fields(lines.Text()); len(fields) > 0 && fields[len(fields)-1] == fstype {
			return true
		}
	}
	return false
}

// mountKernel mounts with the kernel's client, which wants to be told all that
// a helper can find out. It does without a lock manager, which nobody runs.
func (r *Request) mountKernel(ctx context.Context, at export) error {
	addrs, err := net.DefaultResolver.LookupHost(ctx, r.Host)
	if err != nil {
		return fmt.Errorf("the name %s: %w", r.Host, plain(err))
	}
	options := append([]string{
		"vers=3", "proto=tcp", "mountproto=tcp", "mountvers=3", "nolock", "sec=sys", "addr=" + addrs[0], "mountaddr=" + addrs[0],
		fmt.Sprintf("port=%d", r.Port), fmt.Sprintf("mountport=%d", at.mountPort),
	}, r.Kernel...)
	flags := r.Flags
	if r.Sync {
		flags |= unix.MS_SYNCHRONOUS
	}
	return unix.Mount(r.Source, r.Dir, "nfs", flags, strings.Join(options, ","))
}
