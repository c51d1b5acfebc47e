// Package cluster says what a cluster is to be: its plan, on which all of its processes agree, with its addresses, names and
// folders. A cluster is a control plane and nodes that run as processes of this machine in namespaces of their own: nothing of
// it is seen on the host but a listening socket on the loopback interface and one data folder.
package cluster

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"
)

// The addresses of a cluster. Every cluster has network namespaces of its own, so all clusters use the same ones.
const (
	HubAddress      = "10.89.0.1"
	NodeNetworkBits = 24
	PodNetwork      = "10.244.0.0/16"
	ServiceNetwork  = "10.96.0.0/16"
	APIServiceIP    = "10.96.0.1"
	DNSServiceIP    = "10.96.0.10"
	ClusterDomain   = "cluster.local"
	APIPort         = 6443
	NFSPort         = 2049
	// MaxNodes is bounded by one byte of the node and pod addresses.
	MaxNodes = 50
)

// NFSExport is the name under which clients mount the root of the NFS server's folder.
const NFSExport = "/exports"

// What nodes can mount NFS volumes with.
const (
	FUSE      = "fuse"
	KernelNFS = "kernel"
)

// NFSClientFile is where the mount helper of a node looks which of them that is.
const NFSClientFile = "/etc/holdfast-nfs/client"

// StorageClass is the class whose volumes the NFS provisioner makes.
const StorageClass = "holdfast-nfs"

// Plan is everything that the processes of one cluster have to agree on. It is written once, before the first of them
// starts, and read by each of them.
type Plan struct {
	// ID names the cluster on this machine: its control groups carry it.
	ID string `json:"id"`
	// Home is the folder that holdfast-build made: bin/ and images/.
	Home string `json:"home"`
	// Data is the folder of this cluster: state, logs, certificates, the NFS server's files.
	Data string `json:"data"`
	// UsedBy is what needs the cluster as it is; empty where its user may break it from another terminal.
	UsedBy string `json:"usedBy,omitempty"`
	// Nodes is the number of nodes.
	Nodes int `json:"nodes"`
	// SimulatedNodes is the number of further nodes that run nothing.
	SimulatedNodes int `json:"simulatedNodes,omitempty"`
	// NodeDisk is the size in bytes of each node's disk, or 0 where that is part of the machine's.
	NodeDisk int64 `json:"nodeDisk,omitempty"`
	// Port is where the API server is reached on the host's loopback interface.
	Port int `json:"port"`
	// Kubernetes is the version that was built, such as v1.37.2.
	Kubernetes string `json:"kubernetes"`
	// Components replaces programs by the user's own builds: name to absolute path.
	Components map[string]string `json:"components,omitempty"`
	// FeatureGates is passed as --feature-gates to every component that takes it.
	FeatureGates string `json:"featureGates,omitempty"`
	// ExtraArgs are further arguments: component to flags.
	ExtraArgs map[string][]string `json:"extraArgs,omitempty"`
	// AuditLog is the file for the API server's audit log; empty for none.
	AuditLog string `json:"auditLog,omitempty"`
	// NFSClient is what nodes mount with, FUSE or KernelNFS.
	NFSClient string `json:"nfsClient"`
	// Images maps a role, such as web, to an image reference.
	Images map[string]string `json:"images"`
	// Archives are further archives of images, files, that every node imports.
	Archives []string `json:"archives,omitempty"`
	// Contained is set where the cluster is all that a container is for.
	Contained *Container `json:"contained,omitempty"`
	// RestrictOOMScoreAdj is set where the machine's root may not lower an oom_score_adj.
	RestrictOOMScoreAdj bool `json:"restrictOOMScoreAdj"`
}

// Container is what a cluster has to know of the container that it is the main process of.
type Container struct {
	// Hosts are the names by which others know the container: the API server's certificate carries them.
	Hosts []string `json:"hosts,omitempty"`
	// Archives is a folder of image archives that the node imports beside its own.
	Archives string `json:"archives"`
}

// ListenAddress is where the API server is reached from outside of the cluster's namespaces: in a container, by every
// address that it has.
func (p *Plan) ListenAddress() net.IP {
	if p.Contained != nil {
		return net.IPv4zero
	}
	return net.IPv4(127, 0, 0, 1)
}

