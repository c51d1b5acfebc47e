package build

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const upstreamGoMod = `module k8s.io/kubernetes

go 1.25.0

godebug default=go1.25

require (
	github.com/spf13/cobra v1.9.1
	k8s.io/api v0.0.0
	k8s.io/klog/v2 v2.130.1
)

require github.com/inconshreveable/mousetrap v1.1.0 // indirect

replace (
	k8s.io/api => ./staging/src/k8s.io/api
	k8s.io/mount-utils => ./staging/src/k8s.io/mount-utils
	example.org/forked v1.0.0 => example.org/fork v1.0.1
)
`

func goTool(t *testing.T) toolchain {
	t.Helper()
	g, err := findToolchain(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func readText(t *testing.T, g toolchain, text string) goMod {
	t.Helper()
	file := filepath.Join(t.TempDir(), "go.mod")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	m, err := readGoMod(t.Context(), g, file)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestDerivesAModuleThatBuildsAnotherKubernetes(t *testing.T) {
	g := goTool(t)
	m := readText(t, g, string(derive(Version{36, "3"}, readText(t, g, upstreamGoMod))))

	if m.Go != "1.25.0" || len(m.Godebug) != 1 || m.Godebug[0].Key != "default" || m.Godebug[0].Value != "go1.25" {
		t.Errorf("language version and settings are not upstream's: go %s, %v", m.Go, m.Godebug)
	}
	for path, want := range map[string]string{
		"k8s.io/kubernetes":                    "v1.36.3",
		"github.com/spf13/cobra":               "v1.9.1",
		"k8s.io/klog/v2":                       "v2.130.1",
		"github.com/inconshreveable/mousetrap": "v1.1.0",
		"k8s.io/api":                           "v0.0.0",
	} {
		if got := m.version(path); got != want {
			t.Errorf("requires %s %q, want %q", path, got, want)
		}
	}
	replaced := map[moduleVersion]moduleVersion{}
	for _, r := range m.Replace {
		replaced[r.Old] = r.New
	}
	want := map[moduleVersion]moduleVersion{
		{Path: "k8s.io/api"}:                            {"k8s.io/api", "v0.36.3"},
		{Path: "k8s.io/mount-utils"}:                    {"k8s.io/mount-utils", "v0.36.3"},
		{Path: "example.org/forked", Version: "v1.0.0"}: {"example.org/fork", "v1.0.1"},
	}
	if len(replaced) != len(want) {
		t.Errorf("replaces %v, want %v", replaced, want)
	}
	for old, by := range want {
		if replaced[old] != by {
			t.Errorf("replaces %v by %v, want %v", old, replaced[old], by)
		}
	}
}

func TestTellsAVersionThatDoesNotExistByTheList(t *testing.T) {
	const list = "k8s.io/kubernetes v1.36.1 v1.36.3 v1.37.2\n"
	for v, want := range map[Version]bool{{36, "3"}: true, {36, "2"}: false, {37, "20"}: false} {
		if got := listsVersion(list, v); got != want {
			t.Errorf("%s is in the list: %v, want %v", v, got, want)
		}
	}
	if !listsVersion("k8s.io/kubernetes\n", Version{36, "3"}) {
		t.Error("a list of no versions is taken for an answer")
	}
}

func TestTheModuleOfThisNodePinsKubernetesAndItsParts(t *testing.T) {
	g := goTool(t)
	file, err := filepath.Abs("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	m, err := readGoMod(t.Context(), g, file)
	if err != nil {
		t.Fatal(err)
	}
	v, err := ParseVersion(m.version(kubernetesModule))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range m.Replace {
		if r.Old.Path == r.New.Path && r.New.Version != v.Staging() {
			t.Errorf("%s is replaced by %s, but Kubernetes is %s", r.Old.Path, r.New.Version, v)
		}
	}
}

// TestOurModulesPinTheSame holds the modules together whose source is here: what they share is downloaded and compiled once.
func TestOurModulesPinTheSame(t *testing.T) {
	g := goTool(t)
	node, nfs := ownGoMod(t, g, nodeModule), ownGoMod(t, g, nfsModule)
	if node.Module.Path != nodeModule.path || nfs.Module.Path != nfsModule.path {
		t.Errorf("the modules are %s and %s", node.Module.Path, nfs.Module.Path)
	}
	if node.Go != nfs.Go {
		t.Errorf("one module is of Go %s, the other one of %s", node.Go, nfs.Go)
	}
	for _, r := range nfs.Require {
		if other := node.version(r.Path); other != "" && other != r.Version {
			t.Errorf("%s is pinned at %s and at %s", r.Path, other, r.Version)
		}
		if strings.HasPrefix(r.Path, "k8s.io/") {
			t.Errorf("the NFS server needs %s", r.Path)
		}
	}
}

func ownGoMod(t *testing.T, g toolchain, m module) goMod {
	t.Helper()
	file, err := filepath.Abs(filepath.Join("..", "..", m.dir, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	read, err := readGoMod(t.Context(), g, file)
	if err != nil {
		t.Fatal(err)
	}
	return read
}
