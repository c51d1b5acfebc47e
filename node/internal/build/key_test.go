package build

import (
	"os"
	"path/filepath"
	"testing"
)

// sources writes a small module like this one.
func sources(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range map[string]string{
		"go.mod":                      "module holdfast.dev/node\n",
		"go.sum":                      "",
		"cmd/one/main.go":             "package main\n\nimport _ \"holdfast.dev/node/internal/shared\"\n\nfunc main() {}\n",
		"cmd/two/main.go":             "package main\n\nfunc main() {}\n",
		"internal/shared/a.go":        "package shared\n\nimport _ \"holdfast.dev/node/internal/shared/deep\"\n",
		"internal/shared/a_test.go":   "package shared\n",
		"internal/shared/files/x.txt": "embedded\n",
		"internal/shared/deep/b.go":   "package deep\n",
		"internal/shared/other/c.go":  "package other\n",
		"nfs/go.mod":                  "module holdfast.dev/nfs\n",
		"nfs/go.sum":                  "",
		"nfs/cmd/three/main.go":       "package main\n\nimport _ \"holdfast.dev/nfs/internal/shared\"\n\nfunc main() {}\n",
		"nfs/internal/shared/d.go":    "package shared\n",
	} {
		write(t, dir, name, content)
	}
	return dir
}

func write(t *testing.T, dir, name, content string) {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

var (
	one       = Program{Name: "one", Package: nodeModule.path + "/cmd/one"}
	two       = Program{Name: "two", Package: nodeModule.path + "/cmd/two"}
	three     = Program{Name: "three", Package: nfsModule.path + "/cmd/three"}
	etcd      = upstream[0]
	apiserver = upstream[1]
	default37 = Version{37, "2"}
	testGo    = toolchain{GOVERSION: "go1.26.6", GOOS: "linux", GOARCH: "amd64"}
)

func programKeys(t *testing.T, dir string, g toolchain, wanted Version) map[string]Key {
	t.Helper()
	k, err := newKeys(dir, g, default37, wanted, nil)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]Key{}
	for _, p := range []Program{one, two, three, etcd, apiserver} {
		if all[p.Name], err = k.program(p); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func TestAProgramIsRebuiltWhenItsSourcesChangeAndOnlyThen(t *testing.T) {
	for change, changed := range map[string][]string{
		"cmd/one/main.go":             {"one"},
		"cmd/one/more.go":             {"one"},
		"cmd/two/main.go":             {"two"},
		"internal/shared/a.go":        {"one"},
		"internal/shared/deep/b.go":   {"one"},
		"internal/shared/files/x.txt": {"one"},
		"internal/shared/a_test.go":   {},
		"internal/shared/other/c.go":  {},
		"go.mod":                      {"one", "two", "etcd", "kube-apiserver"},
		"go.sum":                      {"one", "two", "etcd", "kube-apiserver"},
		"nfs/go.mod":                  {"three"},
		"nfs/go.sum":                  {"three"},
		"nfs/cmd/three/main.go":       {"three"},
		"nfs/internal/shared/d.go":    {"three"},
	} {
		dir := sources(t)
		before := programKeys(t, dir, testGo, default37)
		write(t, dir, change, "package changed // by this test\n")
		after := programKeys(t, dir, testGo, default37)
		for name := range before {
			want := false
			for _, c := range changed {
				want = want || c == name
			}
			if got := before[name] != after[name]; got != want {
				t.Errorf("after a change of %s, %s is rebuilt: %v, want %v", change, name, got, want)
			}
		}
	}
}

func TestKeysFollowTheToolchainAndTheVersionOfKubernetes(t *testing.T) {
	dir := sources(t)
	base := programKeys(t, dir, testGo, default37)
	newer, arm := testGo, testGo
	newer.GOVERSION = "go1.26.8"
	arm.GOARCH = "arm64"
	for what, other := range map[string]map[string]Key{
		"another Go":           programKeys(t, dir, newer, default37),
		"another architecture": programKeys(t, dir, arm, default37),
	} {
		for name := range base {
			if base[name] == other[name] {
				t.Errorf("%s does not change the key of %s", what, name)
			}
		}
	}
	older := programKeys(t, dir, testGo, Version{36, "3"})
	for name := range base {
		if rebuilt := base[name] != older[name]; rebuilt != (name == "kube-apiserver") {
			t.Errorf("another Kubernetes rebuilds %s: %v", name, rebuilt)
		}
	}
	write(t, dir, "go.mod", "module holdfast.dev/node\n\ngo 1.26\n")
	if again := programKeys(t, dir, testGo, Version{36, "3"}); again["kube-apiserver"] != older["kube-apiserver"] {
		t.Error("a Kubernetes that is not go.mod's is rebuilt when go.mod changes")
	}
}

func TestImagesAreRebuiltOnlyForWhatIsInThem(t *testing.T) {
	k := keys{pinned: default37, wanted: default37}
	base := map[string]Key{"holdfast-images": "a", "coredns": "b", "holdfast-node": "c"}
	if k.images(base) != k.images(map[string]Key{"holdfast-images": "a", "coredns": "b", "holdfast-node": "d"}) {
		t.Error("a change of the node rebuilds the images")
	}
	for _, name := range []string{"holdfast-images", "coredns"} {
		changed := map[string]Key{"holdfast-images": "a", "coredns": "b", "holdfast-node": "c"}
		changed[name] = "z"
		if k.images(base) == k.images(changed) {
			t.Errorf("a change of %s does not rebuild the images", name)
		}
	}
	if k.node(base, "i") == k.node(base, "j") {
		t.Error("other images, same key")
	}
}

func TestPartsOfAKeyDoNotRunIntoEachOther(t *testing.T) {
	if keyOf("ab", "c") == keyOf("a", "bc") || keyOf("a") == keyOf("a", "") {
		t.Error("two lists of parts have one key")
	}
}

func TestEveryFolderOfCommandsIsBuiltExceptTheBuilder(t *testing.T) {
	dir := sources(t)
	write(t, dir, "cmd/holdfast-build/main.go", "package main\n")
	all, err := programs(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]Program{}
	for _, p := range all {
		found[p.Name] = p
	}
	for name, want := range map[string]bool{"one": true, "two": true, "three": true, "etcd": true, "cni/ptp": true, "holdfast-build": false, "kubectl": false, "ctr": false} {
		if _, got := found[name]; got != want {
			t.Errorf("%s is built: %v, want %v", name, got, want)
		}
	}
	if got := found["etcd"].Executable(); got != "server" {
		t.Errorf("the go command calls etcd %q", got)
	}
	if got := (Program{Package: ctr}).Executable(); got != "ctr" {
		t.Errorf("the go command calls ctr %q", got)
	}
}

const ctr = "github.com/containerd/containerd/v2/cmd/ctr"
