// Package mount is the helper that mount(8) runs as /sbin/mount.nfs: it mounts
// an NFS export with FUSE, or with the kernel's client on a machine that is set
// up for that.
package mount

import (
	"errors"
	"fmt"
	"net"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
	"holdfast.dev/nfs/internal/fusefs"
	"holdfast.dev/nfs/internal/nfs3"
)

// ErrUsage marks what is wrong with the arguments, not with the mount.
var ErrUsage = errors.New("wrong usage")

// Request is one mount as it was asked for.
type Request struct {
	// Source is host:/path as it was given; Host and Path are its parts.
	Source, Host, Path string
	// Dir is the mount point.
	Dir string
	// Flags are those of mount(2).
	Flags uintptr
	// Port is that of the NFS service.
	Port int
	// MountPort is that of the MOUNT service; 0 is to be found out.
	MountPort int
	// Soft, when positive, is how long a call waits for its answer.
	Soft time.Duration
	// AttrTimeout is how long attributes may be believed.
	AttrTimeout time.Duration
	// ReadSize and WriteSize bound transfers, in bytes; 0 is as the server
	// likes it.
	ReadSize, WriteSize uint32
	// ReservedPort asks for a source port below 1024.
	ReservedPort bool
	// Sync has every write put on stable storage before it returns.
	Sync bool
	// Kernel are the options that only the kernel's client understands.
	Kernel []string
	// Fake asks for everything but the mount; Verbose for telling about it.
	Fake, Verbose bool
	// FUSE asks for FUSE even where the kernel's client was chosen.
	FUSE bool
}

// Parse understands the arguments of a mount helper: SRC DIR [-fnrsvw]
// [-o OPTIONS]…, in any order.
func Parse(args []string) (*Request, error) {
	r := &Request{Port: nfs3.DefaultPort, AttrTimeout: fusefs.DefaultAttrTimeout, ReservedPort: true}
	var names []string
	p := optionParser{request: r, timeo: 600, retrans: 2}
	for i := 0; i < len(args); i++ {
		arg := args[i]
		if arg == "--" {
			names = append(names, args[i+1:]...)
			break
		}
		if len(arg) < 2 || arg[0] != '-' {
			names = append(names, arg)
			continue
		}
		for at := 1; at < len(arg); at++ {
			switch arg[at] {
			case 'o', 't', 'N':
				value := arg[at+1:]
				if value == "" {
					if i++; i == len(args) {
						return nil, fmt.Errorf("%w: -%c needs a value", ErrUsage, arg[at])
					}
					value = args[i]
				}
				if arg[at] == 'N' {
					return nil, fmt.Errorf("%w: -N is not supported", ErrUsage)
				}
				if arg[at] == 'o' {
					p.lists = append(p.lists, value)
				}
				at = len(arg)
			case 'r':
				p.lists = append(p.lists, "ro")
			case 'w':
				p.lists = append(p.lists, "rw")
			case 'f':
				r.Fake = true
			case 'v':
				r.Verbose = true
			case 's':
				p.sloppy = true
			case 'n': // nothing is ever written to /etc/mtab
			default:
				return nil, fmt.Errorf("%w: unknown flag -%c", ErrUsage, arg[at])
			}
		}
	}
	if len(names) != 2 {
		return nil, fmt.Errorf("%w: a source (host:/path) and a folder are needed, and %d names are given", ErrUsage, len(names))
	}
	if err := r.names(names[0], names[1]); err != nil {
		return nil, err
	}
	return r, p.all()
}

func (r *Request) names(source, dir string) error {
	host, p, ok := strings.Cut(source, ":/")
	if !ok || host == "" {
		return fmt.Errorf("%w: the source %q is not of the form host:/path", ErrUsage, source)
	}
	if strings.HasPrefix(host, "[") {
		host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	} else if strings.Contains(host, ":") {
		return fmt.Errorf("%w: the IPv6 address in %q needs brackets around it", ErrUsage, source)
	}
	r.Source, r.Host, r.Path, r.Dir = source, host, path.Clean("/"+p), dir
	return nil
}

// Address is host:port of a service on the server.
func (r *Request) address(port int) string { return net.JoinHostPort(r.Host, strconv.Itoa(port)) }

// flagOptions are the options that are flags of mount(2), set or taken away.
var flagOptions = map[string]struct {
	flag  uintptr
	clear bool
}{
	"ro": {unix.MS_RDONLY, false}, "rw": {unix.MS_RDONLY, true},
	"nosuid": {unix.MS_NOSUID, false}, "suid": {unix.MS_NOSUID, true},
	"nodev": {unix.MS_NODEV, false}, "dev": {unix.MS_NODEV, true},
	"noexec": {unix.MS_NOEXEC, false}, "exec": {unix.MS_NOEXEC, true},
	"noatime": {unix.MS_NOATIME, false}, "atime": {unix.MS_NOATIME, true},
	"nodiratime": {unix.MS_NODIRATIME, false}, "diratime": {unix.MS_NODIRATIME, true},
	"relatime": {unix.MS_RELATIME, false}, "norelatime": {unix.MS_RELATIME, true},
	"strictatime": {unix.MS_STRICTATIME, false}, "dirsync": {unix.MS_DIRSYNC, false},
	"remount": {unix.MS_REMOUNT, false},
}

