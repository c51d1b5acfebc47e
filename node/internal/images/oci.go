package images

import (
	"archive/tar"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/static"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

// Image is one image under the name that pods use for it.
type Image struct {
	// Role is what the image is for, as scenarios and the node name it.
	Role string
	// Reference is the full name with its tag.
	Reference string
	// Packages are those of the distribution that its files are from, by name.
	Packages []InstalledPackage
	v1.Image
}

// New makes an image of layers, lowest first, for this machine's architecture.
func New(role, reference string, config v1.Config, layers ...Tree) (Image, error) {
	if _, err := name.NewTag(reference); err != nil {
		return Image{}, fmt.Errorf("%q cannot name an image: %w", reference, err)
	}
	img := mutate.ConfigMediaType(mutate.MediaType(empty.Image, types.OCIManifestSchema1), types.OCIConfigJSON)
	img, err := mutate.ConfigFile(img, &v1.ConfigFile{
		OS: "linux", Architecture: runtime.GOARCH, Created: v1.Time{Time: epoch}, Config: config,
		RootFS: v1.RootFS{Type: "layers", DiffIDs: []v1.Hash{}},
	})
	if err != nil {
		return Image{}, err
	}
	for _, t := range layers {
		content, err := t.Tar()
		if err != nil {
			return Image{}, err
		}
		img, err = mutate.Append(img, mutate.Addendum{
			Layer:   static.NewLayer(content, types.OCIUncompressedLayer),
			History: v1.History{Created: v1.Time{Time: epoch}, CreatedBy: "holdfast-images"},
		})
		if err != nil {
			return Image{}, err
		}
	}
	return Image{Role: role, Reference: reference, Packages: installed(layers), Image: img}, nil
}

// Write writes the image as an OCI archive that containerd imports under the image's name.
func (i Image) Write(file string) error {
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	defer out.Close()
	w := tar.NewWriter(out)
	if err := i.write(w); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if err := w.Close(); err != nil {
		return err
	}
	return out.Close()
}

func (i Image) write(w *tar.Writer) error {
	manifest, err := i.RawManifest()
	if err != nil {
		return err
	}
	digest, err := i.Digest()
	if err != nil {
		return err
	}
	index, err := json.Marshal(v1.IndexManifest{
		SchemaVersion: 2,
		MediaType:     types.OCIImageIndex,
		Manifests: []v1.Descriptor{{
			MediaType: types.OCIManifestSchema1, Size: int64(len(manifest)), Digest: digest,
			Platform: &v1.Platform{OS: "linux", Architecture: runtime.GOARCH},
			Annotations: map[string]string{
				"io.containerd.image.name":          i.Reference,
				"org.opencontainers.image.ref.name": i.Reference,
			},
		}},
	})
	if err != nil {
		return err
	}
	config, err := i.RawConfigFile()
	if err != nil {
		return err
	}
	configDigest, err := i.ConfigName()
	if err != nil {
		return err
	}
	layers, err := i.Layers()
	if err != nil {
		return err
	}
	if err := put(w, "oci-layout", []byte(`{"imageLayoutVersion":"1.0.0"}`)); err != nil {
		return err
	}
	if err := put(w, "index.json", index); err != nil {
		return err
	}
	written := map[v1.Hash]bool{}
	blob := func(h v1.Hash, content []byte) error {
		if written[h] {
			return nil
		}
		written[h] = true
		return put(w, "blobs/"+h.Algorithm+"/"+h.Hex, content)
	}
	if err := blob(digest, manifest); err != nil {
		return err
	}
	if err := blob(configDigest, config); err != nil {
		return err
	}
	for _, l := range layers {
		h, err := l.Digest()
		if err != nil {
			return err
		}
		r, err := l.Compressed()
		if err != nil {
			return err
		}
		var content bytes.Buffer
		if _, err := io.Copy(&content, r); err != nil {
			return err
		}
		if err := blob(h, content.Bytes()); err != nil {
			return err
		}
	}
	return nil
}

func put(w *tar.Writer, file string, content []byte) error {
	h := &tar.Header{Typeflag: tar.TypeReg, Name: file, Mode: 0o644, Size: int64(len(content)), ModTime: epoch, Format: tar.FormatPAX}
	if err := w.WriteHeader(h); err != nil {
		return err
	}
	_, err := w.Write(content)
	return err
}
