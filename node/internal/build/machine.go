package build

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
)

const gibibyte = 1 << 30

// checkSystem refuses machines that a node cannot run on.
func checkSystem(goos, goarch string) error {
	if goos != "linux" {
		return refuse("the embedded cluster needs Linux, and this is %s", goos)
	}
	if goarch != "amd64" && goarch != "arm64" {
		return refuse("the embedded cluster needs an x86-64 or arm64 machine, and this is %s", goarch)
	}
	return nil
}

// tool is something that the machine must have.
type tool struct {
	// what a person calls it, and the Debian package that has it
	what, pkg string
	// there says whether the machine has it.
	there func(ctx context.Context) bool
}

func command(name, pkg string) tool {
	return tool{what: name, pkg: pkg, there: func(context.Context) bool { return have(name) }}
}

// have looks for a program where the system's administrator finds it, too: an ordinary user's PATH may lack the folders
// that nft and mount live in.
func have(name string) bool {
	if _, err := exec.LookPath(name); err == nil {
		return true
	}
	return slices.ContainsFunc([]string{"/usr/sbin", "/sbin", "/usr/local/sbin"}, func(dir string) bool {
		i, err := os.Stat(filepath.Join(dir, name))
		return err == nil && i.Mode().IsRegular() && i.Mode()&0o111 != 0
	})
}

// runtimeTools are needed whenever a cluster runs, if it runs on this machine.
func (b *builder) runtimeTools() []tool {
	if b.options.Workload {
		return nil
	}
	return []tool{command("nft", "nftables"), command("mount", "mount")}
}

// buildTools are needed to build runc and pause.
func buildTools() []tool {
	return []tool{
		command("gcc", "gcc"),
		command("pkg-config", "pkg-config"),
		{what: "the C library's headers", pkg: "libc6-dev", there: func(ctx context.Context) bool { return preprocesses(ctx, "stdio.h") }},
		{what: "libseccomp's headers", pkg: "libseccomp-dev", there: func(ctx context.Context) bool {
			return preprocesses(ctx, "seccomp.h") && child(ctx, "pkg-config", "--exists", "libseccomp").Run() == nil
		}},
	}
}

func preprocesses(ctx context.Context, header string) bool {
	c := child(ctx, "gcc", "-E", "-x", "c", "-")
	c.Stdin = strings.NewReader("#include <" + header + ">\n")
	return c.Run() == nil
}

