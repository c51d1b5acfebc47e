// Holdfast-nfs is NFS for a cluster without a storage system: a server in user
// space, and the mount helper of its nodes.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"holdfast.dev/nfs/internal/mount"
)

// Exit codes. A mount helper has those of mount(8).
const (
	exitFailed     = 1
	exitUsage      = 2
	exitMountUsage = 1
	exitMount      = 32
)

const notSupported = `Not supported: locks that other mounts see (NLM; locks hold within one mount),
NFS versions 2 and 4, UDP, Kerberos (AUTH_GSS), ACLs and extended attributes,
device nodes, fallocate, O_TMPFILE, renameat2 flags, quotas, and, before
Linux 6.6, shared writable memory mappings.`

func main() {
	os.Exit(run(os.Args))
}

func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	if strings.HasPrefix(filepath.Base(args[0]), "mount.") {
		return mountHelper(ctx, args[1:])
	}
	if len(args) == 1 || asksHelp(args[1:2]) {
		fmt.Println(usage)
		return 0
	}
	switch command, rest := args[1], args[2:]; command {
	case "serve":
		return exitCode(serveCommand(ctx, rest))
	case "mount":
		return mountHelper(ctx, rest)
	case mount.DaemonCommand:
		return exitCode(mount.Daemon())
	default:
		return exitCode(fmt.Errorf("%w: there is no command %q", errUsage, command))
	}
}

// exitCode says what is wrong, if something is.
func exitCode(err error) int {
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errUsage):
		fmt.Fprintf(os.Stderr, "error: %v\n", err)
		return exitUsage
	}
	fmt.Fprintf(os.Stderr, "error: %v\n", err)
	return exitFailed
}

const usage = `Holdfast-nfs is NFS for a cluster without a storage system: a server in user
space, and the mount helper of its nodes.

Usage:
  holdfast-nfs serve --export DIR [OPTION...]      export a folder
  holdfast-nfs mount HOST:/PATH DIR [OPTION...]    mount an export, as /sbin/mount.nfs does

With --help after its name, each command says more.

` + notSupported

// errUsage marks what is wrong with the command line.
var errUsage = errors.New("wrong usage")

func asksHelp(args []string) bool {
	for _, a := range args {
		if a == "-h" || a == "--help" || a == "-V" || a == "--version" {
			return true
		}
	}
	return len(args) == 0
}

// mountHelper is what mount(8) runs.
func mountHelper(ctx context.Context, args []string) int {
	if asksHelp(args) {
		fmt.Println(mountUsage)
		return 0
	}
	request, err := mount.Parse(args)
	if err == nil {
		err = mount.Mount(ctx, request, os.Stderr)
	}
	switch {
	case err == nil:
		return 0
	case errors.Is(err, mount.ErrUsage):
		fmt.Fprintf(os.Stderr, "error: %v\n", err)
		return exitMountUsage
	}
	fmt.Fprintf(os.Stderr, "error: %v\n", err)
	return exitMount
}

const mountUsage = `Mounts an NFS export with FUSE, or, where /etc/holdfast-nfs/client says
"kernel", with the kernel's client. It takes the arguments of a mount helper and can be installed as
/sbin/mount.nfs.

Usage:
  holdfast-nfs mount HOST:/PATH DIR [-fnrsvw] [-o OPTIONS]

  -f  do everything but the mount     -r, -w  read-only, read-write
  -s  ignore unknown options          -v      say what is done
  -n  accepted (there is no mtab)

The options of mount(8) and nfs(5) are understood; these have an effect:
  ro nosuid nodev noexec noatime sync remount addr= port= mountport= rsize=
  wsize= soft timeo= retrans= noac actimeo=0 noresvport, and
  holdfast-fuse      use FUSE whatever that file says
The process behind a FUSE mount writes its log to /run/holdfast-nfs/DIR.log.

` + notSupported + `

Exit codes are those of mount(8): 0, 1 for wrong usage, 32 for a failed mount.`
