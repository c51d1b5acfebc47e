package build

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

const listed = `{"ImportPath":"example.org/a","Deps":["fmt","example.org/shared"]}
{"ImportPath":"example.org/b","Deps":["fmt","example.org/shared","example.org/onlyb"]}
`

func tracked(t *testing.T) *tracker {
	t.Helper()
	l, err := readListing(strings.NewReader(listed))
	if err != nil {
		t.Fatal(err)
	}
	if l.total != 5 {
		t.Fatalf("%d packages, want 5", l.total)
	}
	return &tracker{
		batch:   batch{out: t.TempDir(), programs: []Program{{Name: "a", Package: "example.org/a"}, {Name: "b", Package: "example.org/b"}}},
		listing: l,
		started: time.Now(),
	}
}

func TestSaysWhichProgramIsBeingBuiltAndHowManyAreLeft(t *testing.T) {
	x := tracked(t)
	steps := []struct{ line, want string }{
		{"fmt", "a: 1 of up to 5 packages compiled, 0 of 2 programs done, 2 left"},
		{"example.org/shared", "a: 2 of up to 5 packages compiled, 0 of 2 programs done, 2 left"},
		{"example.org/onlyb", "b: 3 of up to 5 packages compiled, 0 of 2 programs done, 2 left"},
		{"go: downloading example.org/late v1.0.0", "b: 3 of up to 5 packages compiled, 0 of 2 programs done, 2 left"},
	}
	for _, s := range steps {
		x.line(s.line)
		if got := x.status(); got != s.want {
			t.Errorf("after %q: %q, want %q", s.line, got, s.want)
		}
	}
	place(t, x, "a")
	if got, want := x.status(), "b: 3 of up to 5 packages compiled, 1 of 2 programs done, 1 left"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	place(t, x, "b")
	if got := x.status(); !strings.HasPrefix(got, "finishing") || !strings.HasSuffix(got, "0 left") {
		t.Errorf("%q", got)
	}
}

func place(t *testing.T, x *tracker, executable string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(x.batch.out, executable), nil, 0o755); err != nil {
		t.Fatal(err)
	}
}

func TestEachProgramIsBuiltInTheModuleThatPinsWhatItIsMadeOf(t *testing.T) {
	older := Version{36, "3"}
	b := &builder{moduleDir: "/node", store: store{t.TempDir()}, keys: keys{pinned: default37, wanted: older}}
	write(t, b.store.dir, "modules/1.36.3/go.mod", "module derived\n")
	batches, err := b.batches(t.Context(), []Program{three, etcd, one, apiserver, upstream[6]})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, x := range batches {
		got = append(got, strings.TrimPrefix(x.dir, b.store.dir)+" -mod="+modMode(x)+": "+x.what())
	}
	want := []string{"/modules/1.36.3 -mod=mod: kube-apiserver of Kubernetes 1.36.3", "/node -mod=readonly: etcd, one", "/node/nfs -mod=readonly: three", "/node -mod=readonly: runc"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestAnExecutableOfAnEarlierBuildIsNotDone(t *testing.T) {
	x := tracked(t)
	place(t, x, "a")
	old := x.started.Add(-time.Minute)
	if err := os.Chtimes(filepath.Join(x.batch.out, "a"), old, old); err != nil {
		t.Fatal(err)
	}
	if got := x.status(); !strings.Contains(got, "0 of 2 programs done") {
		t.Errorf("%q", got)
	}
}

func TestTheFirstComplaintOfTheCompilerIsTheProblem(t *testing.T) {
	x := tracked(t)
	for _, l := range []string{"fmt", "# example.org/onlyb", "b.go:3:2: undefined: x", "b.go:9:2: undefined: y"} {
		x.line(l)
	}
	if x.problem != "b.go:3:2: undefined: x" {
		t.Errorf("the problem is %q", x.problem)
	}
}

func TestCountsDownloads(t *testing.T) {
	var d downloads
	if got := d.status(); got != "looking up packages" {
		t.Errorf("%q", got)
	}
	d.line("go: downloading k8s.io/kubernetes v1.37.2")
	d.line("go: downloading k8s.io/api v0.37.2")
	if got, want := d.status(), "downloading modules: 2 so far, now k8s.io/api v0.37.2"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	d.line("go: k8s.io/api@v0.37.2: no such host")
	if d.problem != "go: k8s.io/api@v0.37.2: no such host" {
		t.Errorf("the problem is %q", d.problem)
	}
}