// AllArchives are the image archives for the nodes: what lies in the folders of them, and those that the user named.
func (p *Plan) AllArchives() ([]string, error) {
	folders := []string{filepath.Join(p.Home, "images")}
	if p.Contained != nil {
		folders = append(folders, p.Contained.Archives)
	}
	var all []string
	for _, folder := range folders {
		found, err := filepath.Glob(filepath.Join(folder, "*.tar"))
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return append(all, p.Archives...), nil
}

// NodeName is the name of node number i, counted from 1.
func NodeName(i int) string { return fmt.Sprintf("node-%d", i) }

// NodeNumber is the number in a node's name, or 0.
func NodeNumber(name string) int {
	number, err := strconv.Atoi(strings.TrimPrefix(name, "node-"))
	if err != nil || NodeName(number) != name {
		return 0
	}
	return number
}

// NodeAddress is the address of node number i.
func NodeAddress(i int) string { return fmt.Sprintf("10.89.0.%d", 10+i) }

// NodePodNetwork is where the addresses of its pods are from.
func NodePodNetwork(i int) string { return fmt.Sprintf("10.244.%d.0/24", i) }

// Path is a file or folder in the data folder, as the host sees it. What follows are some of them.
func (p *Plan) Path(elements ...string) string {
	return filepath.Join(append([]string{p.Data}, elements...)...)
}

// Log is the log of a program.
func (p *Plan) Log(name string) string { return p.Path("logs", name+".log") }

// PKI is a certificate or a key.
func (p *Plan) PKI(name string) string { return p.Path("pki", name) }

// Conf is a configuration.
func (p *Plan) Conf(name string) string { return p.Path("conf", name) }

// File is where the plan itself is written.
func (p *Plan) File() string { return p.Path("plan.json") }

// NFSDirectory is the folder that the NFS server exports.
func (p *Plan) NFSDirectory() string { return p.Path("nfs") }

// NodePath is something that belongs to node number i.
func (p *Plan) NodePath(i int, e ...string) string {
	return p.Path(append([]string{"nodes", NodeName(i)}, e...)...)
}

// Kubeconfig is the administrator's configuration, for use on the host.
func (p *Plan) Kubeconfig() string { return p.Path("kubeconfig") }

// Program is the file to run for a component: the user's own, if there is one.
func (p *Plan) Program(name string) string {
	if own, ok := p.Components[name]; ok {
		return own
	}
	return filepath.Join(p.Home, "bin", name)
}

// Write writes the plan for [ReadPlan].
func (p *Plan) Write() error {
	text, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(p.File(), text, 0o600)
}

// ReadPlan reads the plan in the given file.
func ReadPlan(file string) (*Plan, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	plan := &Plan{}
	if err := json.Unmarshal(text, plan); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return plan, nil
}

// BuiltVersion is the version of Kubernetes that a folder made by holdfast-build has.
func BuiltVersion(home string) (string, error) {
	text, err := os.ReadFile(filepath.Join(home, "manifest.json"))
	if err != nil {
		return "", Refuse("%s is not a folder that holdfast-build made: %v", home, err)
	}
	var manifest struct {
		Kubernetes string `json:"kubernetes"`
	}
	if err := json.Unmarshal(text, &manifest); err != nil || manifest.Kubernetes == "" {
		return "", Refuse("%s names no version of Kubernetes", filepath.Join(home, "manifest.json"))
	}
	return manifest.Kubernetes, nil
}

// ReadImages reads which image plays which role.
func ReadImages(home string) (map[string]string, error) {
	file := filepath.Join(home, "images", "images.json")
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	images := map[string]string{}
	if err := json.Unmarshal(text, &images); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return images, nil
}

// smallestDisk is what a kubelet needs for itself, and more.
const smallestDisk = 16 << 20

// ParseDiskSize reads a size such as 512Mi.
func ParseDiskSize(text string) (int64, error) {
	quantity, err := resource.ParseQuantity(text)
	if err != nil || quantity.Value() < smallestDisk {
		return 0, Refuse("%q is not the size of a disk: it has to be 16Mi or more, such as 512Mi", text)
	}
	return quantity.Value(), nil
}

// KubeletFolder is where the kubelet of a node keeps its things, as the host sees it.
func (p *Plan) KubeletFolder(number int) string { return p.onDisk(number, "kubelet") }

// LogFolder is where the logs of a node's pods are.
func (p *Plan) LogFolder(number int) string { return p.onDisk(number, "log") }

func (p *Plan) onDisk(number int, folder string) string {
	if p.NodeDisk == 0 {
		return p.NodePath(number, folder)
	}
	return p.NodePath(number, "disk", folder)
}

// ParseFeatureGates reads "A=true,B=false".
func ParseFeatureGates(text string) (map[string]bool, error) {
	gates := map[string]bool{}
	for _, gate := range strings.Split(text, ",") {
		name, value, ok := strings.Cut(gate, "=")
		on, err := strconv.ParseBool(value)
		if !ok || err != nil || name == "" {
			return nil, Refuse("the feature gate %q is not of the form Name=true or Name=false", gate)
		}
		gates[name] = on
	}
	return gates, nil
}

// BinDirectory is where a node finds the programs that were built for it.
const BinDirectory = "/opt/holdfast/bin"

// MakeFolders makes the folders of the cluster that more than one program uses.
func (p *Plan) MakeFolders() error {
	for _, dir := range []string{"logs", "pki", "conf", "nfs", "etcd"} {
		if err := os.MkdirAll(p.Path(dir), 0o700); err != nil {
			return err
		}
	}
	return nil
}