// provide makes sure that the tools are there: it installs what is missing when it may, and names it when it may not.
func (b *builder) provide(ctx context.Context, tools []tool) error {
	missing := lacking(ctx, tools)
	if len(missing) == 0 {
		return nil
	}
	var packages []string
	for _, t := range missing {
		packages = append(packages, t.pkg)
	}
	if os.Geteuid() != 0 || !have("apt-get") {
		return Refusal{lackingSentence(missing, have("apt-get"))}
	}
	b.progress.Begin("installing " + strings.Join(packages, ", "))
	defer b.progress.Idle()
	install := append([]string{"install", "-y", "-q", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120"}, packages...)
	said, err := b.apt(ctx, install...)
	if err != nil && ctx.Err() == nil {
		// The list of packages may be absent, as in a fresh container, or older than the packages on the server.
		b.progress.Begin("updating the list of packages to install " + strings.Join(packages, ", "))
		if said, err = b.apt(ctx, "update", "-q"); err == nil {
			said, err = b.apt(ctx, install...)
		}
	}
	switch {
	case ctx.Err() != nil:
		return ErrInterrupted
	case err != nil:
		return refuse("installing %s with apt-get failed: %s", strings.Join(packages, ", "), strings.TrimSuffix(said, "."))
	}
	if still := lacking(ctx, tools); len(still) > 0 {
		return Refusal{lackingSentence(still, true)}
	}
	return nil
}

func lacking(ctx context.Context, tools []tool) []tool {
	return slices.DeleteFunc(slices.Clone(tools), func(t tool) bool { return t.there(ctx) })
}

func lackingSentence(missing []tool, apt bool) string {
	var what, packages []string
	for _, t := range missing {
		what = append(what, t.what)
		packages = append(packages, t.pkg)
	}
	verb := "are"
	if len(missing) == 1 && !strings.HasSuffix(what[0], "headers") {
		verb = "is"
	}
	sentence := fmt.Sprintf("%s %s missing; ", strings.Join(what, ", "), verb)
	if apt {
		return sentence + "install with: sudo apt-get install " + strings.Join(packages, " ")
	}
	return sentence + "install them (on Debian the packages are " + strings.Join(packages, " ") + ")"
}

// apt runs apt-get and returns the last line it said.
func (b *builder) apt(ctx context.Context, args ...string) (string, error) {
	var said bytes.Buffer
	c := child(ctx, "apt-get", args...)
	c.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8")
	c.Stdout, c.Stderr = &said, &said
	err := c.Run()
	fmt.Fprintf(b.log, "# apt-get %s\n%s", strings.Join(args, " "), said.Bytes())
	return lastLine(said.String()), err
}

// space is what a build writes where.
type space struct {
	dir   string
	bytes uint64
}

// spaceOfRelease is what building a release will write at most: modules, compiled packages and programs. Of the first two
// the go command keeps what it has, so what is there already need not be written again.
func spaceOfRelease(g toolchain, kubernetes []Version, cache string) []space {
	modules := space{g.GOMODCACHE, gibibyte / 4}
	for _, v := range kubernetes {
		if !g.hasModules(v) {
			modules.bytes = 2 * gibibyte
		}
	}
	compiled := space{g.GOCACHE, 4*gibibyte + gibibyte/2}
	if modules.bytes < gibibyte { // these versions were built before
		compiled.bytes -= min(sizeOf(g.GOCACHE), 4*gibibyte)
	}
	return []space{modules, compiled, {cache, 3 * gibibyte / 2}}
}

// compiledOf is how much the packages come to, once compiled, that a component is made of. Measured on amd64 with Kubernetes
// 1.37.2, Go 1.26 and the flags of a build, as what `go list -deps -export` names: 2.9 GiB (2,442 packages) for
// kube-controller-manager, 2.1 for kubelet, 1.7 for kube-scheduler and 1.4 for kube-proxy. Rounded up, as releases differ.
var compiledOf = map[string]uint64{
	"kube-controller-manager": 3 * gibibyte,
	"kubelet":                 9 * gibibyte / 4,
	"kube-scheduler":          2 * gibibyte,
	"kube-proxy":              7 * gibibyte / 4,
}

// The rest that building components takes, measured in the same way. Components of one version share most of their
// packages: those of all four, and of the API server, come to 3.1 GiB.
const (
	compiledOfAll      = 13 * gibibyte / 4
	modulesOfVersion   = 3 * gibibyte / 4 // 0.5 GiB, and up to 0.2 GiB as they were downloaded
	programOfComponent = gibibyte / 8     // the largest has 101 MiB
)

// spaceOfComponents is what will be written at most if nothing but these components is built. Until a program is linked, the
// go command has its packages twice: where it keeps them, and in the folder for what is not complete, which is in our cache.
func spaceOfComponents(g toolchain, components map[Version][]string, cache string) []space {
	var modules, compiled, programs uint64
	for v, names := range components {
		if !g.hasModules(v) {
			modules += modulesOfVersion
		}
		var sum uint64
		for _, name := range names {
			sum += compiledOf[name]
			programs += programOfComponent
		}
		compiled += min(sum, compiledOfAll)
	}
	return []space{{g.GOMODCACHE, modules}, {g.GOCACHE, compiled}, {cache, compiled + programs}}
}

// hasModules says whether the source of a version of Kubernetes is here, and with it most modules that it needs.
func (g toolchain) hasModules(v Version) bool {
	return exists(filepath.Join(g.GOMODCACHE, "k8s.io", "kubernetes@v"+v.String()))
}

// sizeOf is how much the files below a folder hold.
func sizeOf(dir string) uint64 {
	var sum uint64
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil
		}
		if i, err := d.Info(); err == nil {
			sum += uint64(i.Size())
		}
		return nil
	})
	if err != nil {
		return 0
	}
	return sum
}

// checkSpace refuses when a file system has less free than will be written to it.
func checkSpace(needs []space, free func(dir string) (fsid string, bytes uint64, err error)) error {
	needed := map[string]space{}
	available := map[string]uint64{}
	for _, n := range needs {
		id, bytes, err := free(existing(n.dir))
		if err != nil {
			return refuse("the free space for %s cannot be told: %s", n.dir, err)
		}
		sum := needed[id]
		needed[id] = space{dir: n.dir, bytes: sum.bytes + n.bytes}
		available[id] = bytes
	}
	for _, id := range sortedKeys(needed) {
		if n := needed[id]; available[id] < n.bytes {
			return refuse("building needs %.1f GiB of disk for %s and what is beside it, and only %.1f GiB are free",
				float64(n.bytes)/gibibyte, n.dir, float64(available[id])/gibibyte)
		}
	}
	return nil
}

// existing is the folder, or the nearest one above it that exists.
func existing(dir string) string {
	for {
		if _, err := os.Stat(dir); err == nil || dir == filepath.Dir(dir) {
			return dir
		}
		dir = filepath.Dir(dir)
	}
}

// freeSpace asks the kernel which file system a folder is on and how much this user may still write there.
func freeSpace(dir string) (string, uint64, error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return "", 0, err
	}
	i, err := os.Stat(dir)
	if err != nil {
		return "", 0, err
	}
	stat, ok := i.Sys().(*syscall.Stat_t)
	if !ok {
		return "", 0, fmt.Errorf("the file system of %s has no number", dir)
	}
	return fmt.Sprint(stat.Dev), s.Bavail * uint64(s.Bsize), nil
}

// thisSystem is what this program was compiled for, which is what it runs on.
func thisSystem() (goos, goarch string) { return runtime.GOOS, runtime.GOARCH }
