package images

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/static"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

// NodeSources is what the image of a whole node is made from.
type NodeSources struct {
	// Packages is where the distribution's packages come from.
	Packages Archive
	// Home is the folder that holdfast-build made.
	Home string
	// Reference is the image's full name with its tag.
	Reference string
	// Base is the file that keeps what comes from packages; it is made when it is not there.
	Base string
	// Work is an existing folder for intermediate files, on the file system of Base.
	Work string
	// Progress is told in a few words what is being done.
	Progress func(doing string)
}

// nodeHome is where the node finds what was built for it; the node's programs know the place.
const nodeHome = "opt/holdfast"

// K3sProgram is the entry point of the image rancher/k3s, whose place this image takes.
const K3sProgram = "bin/k3s"

// notOfNode are the files of a home that a node has no use for: whatever makes images, and the images and the provisioner of the
// workload, which are brought to a node from outside.
func notOfNode(file string) bool {
	if strings.HasPrefix(file, "k3s/") { // where this image's own parts are kept
		return true
	}
	switch file {
	case "bin/coredns", "bin/holdfast-images", "bin/kubectl", "bin/holdfast-janitor", "bin/holdfast-nfs-provisioner",
		"images/web.tar", "images/web-next.tar", "images/tools.tar":
		return true
	}
	return false
}

// WriteNode writes the image of a node that runs as the main process of a container and is used as an image rancher/k3s
// would be, in the form that `docker load` takes.
func WriteNode(ctx context.Context, from NodeSources, out io.Writer) error {
	reference, err := name.NewTag(from.Reference)
	if err != nil {
		return fmt.Errorf("%q cannot name an image: %w", from.Reference, err)
	}
	system, err := keptBase(ctx, from)
	if err != nil {
		return err
	}
	from.Progress("packing the node's programs")
	programs, err := pack(from.Home, nodeHome, notOfNode)
	if err != nil {
		return err
	}
	image, err := nodeImage(system, programs)
	if err != nil {
		return err
	}
	from.Progress("writing " + from.Reference)
	return tarball.Write(reference, image, out)
}

// keptBase reads the layer of the system from where an earlier one kept it, or makes it and keeps it there.
func keptBase(ctx context.Context, from NodeSources) ([]byte, error) {
	if kept, err := os.ReadFile(from.Base); err == nil {
		return kept, nil
	}
	base, err := nodeBase(ctx, from)
	if err != nil {
		return nil, err
	}
	layer, err := base.Tar()
	if err != nil {
		return nil, err
	}
	whole := filepath.Join(from.Work, "base.tar")
	if err := os.WriteFile(whole, layer, 0o644); err != nil {
		return nil, err
	}
	return layer, os.Rename(whole, from.Base)
}

// nodeBase is the system that a node needs around its own programs: a shell, mount, nft, and the libraries of runc.
func nodeBase(ctx context.Context, from NodeSources) (Tree, error) {
	packages := &remembered{Archive: from.Packages, known: map[string]Package{}}
	from.Progress("fetching busybox, mount and nft from the distribution's packages")
	base, _, err := fetchBox(ctx, Sources{Packages: packages, Work: from.Work})
	if err != nil {
		return nil, err
	}
	runc, err := os.ReadFile(filepath.Join(from.Home, "bin", "runc"))
	if err != nil {
		return nil, err
	}
	libraries, err := loads(runc)
	if err != nil {
		return nil, err
	}
	for _, wanted := range []struct {
		start string
		files []string
	}{
		{"mount", []string{"usr/bin/mount", "usr/bin/umount"}},
		{"nftables", []string{"usr/sbin/nft"}},
		{"libseccomp2", libraries},
	} {
		found, _, err := Gather(ctx, packages, wanted.start, wanted.files)
		if err != nil {
			return nil, err
		}
		for p, e := range found {
			base[p] = e
		}
	}
	base.Link(K3sProgram, "/"+nodeHome+"/bin/holdfast-node")
	base.Dir("var/lib/rancher/k3s", 0o755)
	return base, nil
}

// remembered fetches each package once.
type remembered struct {
	Archive
	known map[string]Package
}

func (r *remembered) Fetch(ctx context.Context, name string) (Package, error) {
	if p, known := r.known[name]; known {
		return p, nil
	}
	p, err := r.Archive.Fetch(ctx, name)
	if err == nil {
		r.known[name] = p
	}
	return p, err
}

func nodeImage(system []byte, programs v1.Layer) (v1.Image, error) {
	image, err := mutate.ConfigFile(empty.Image, &v1.ConfigFile{
		OS: "linux", Architecture: runtime.GOARCH, Created: v1.Time{Time: epoch},
		RootFS: v1.RootFS{Type: "layers", DiffIDs: []v1.Hash{}},
		Config: v1.Config{
			Env:        []string{defaultPath},
			Entrypoint: []string{"/" + K3sProgram},
			Cmd:        []string{"server"},
			// Container images are unpacked there, which takes a file system that is not itself one of layers.
			Volumes: map[string]struct{}{"/var/lib/rancher/k3s": {}},
		},
	})
	if err != nil {
		return nil, err
	}
	return mutate.AppendLayers(image, static.NewLayer(system, types.DockerUncompressedLayer), programs)
}
