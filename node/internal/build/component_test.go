package build

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func components(t *testing.T, given ...string) Options {
	t.Helper()
	args := []string{"--cache", t.TempDir()}
	for _, each := range given {
		args = append(args, "--component-version", each)
	}
	o, err := ParseOptions(args, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestReadsWhichComponentsComeInAnotherVersion(t *testing.T) {
	o := components(t, "kube-controller-manager=1.32.13", "kube-scheduler=v1.38.0-rc.1")
	want := map[string]Version{"kube-controller-manager": {32, "13"}, "kube-scheduler": {38, "0-rc.1"}}
	if !reflect.DeepEqual(o.Components, want) || o.Kubernetes != "" {
		t.Errorf("%+v", o)
	}
}

func TestRefusesComponentsAndVersionsThatThereAreNot(t *testing.T) {
	for given, want := range map[string]string{
		"kube-scheduler":                 `--component-version has to be NAME=VERSION, not "kube-scheduler"`,
		"etcd=3.6.0":                     `--component-version takes kube-controller-manager, kube-proxy, kube-scheduler, kubelet, not "etcd"`,
		"kube-apiserver=1.36.3":          `--component-version takes kube-controller-manager, kube-proxy, kube-scheduler, kubelet, not "kube-apiserver"`,
		"kubectl=1.36.3":                 `--component-version takes kube-controller-manager, kube-proxy, kube-scheduler, kubelet, not "kubectl"`,
		"kube-scheduler=latest":          `"latest" is not a version of Kubernetes such as 1.34.0`,
		"kube-scheduler=1.36.3/../x":     `"1.36.3/../x" is not a version of Kubernetes such as 1.34.0`,
		"kube-controller-manager=1.29.9": "kube-controller-manager of Kubernetes 1.29.9 is older than 1.30, the oldest that Holdfast runs",
		"kubelet=1.33.0":                 "kubelet of Kubernetes 1.33.0 is older than 1.34, the oldest that Holdfast runs",
	} {
		_, err := ParseOptions([]string{"--component-version", given}, io.Discard)
		if got := refusal(t, err); got != want {
			t.Errorf("%s: %q, want %q", given, got, want)
		}
	}
	_, err := ParseOptions([]string{"--workload", "--component-version", "kubelet=1.36.3"}, io.Discard)
	if got := refusal(t, err); !strings.Contains(got, "--component-version cannot be meant") {
		t.Error(got)
	}
}

func TestAllThatAClusterRunsOfKubernetesCanComeInAnotherVersionThanItsServer(t *testing.T) {
	var want []string
	for _, p := range upstream {
		if p.Kubernetes && !p.Optional && p != apiserver {
			want = append(want, p.Name)
		}
	}
	slices.Sort(want)
	if got := sortedKeys(oldestComponents); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestAComponentOfAnotherVersionIsTheOneOfThatWholeKubernetes(t *testing.T) {
	dir, scheduler := sources(t), upstream[3]
	key := func(p Program, wanted Version, components map[string]Version) Key {
		k, err := newKeys(dir, testGo, default37, wanted, components)
		if err != nil {
			t.Fatal(err)
		}
		found, err := k.program(p)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	older := Version{36, "3"}
	apart := map[string]Version{scheduler.Name: older}
	if key(scheduler, default37, apart) != key(scheduler, older, nil) {
		t.Error("it is built a second time")
	}
	if key(scheduler, default37, apart) == key(scheduler, default37, nil) {
		t.Error("it has the key of the other version")
	}
	if key(apiserver, default37, apart) != key(apiserver, default37, nil) {
		t.Error("the others are built again")
	}
	if same := map[string]Version{scheduler.Name: default37}; key(scheduler, older, same) != key(scheduler, default37, nil) {
		t.Error("the version of go.mod is built a second time beside another Kubernetes")
	}
}

func TestAComponentIsBuiltInTheModuleOfItsVersion(t *testing.T) {
	older, oldest := Version{36, "3"}, Version{32, "13"}
	b := &builder{moduleDir: "/node", store: store{t.TempDir()}, keys: keys{pinned: default37, wanted: older,
		components: map[string]Version{"kube-controller-manager": oldest, "kubelet": oldest, "kube-scheduler": default37}}}
	for _, v := range []Version{older, oldest} {
		write(t, b.store.dir, "modules/"+v.String()+"/go.mod", "module derived\n")
	}
	missing := slices.DeleteFunc(slices.Clone(upstream), func(p Program) bool { return !p.Kubernetes || p.Optional })
	batches, err := b.batches(t.Context(), missing)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, x := range batches {
		stamped := strings.Contains(strings.Join(x.flags, " "), "gitVersion=v"+filepath.Base(x.out)+" ")
		got = append(got, strings.TrimPrefix(x.dir, b.store.dir)+" "+x.what())
		if !stamped {
			t.Errorf("%s are stamped %v", x.what(), x.flags)
		}
	}
	want := []string{"/modules/1.36.3 kube-apiserver, kube-proxy of Kubernetes 1.36.3",
		"/modules/1.32.13 kube-controller-manager, kubelet of Kubernetes 1.32.13", "/node kube-scheduler"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := b.versions(missing), []Version{older, oldest, default37}; !slices.Equal(got, want) {
		t.Errorf("room is looked for for %v, want %v", got, want)
	}
}

func TestTheManifestSaysWhichComponentsComeInAnotherVersion(t *testing.T) {
	b, p := testBuilder(t, &lines{}), bundled()
	b.keys.components = map[string]Version{"kube-controller-manager": {32, "13"}}
	b.fill(t, p)
	p.dir = filepath.Join(t.TempDir(), "node")
	if err := b.assemble(p); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(p.dir, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var got struct{ Components map[string]string }
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if want := map[string]string{"kube-controller-manager": "1.32.13"}; !reflect.DeepEqual(got.Components, want) {
		t.Errorf("%s", text)
	}
}

// A part of a release can be missing at the server of modules, and the go command lists packages all the same.
func TestRefusesAVersionOfWhichAModuleIsNotToBeHad(t *testing.T) {
	l, err := readListing(strings.NewReader(`{"ImportPath":"example.org/a","Deps":["example.org/b"],"DepsErrors":[
		{"Err":"example.org/b@v0.32.13: reading http://proxy/b.zip: 403 Forbidden\n\tserver response: Not available."}]}`))
	if err != nil {
		t.Fatal(err)
	}
	b := testBuilder(t, &lines{})
	if b.log, err = os.Create(filepath.Join(t.TempDir(), "log")); err != nil {
		t.Fatal(err)
	}
	older := batch{kubernetes: Version{32, "13"}, programs: []Program{{Name: "kube-scheduler"}}}
	want := "kube-scheduler of Kubernetes 1.32.13 cannot be built: example.org/b@v0.32.13: reading http://proxy/b.zip: 403 Forbidden server response: Not available"
	if got := refusal(t, b.unavailable(t.Context(), older, l.problem, errors.New("exit 1"))); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	offline := "example.org/b@v0.32.13: Get http://proxy/b.zip: dial tcp: no such host"
	for name, err := range map[string]error{
		"of a network that fails":    b.unavailable(t.Context(), older, offline, errors.New("exit 1")),
		"of what go.mod itself pins": b.unavailable(t.Context(), batch{}, l.problem, errors.New("exit 1")),
	} {
		if got := err.Error(); ExitCode(err) != ExitFailed || !strings.HasPrefix(got, "the modules could not be had: example.org/b") {
			t.Errorf("%s it says %q", name, got)
		}
	}
}
