package build

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// bundled is a plan of three programs, one of them linked with the C library, and of images.
func bundled() plan {
	return plan{
		programs: []Program{{Name: "kubelet"}, {Name: "cni/ptp"}, {Name: "runc", Cgo: true}},
		keys:     map[string]Key{"kubelet": "k1", "cni/ptp": "k2", "runc": "k3"},
		images:   "i1",
	}
}

func testBuilder(t *testing.T, out *lines) *builder {
	t.Helper()
	cache := t.TempDir()
	b := &builder{store: store{filepath.Join(cache, "build")}, moduleDir: t.TempDir(), progress: NewProgress(out)}
	b.goTool.GOVERSION, b.goTool.GOARCH = "go1.2.3", "amd64"
	t.Cleanup(b.progress.Close)
	return b
}

func (b *builder) fill(t *testing.T, p plan) {
	t.Helper()
	for _, x := range p.programs {
		put(t, b.store.program(x, p.keys[x.Name]), "the program "+x.Name)
	}
	put(t, filepath.Join(b.store.images(p.images), "images.json"), `{"web":"holdfast/web:1"}`)
	put(t, filepath.Join(b.store.images(p.images), "packages.json"), `{"web":[{"name":"libc6","version":"2.36-9","architecture":"amd64"}]}`)
	put(t, filepath.Join(b.store.images(p.images), "web.tar"), "layers")
}

func put(t *testing.T, file, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o755); err != nil {
		t.Fatal(err)
	}
}

// aBundle writes a bundle of that plan, and returns its file.
func aBundle(t *testing.T, p plan) string {
	t.Helper()
	from := testBuilder(t, &lines{})
	from.fill(t, p)
	file := filepath.Join(t.TempDir(), "node.bundle")
	if err := from.writeBundle(t.Context(), p, file); err != nil {
		t.Fatal(err)
	}
	return file
}

func missing(b *builder, p plan) []string {
	var names []string
	for _, x := range p.programs {
		if !exists(b.store.program(x, p.keys[x.Name])) {
			names = append(names, x.Name)
		}
	}
	if !exists(b.store.images(p.images)) {
		names = append(names, "images")
	}
	return names
}

func TestABundleBringsAllThatWasBuilt(t *testing.T) {
	p := bundled()
	file := aBundle(t, p)
	server := httptest.NewServer(http.FileServer(http.Dir(filepath.Dir(file))))
	defer server.Close()
	sum, err := os.ReadFile(file + checksumSuffix)
	if err != nil {
		t.Fatal(err)
	}
	unsummed := filepath.Join(t.TempDir(), "alone.bundle")
	if err := os.Link(file, unsummed); err != nil {
		t.Fatal(err)
	}
	for _, source := range []string{file, server.URL + "/node.bundle", unsummed + "#sha256=" + strings.Fields(string(sum))[0]} {
		out := &lines{}
		b := testBuilder(t, out)
		if err := b.takeBundle(t.Context(), p, source); err != nil {
			t.Errorf("%s: %v", source, err)
		}
		if left := missing(b, p); len(left) > 0 {
			t.Errorf("%s: %v still have to be built", source, left)
		}
		program := b.store.program(p.programs[1], "k2")
		if content, _ := os.ReadFile(program); string(content) != "the program cni/ptp" {
			t.Errorf("%s: %s is %q", source, program, content)
		}
		if info, err := os.Stat(program); err != nil || info.Mode()&0o111 == 0 {
			t.Errorf("%s: %s is no program: %v", source, program, err)
		}
		if text := out.text.String(); !strings.Contains(text, "3 programs and the images are taken from the bundle") {
			t.Errorf("%s: it says %q", source, text)
		}
	}
}

func TestOfABundleIsTakenWhatWasBuiltFromTheSameSources(t *testing.T) {
	file := aBundle(t, bundled())
	p := bundled()
	p.keys["kubelet"] = "k9"
	p.images = "i9"
	b := testBuilder(t, &lines{})
	if err := b.takeBundle(t.Context(), p, file); err != nil {
		t.Fatal(err)
	}
	if left := strings.Join(missing(b, p), " "); left != "kubelet images" {
		t.Errorf("to be built are %q, want the kubelet and the images", left)
	}
}

func TestABundleThatCannotBeUsedSaysWhy(t *testing.T) {
	damaged := aBundle(t, bundled())
	content, err := os.ReadFile(damaged)
	if err != nil {
		t.Fatal(err)
	}
	content[len(content)/2] ^= 1
	put(t, damaged, string(content))
	plain := filepath.Join(t.TempDir(), "plain")
	put(t, plain, "no archive")
	put(t, plain+checksumSuffix, "5e1b8d7a\n")
	nothing := httptest.NewServer(http.NotFoundHandler())
	nothing.Close()
	others := bundled()
	others.keys, others.images = map[string]Key{"kubelet": "x", "cni/ptp": "y", "runc": "z"}, "v"
	elsewhere := testBuilder(t, &lines{})
	elsewhere.goTool.GOARCH = "arm64"
	for _, attempt := range []struct {
		name, source, why string
		wanted            plan
		b                 *builder
	}{
		{"damaged", damaged, "its checksum is ", bundled(), testBuilder(t, &lines{})},
		{"no archive", plain, "its checksum is ", bundled(), testBuilder(t, &lines{})},
		{"no checksum", filepath.Join(t.TempDir(), "absent"), "there is no checksum for it: ", bundled(), testBuilder(t, &lines{})},
		{"no network", nothing.URL + "/node.bundle", "connection refused", bundled(), testBuilder(t, &lines{})},
		{"other sources", aBundle(t, bundled()), "it has nothing that was built from these sources with go1.2.3", others, testBuilder(t, &lines{})},
		{"other machine", aBundle(t, bundled()), "it is for amd64, and this machine is arm64", bundled(), elsewhere},
	} {
		err := attempt.b.takeBundle(t.Context(), attempt.wanted, attempt.source)
		if err == nil || !strings.Contains(err.Error(), attempt.why) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %v, want a line with %q", attempt.name, err, attempt.why)
		}
		if left := missing(attempt.b, attempt.wanted); len(left) != 4 {
			t.Errorf("%s: only %v still have to be built", attempt.name, left)
		}
	}
}

func TestAProgramThatUsesTheCLibraryIsForItsDistributionOnly(t *testing.T) {
	p := bundled()
	from := testBuilder(t, &lines{})
	from.fill(t, p)
	file := filepath.Join(t.TempDir(), "node.bundle")
	from.system = "other 1"
	if err := from.writeBundle(t.Context(), p, file); err != nil {
		t.Fatal(err)
	}
	b := testBuilder(t, &lines{})
	b.system = "debian 12"
	if err := b.takeBundle(t.Context(), p, file); err != nil {
		t.Fatal(err)
	}
	if left := strings.Join(missing(b, p), " "); left != "runc" {
		t.Errorf("to be built are %q, want runc", left)
	}
}

func TestTheProjectNamesTheBundleOfItsRelease(t *testing.T) {
	out := &lines{}
	b := testBuilder(t, out)
	if source := b.bundleSource(); source != "" {
		t.Errorf("without a file it is %q", source)
	}
	put(t, filepath.Join(b.moduleDir, bundlesFile), `{"amd64": "http://localhost/amd64", "arm64": "http://localhost/arm64"}`)
	if source := b.bundleSource(); source != "http://localhost/amd64" {
		t.Errorf("it is %q", source)
	}
	b.options.Bundle = "/my/bundle"
	if source := b.bundleSource(); source != "/my/bundle" {
		t.Errorf("although one was named it is %q", source)
	}
}
