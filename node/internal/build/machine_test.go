package build

import (
	"context"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func refusal(t *testing.T, err error) string {
	t.Helper()
	var r Refusal
	if !errors.As(err, &r) {
		t.Fatalf("%v is not a refusal", err)
	}
	if ExitCode(err) != ExitRefused {
		t.Errorf("exit code %d", ExitCode(err))
	}
	if strings.Contains(r.Sentence, "\n") {
		t.Errorf("more than one line: %q", r.Sentence)
	}
	return r.Sentence
}

func TestRefusesOtherSystems(t *testing.T) {
	if got := refusal(t, checkSystem("darwin", "arm64")); got != "the embedded cluster needs Linux, and this is darwin" {
		t.Error(got)
	}
	if got := refusal(t, checkSystem("linux", "riscv64")); !strings.Contains(got, "riscv64") {
		t.Error(got)
	}
	for _, arch := range []string{"amd64", "arm64"} {
		if err := checkSystem("linux", arch); err != nil {
			t.Error(err)
		}
	}
}

func TestNamesWhatIsMissingAndHowToGetIt(t *testing.T) {
	no := func(context.Context) bool { return false }
	yes := func(context.Context) bool { return true }
	missing := lacking(t.Context(), []tool{
		{what: "nft", pkg: "nftables", there: no},
		{what: "gcc", pkg: "gcc", there: yes},
		{what: "libseccomp's headers", pkg: "libseccomp-dev", there: no},
	})
	want := "nft, libseccomp's headers are missing; install with: sudo apt-get install nftables libseccomp-dev"
	if got := lackingSentence(missing, true); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := lackingSentence(missing[:1], true), "nft is missing; install with: sudo apt-get install nftables"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := lackingSentence(missing[:1], false); strings.Contains(got, "sudo") || !strings.Contains(got, "nftables") {
		t.Errorf("%q", got)
	}
}

func TestRefusesWhenTheDiskIsTooFull(t *testing.T) {
	free := func(string) (string, uint64, error) { return "disk", 5 * gibibyte, nil }
	needs := []space{{"/", 2 * gibibyte}, {"/tmp", 3 * gibibyte}}
	if err := checkSpace(needs, free); err != nil {
		t.Errorf("just enough is refused: %v", err)
	}
	got := refusal(t, checkSpace(append(needs, space{"/", gibibyte / 2}), free))
	if !strings.Contains(got, "needs 5.5 GiB") || !strings.Contains(got, "only 5.0 GiB are free") {
		t.Error(got)
	}
	apart := func(dir string) (string, uint64, error) { return dir, 3 * gibibyte, nil }
	if err := checkSpace(needs, apart); err != nil {
		t.Errorf("file systems are not told apart: %v", err)
	}
}

func TestAsksForTheRoomOfTheComponentsThatAreBuiltAndOfNoWholeRelease(t *testing.T) {
	older, newer := Version{Minor: 36, Patch: "3"}, Version{Minor: 38, Patch: "0"}
	b := &builder{
		goTool:  toolchain{GOMODCACHE: t.TempDir(), GOCACHE: t.TempDir()},
		keys:    keys{wanted: Version{Minor: 37, Patch: "2"}},
		options: Options{Cache: "/cache", Components: map[string]Version{"kubelet": older, "kube-proxy": older, "kube-scheduler": newer}},
	}
	sum := func(programs ...string) (sum uint64) {
		var missing []Program
		for _, name := range programs {
			missing = append(missing, Program{Name: name, Kubernetes: true})
		}
		for _, n := range b.spaceNeeded(missing) {
			sum += n.bytes
		}
		return sum
	}
	whole := sum("kubelet", "etcd")
	if got, want := sum("kubelet"), uint64(3*gibibyte/4+2*9*gibibyte/4+gibibyte/8); got != want || got >= whole {
		t.Errorf("one component: %d, want %d, which is less than the %d of a release", got, want, whole)
	}
	// Those of one version share packages and modules, those of another one nothing.
	if got, want := sum("kubelet", "kube-proxy"), uint64(3*gibibyte/4+2*13*gibibyte/4+2*gibibyte/8); got != want {
		t.Errorf("two of one version: %d, want %d", got, want)
	}
	if got, want := sum("kubelet", "kube-scheduler"), sum("kubelet")+sum("kube-scheduler"); got != want {
		t.Errorf("two of two versions: %d, want %d", got, want)
	}
	modules := filepath.Join(b.goTool.GOMODCACHE, "k8s.io", "kubernetes@v"+older.String())
	without := sum("kubelet")
	if err := os.MkdirAll(modules, 0o755); err != nil {
		t.Fatal(err)
	}
	if got := sum("kubelet"); got != without-3*gibibyte/4 {
		t.Errorf("modules that are there are asked room for: %d of %d", got, without)
	}
	for name := range oldestComponents {
		if compiledOf[name] == 0 {
			t.Errorf("nobody knows what %s takes", name)
		}
	}
}

func TestAsksTheKernelForTheFreeSpaceOfAFolderThatIsNotThereYet(t *testing.T) {
	dir := t.TempDir()
	if got := existing(filepath.Join(dir, "not", "there")); got != dir {
		t.Errorf("%s, want %s", got, dir)
	}
	id, free, err := freeSpace(dir)
	if err != nil || id == "" || free == 0 {
		t.Errorf("%q, %d, %v", id, free, err)
	}
}

func TestReadsOptions(t *testing.T) {
	t.Setenv("HOLDFAST_CACHE", "/somewhere/cache")
	o, err := ParseOptions([]string{"--also", "kubectl,ctr", "--kubernetes", "1.36.3"}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if o.Cache != "/somewhere/cache" || o.Kubernetes != "1.36.3" || len(o.Also) != 2 {
		t.Errorf("%+v", o)
	}
	t.Setenv("HOLDFAST_CACHE", "")
	t.Setenv("XDG_CACHE_HOME", "/home/of/someone")
	if o, err = ParseOptions(nil, io.Discard); err != nil || o.Cache != "/home/of/someone/holdfast" {
		t.Errorf("%+v, %v", o, err)
	}
}

func TestRefusesOptionsItDoesNotKnow(t *testing.T) {
	for _, args := range [][]string{{"--fast"}, {"up"}, {"--also", "kubeadm"}} {
		_, err := ParseOptions(args, io.Discard)
		if got := refusal(t, err); !strings.Contains(got, strings.TrimLeft(args[len(args)-1], "-")) {
			t.Errorf("%v: %q does not name it", args, got)
		}
	}
	var usage strings.Builder
	if _, err := ParseOptions([]string{"--help"}, &usage); !errors.Is(err, flag.ErrHelp) || !strings.Contains(usage.String(), "-kubernetes") {
		t.Errorf("%v, %q", err, usage.String())
	}
}

func TestRefusesAFolderThatIsNotTheModule(t *testing.T) {
	for _, content := range []string{"", "module example.org/other\n"} {
		dir := t.TempDir()
		if content != "" {
			write(t, dir, "go.mod", content)
		}
		p := NewProgress(io.Discard)
		_, err := Run(t.Context(), Options{Cache: t.TempDir()}, dir, p)
		p.Close()
		if got := refusal(t, err); !strings.Contains(got, "holdfast-build runs in the folder node") {
			t.Error(got)
		}
	}
}

func TestRefusesWithoutGo(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := findToolchain(t.Context(), t.TempDir())
	if got := refusal(t, err); !strings.Contains(got, "the go command is not in the PATH") {
		t.Error(got)
	}
}