// kernelOptions change nothing but what the kernel's client does.
var kernelOptions = []string{
	"cto", "nocto", "rdirplus", "nordirplus", "sharecache", "nosharecache", "acl", "noacl", "lookupcache", "nconnect",
	"fsc", "nofsc", "retrans", "timeo", "hard", "soft", "softerr", "softreval", "nosoftreval", "resvport", "noresvport",
	"rsize", "wsize", "ac", "noac", "actimeo", "acregmin", "acregmax", "acdirmin", "acdirmax", "namlen", "bsize",
}

// idleOptions mean nothing to either client, or what happens anyway.
var idleOptions = []string{
	"defaults", "auto", "noauto", "user", "nouser", "users", "owner", "group", "_netdev", "nofail", "fg", "bg", "retry",
	"intr", "nointr", "lock", "nolock", "local_lock", "async", "loud", "silent", "comment", "posix", "grpid", "nogrpid",
}

// optionParser gathers what several options decide together.
type optionParser struct {
	request        *Request
	lists          []string
	sloppy         bool
	soft           bool
	timeo, retrans int
}

func (p *optionParser) all() error {
	for _, list := range p.lists {
		for _, option := range strings.Split(list, ",") {
			if option = strings.TrimSpace(option); option == "" {
				continue
			}
			if err := p.one(option); err != nil {
				return err
			}
		}
	}
	if p.soft {
		// timeo is in tenths of a second, for each of the attempts.
		p.request.Soft = time.Duration(p.timeo) * time.Second / 10 * time.Duration(p.retrans+1)
	}
	return nil
}

func (p *optionParser) one(option string) error {
	r := p.request
	name, value, _ := strings.Cut(option, "=")
	if f, ok := flagOptions[name]; ok {
		r.Flags |= f.flag
		if f.clear {
			r.Flags &^= f.flag
		}
		return nil
	}
	var err error
	switch name {
	case "vers", "nfsvers":
		if value != "3" && value != "3.0" {
			return fmt.Errorf("%s=%s is not supported, only NFS version 3 is", name, value)
		}
	case "v3":
	case "v2", "v4", "v4.0", "v4.1", "v4.2", "minorversion":
		return fmt.Errorf("%s is not supported, only NFS version 3 is", option)
	case "proto", "mountproto":
		if value != "tcp" && value != "tcp6" {
			return fmt.Errorf("%s=%s is not supported, only TCP is", name, value)
		}
	case "tcp":
	case "udp":
		return errors.New("udp is not supported, only TCP is")
	case "sec":
		if value != "sys" && value != "none" && value != "null" {
			return fmt.Errorf("sec=%s is not supported, only sec=sys is", value)
		}
	case "mountvers":
		if value != "3" {
			return fmt.Errorf("mountvers=%s is not supported, only version 3 is", value)
		}
	case "addr":
		r.Host = value
	case "port":
		var port int
		if port, err = number(option, value, 0, 65535); port != 0 {
			r.Port = port
		}
	case "mountport":
		r.MountPort, err = number(option, value, 0, 65535)
	case "rsize":
		err = size(&r.ReadSize, option, value)
	case "wsize":
		err = size(&r.WriteSize, option, value)
	case "soft", "softerr":
		p.soft = true
	case "hard":
		p.soft = false
	case "timeo":
		p.timeo, err = number(option, value, 1, 1<<20)
	case "retrans":
		p.retrans, err = number(option, value, 0, 1<<10)
	case "noresvport":
		r.ReservedPort = false
	case "resvport":
		r.ReservedPort = true
	case "noac":
		r.AttrTimeout, r.Sync = 0, true
	case "actimeo", "acregmin", "acregmax", "acdirmin", "acdirmax":
		var seconds int
		if seconds, err = number(option, value, 0, 1<<20); seconds == 0 {
			r.AttrTimeout = 0
		}
	case "sync":
		r.Sync = true
	case "holdfast-fuse":
		r.FUSE = true
		return nil
	default:
		if !p.sloppy && !slices.Contains(kernelOptions, name) && !slices.Contains(idleOptions, name) && !strings.HasPrefix(name, "x-") {
			return fmt.Errorf("%w: unknown option %s", ErrUsage, option)
		}
	}
	if slices.Contains(kernelOptions, name) {
		r.Kernel = append(r.Kernel, option)
	}
	return err
}

func number(option, value string, least, most int) (int, error) {
	n, err := strconv.Atoi(value)
	if err != nil || n < least || n > most {
		return 0, fmt.Errorf("%w: %s is not a number from %d to %d", ErrUsage, option, least, most)
	}
	return n, nil
}

func size(to *uint32, option, value string) error {
	n, err := number(option, value, 1024, 1<<30)
	*to = uint32(n) &^ 1023
	return err
}
