package build

import (
	"os"
	"path"
	"path/filepath"
	"slices"
)

// module is a module whose source is here: its path, with which import paths of its packages begin, and its folder, below
// the one that holdfast-build runs in.
type module struct{ path, dir string }

// The modules whose source is here. The NFS server's needs no Kubernetes, and is built from what its own go.mod pins.
var (
	nodeModule    = module{"holdfast.dev/node", "."}
	nfsModule     = module{"holdfast.dev/nfs", "nfs"}
	sourceModules = []module{nodeModule, nfsModule}
)

// Program is one executable of a node.
type Program struct {
	// Name is what it is called in bin/; it may hold a folder, as cni/ptp does.
	Name string
	// Package is the main package that it is built from.
	Package string
	// Kubernetes marks the programs that come in the version of Kubernetes that was asked for.
	Kubernetes bool
	// Cgo marks the programs that a C compiler and libraries are needed for.
	Cgo bool
	// Optional marks the programs that are built only on request.
	Optional bool
}

// upstream are the programs that others wrote, in the order in which a cluster starts them.
var upstream = []Program{
	{Name: "etcd", Package: "go.etcd.io/etcd/server/v3"},
	{Name: "kube-apiserver", Package: "k8s.io/kubernetes/cmd/kube-apiserver", Kubernetes: true},
	{Name: "kube-controller-manager", Package: "k8s.io/kubernetes/cmd/kube-controller-manager", Kubernetes: true},
	{Name: "kube-scheduler", Package: "k8s.io/kubernetes/cmd/kube-scheduler", Kubernetes: true},
	{Name: "containerd", Package: "github.com/containerd/containerd/v2/cmd/containerd"},
	{Name: "containerd-shim-runc-v2", Package: "github.com/containerd/containerd/v2/cmd/containerd-shim-runc-v2"},
	{Name: "runc", Package: "github.com/opencontainers/runc", Cgo: true},
	{Name: "cni/ptp", Package: "github.com/containernetworking/plugins/plugins/main/ptp"},
	{Name: "cni/host-local", Package: "github.com/containernetworking/plugins/plugins/ipam/host-local"},
	{Name: "kubelet", Package: "k8s.io/kubernetes/cmd/kubelet", Kubernetes: true},
	{Name: "kube-proxy", Package: "k8s.io/kubernetes/cmd/kube-proxy", Kubernetes: true},
	{Name: "kubectl", Package: "k8s.io/kubernetes/cmd/kubectl", Kubernetes: true, Optional: true},
	{Name: "kwok", Package: "sigs.k8s.io/kwok/cmd/kwok", Optional: true},
	{Name: "ctr", Package: "github.com/containerd/containerd/v2/cmd/ctr", Optional: true},
}

// The programs that the images are made with and from.
const (
	imagesProgram  = "holdfast-images"
	corednsProgram = "coredns"
)

// optional are the names of the programs that are built only on request.
func optional() []string {
	var names []string
	for _, p := range upstream {
		if p.Optional {
			names = append(names, p.Name)
		}
	}
	return names
}

// programs are all programs to build: those of others, and one for each folder in cmd/ of our modules except this builder.
func programs(moduleDir string, also []string) ([]Program, error) {
	var all []Program
	for _, p := range upstream {
		if !p.Optional || slices.Contains(also, p.Name) {
			all = append(all, p)
		}
	}
	for _, m := range sourceModules {
		dirs, err := os.ReadDir(filepath.Join(moduleDir, m.dir, "cmd"))
		if err != nil {
			return nil, err
		}
		for _, d := range dirs {
			if d.IsDir() && d.Name() != "holdfast-build" {
				all = append(all, Program{Name: d.Name(), Package: m.path + "/cmd/" + d.Name()})
			}
		}
	}
	return all, nil
}

// workload are the programs among them that a cluster needs which somebody else made: NFS and its volumes, what makes the
// images, and what removes the cluster.
func workload(all []Program) []Program {
	return slices.DeleteFunc(slices.Clone(all), func(p Program) bool {
		return !slices.Contains([]string{"holdfast-nfs", "holdfast-nfs-provisioner", "holdfast-janitor", imagesProgram}, p.Name)
	})
}

// source is the module that has the program's source, if it is one of ours.
func (p Program) source() (module, bool) {
	for _, m := range sourceModules {
		if path.Dir(p.Package) == m.path+"/cmd" {
			return m, true
		}
	}
	return module{}, false
}

// module is the module whose go.mod says what the program is built from, unless one is derived for that.
func (p Program) module() module {
	if m, ours := p.source(); ours {
		return m
	}
	return nodeModule
}

// Executable is the name that the go command gives to the program: the last element of its package's path, major
// versions aside.
func (p Program) Executable() string {
	base := path.Base(p.Package)
	if majorVersion.MatchString(base) {
		base = path.Base(path.Dir(p.Package))
	}
	return base
}
