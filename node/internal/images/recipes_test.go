package images

import (
	"archive/tar"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
)

// contents are all files of an image, upper layers over lower ones; links are "-> target".
func contents(t *testing.T, i Image) map[string]string {
	t.Helper()
	layers, err := i.Layers()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, l := range layers {
		r, err := l.Uncompressed()
		if err != nil {
			t.Fatal(err)
		}
		for in := tar.NewReader(r); ; {
			h, err := in.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			content, err := io.ReadAll(in)
			if err != nil {
				t.Fatal(err)
			}
			if h.Typeflag == tar.TypeSymlink {
				content = []byte("-> " + h.Linkname)
			}
			all[h.Name] = string(content)
		}
	}
	return all
}

func webImages(t *testing.T) (web, next Image) {
	t.Helper()
	box := Box([]byte("busybox"), []string{"busybox", "sh", "wget"})
	packaged := Tree{}
	packaged.File(nginxProgram, 0o755, []byte("nginx"))
	packaged.File(mimeTypes, 0o644, []byte("types {}"))
	server := WebServer(packaged)
	web, err := WebImage(Web, "1.22.1-9+deb12u1", box, server)
	if err != nil {
		t.Fatal(err)
	}
	next, err = WebImage(WebNext, "1.22.1-9+deb12u1-next", box, server)
	if err != nil {
		t.Fatal(err)
	}
	return web, next
}

func TestTheWebServersImageHoldsWhatItNeeds(t *testing.T) {
	web, _ := webImages(t)
	if want := "localhost/holdfast/nginx:1.22.1-9-deb12u1"; web.Reference != want {
		t.Errorf("%s, want %s", web.Reference, want)
	}
	all := contents(t, web)
	for file, want := range map[string]string{
		"usr/sbin/nginx":           "nginx",
		"usr/bin/sh":               "-> busybox",
		"usr/bin/busybox":          "busybox",
		"bin":                      "-> usr/bin",
		"etc/holdfast-release":     "1.22.1-9-deb12u1\n",
		"var/log/nginx/access.log": "-> /dev/stdout",
		"var/log/nginx/error.log":  "-> /dev/stderr",
		"etc/nginx/mime.types":     "types {}",
	} {
		if all[file] != want {
			t.Errorf("/%s is %q, want %q", file, all[file], want)
		}
	}
	if !strings.Contains(all["usr/share/nginx/html/index.html"], "release 1.22.1-9-deb12u1<") {
		t.Errorf("the page is %q", all["usr/share/nginx/html/index.html"])
	}
	if !strings.Contains(all["etc/nginx/nginx.conf"], "include /etc/nginx/conf.d/*.conf;") || !strings.Contains(all["etc/nginx/conf.d/default.conf"], "listen 8080;") {
		t.Error("nginx is not told what to serve")
	}
	c, err := web.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	if c.Config.StopSignal != "SIGQUIT" || strings.Join(c.Config.Cmd, " ") != "nginx -g daemon off;" {
		t.Errorf("%+v", c.Config)
	}
}

func TestTheTwoReleasesDifferInContentAndShareTheRest(t *testing.T) {
	web, next := webImages(t)
	a, b := contents(t, web), contents(t, next)
	var differ []string
	for file := range a {
		if a[file] != b[file] {
			differ = append(differ, file)
		}
	}
	if len(a) != len(b) || len(differ) != 2 {
		t.Errorf("they differ in %v", differ)
	}
	layers := func(i Image) (digests []v1.Hash) {
		m, err := i.Manifest()
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range m.Layers {
			digests = append(digests, l.Digest)
		}
		return digests
	}
	x, y := layers(web), layers(next)
	if x[0] != y[0] || x[1] != y[1] || x[2] == y[2] {
		t.Errorf("layers %v and %v", x, y)
	}
}

func TestWritesAnArchiveThatNamesTheImageAndHoldsEveryBlob(t *testing.T) {
	web, _ := webImages(t)
	file := filepath.Join(t.TempDir(), "web.tar")
	if err := web.Write(file); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	blobs := map[string][]byte{}
	for in := tar.NewReader(f); ; {
		h, err := in.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if blobs[h.Name], err = io.ReadAll(in); err != nil {
			t.Fatal(err)
		}
	}
	var index v1.IndexManifest
	if err := json.Unmarshal(blobs["index.json"], &index); err != nil || len(index.Manifests) != 1 {
		t.Fatalf("%s, %v", blobs["index.json"], err)
	}
	if got := index.Manifests[0].Annotations["io.containerd.image.name"]; got != web.Reference {
		t.Errorf("named %q", got)
	}
	blob := func(d v1.Descriptor) []byte {
		content, ok := blobs["blobs/sha256/"+d.Digest.Hex]
		if !ok || int64(len(content)) != d.Size {
			t.Errorf("%s has %d bytes, want %d", d.Digest, len(content), d.Size)
		}
		return content
	}
	var m v1.Manifest
	if err := json.Unmarshal(blob(index.Manifests[0]), &m); err != nil {
		t.Fatal(err)
	}
	var c v1.ConfigFile
	if err := json.Unmarshal(blob(m.Config), &c); err != nil {
		t.Fatal(err)
	}
	if len(m.Layers) != 3 || len(c.RootFS.DiffIDs) != 3 {
		t.Errorf("%d layers, %d of them in the configuration", len(m.Layers), len(c.RootFS.DiffIDs))
	}
	for i, l := range m.Layers {
		blob(l)
		if l.Digest != c.RootFS.DiffIDs[i] {
			t.Errorf("layer %d is compressed", i)
		}
	}
}

func TestTagsHoldOnlyWhatATagMay(t *testing.T) {
	for version, want := range map[string]string{"1.22.1-9+deb12u11": "1.22.1-9-deb12u11", "1:1.35.0-4+b1": "1.35.0-4-b1", "1.18.0-6ubuntu14.4~1": "1.18.0-6ubuntu14.4-1"} {
		if got := tag(version); got != want {
			t.Errorf("%s becomes %s, want %s", version, got, want)
		}
	}
	if _, err := New("x", "not a reference", v1.Config{}); err == nil {
		t.Error("an image got a name that none can have")
	}
}
