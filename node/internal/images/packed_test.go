package images

import (
	"archive/tar"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
)

func TestAPackedFolderIsTheSameEveryTime(t *testing.T) {
	home := t.TempDir()
	for _, file := range []string{"bin/kubelet", "bin/holdfast-nfs", "bin/holdfast-nfs-provisioner", "bin/coredns", "images/pause.tar", "images/web.tar", "k3s/base.tar", "manifest.json"} {
		path := filepath.Join(home, file)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(file), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	layer, err := pack(home, nodeHome, notOfNode)
	if err != nil {
		t.Fatal(err)
	}
	stream, err := layer.Compressed()
	if err != nil {
		t.Fatal(err)
	}
	hash, size, err := v1.SHA256(stream)
	if err != nil || hash != layer.hash || size != layer.size {
		t.Errorf("read again it is %s of %d bytes (%v), not %s of %d", hash, size, err, layer.hash, layer.size)
	}
	if got := names(t, layer); !slices.Equal(got, []string{
		"opt/holdfast/bin/holdfast-nfs", "opt/holdfast/bin/kubelet", "opt/holdfast/images/pause.tar", "opt/holdfast/manifest.json"}) {
		t.Errorf("it holds %v", got)
	}
}

func names(t *testing.T, layer *packedFolder) []string {
	t.Helper()
	stream, err := layer.Uncompressed()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for in := tar.NewReader(stream); ; {
		h, err := in.Next()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, h.Name)
	}
}
