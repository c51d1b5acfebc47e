package mount

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"

	"golang.org/x/sys/unix"
)

// The clients that a machine can mount with. FUSE is the one that this program
// is tested with. The kernel's is there for who asks for it: with the server on
// the same machine, what it has not written yet when the server ends keeps
// processes from ending, and its module stays loaded.
const (
	FUSE   = "fuse"
	Kernel = "kernel"
)

// ClientFile says which client a machine mounts with; FUSE when there is none.
// Mount options cannot choose the kernel's, since whoever may write a
// PersistentVolume has those.
const ClientFile = "/etc/holdfast-nfs/client"

func chosenClient(file string) (string, error) {
	text, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		return FUSE, nil
	}
	if err != nil {
		return "", err
	}
	client := strings.TrimSpace(string(text))
	if client != FUSE && client != Kernel {
		return "", fmt.Errorf("%s says %q, which is neither %s nor %s", file, client, FUSE, Kernel)
	}
	return client, nil
}

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
	proto := "tcp"
	if strings.Contains(addrs[0], ":") {
		proto = "tcp6"
	}
	options := append([]string{
		"vers=3", "proto=" + proto, "mountproto=" + proto, "mountvers=3", "nolock", "sec=sys", "addr=" + addrs[0], "mountaddr=" + addrs[0],
		fmt.Sprintf("port=%d", r.Port), fmt.Sprintf("mountport=%d", at.mountPort),
	}, r.Kernel...)
	flags := r.Flags
	if r.Sync {
		flags |= unix.MS_SYNCHRONOUS
	}
	return unix.Mount(r.Source, r.Dir, "nfs", flags, strings.Join(options, ","))
}
