package cluster

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"
)

func TestMountInfoNamesTheControllersOfEachHierarchy(t *testing.T) {
	for line, want := range map[string]hierarchy{
		"33 31 0:30 / /sys/fs/cgroup/cpuacct rw,relatime - cgroup cgroup rw,cpuacct": {
			mount: "/sys/fs/cgroup/cpuacct", fstype: "cgroup", options: "cpuacct"},
		"35 31 0:30 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid shared:9 - cgroup cgroup rw,cpu,cpuacct": {
			mount: "/sys/fs/cgroup/cpu,cpuacct", fstype: "cgroup", options: "cpu,cpuacct"},
		"40 31 0:37 / /sys/fs/cgroup/systemd rw shared:9 - cgroup cgroup rw,xattr,release_agent=/lib/x,name=systemd": {
			mount: "/sys/fs/cgroup/systemd", fstype: "cgroup", options: "name=systemd"},
		"30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate": {
			mount: "/sys/fs/cgroup", fstype: "cgroup2"},
	} {
		got, ok := parseMountInfo(line)
		if !ok || got != want {
			t.Errorf("parseMountInfo(%q) = %+v, %v; want %+v", line, got, ok, want)
		}
	}
}

func TestMountInfoOfOtherFileSystemsIsPassedOver(t *testing.T) {
	for _, line := range []string{
		"31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755",
		"41 31 0:38 / /mnt/elsewhere rw,relatime - cgroup2 cgroup2 rw",
		"", "nonsense",
	} {
		if got, ok := parseMountInfo(line); ok {
			t.Errorf("parseMountInfo(%q) = %+v; want nothing", line, got)
		}
	}
}

func TestVersionTwoIsUnifiedOnlyWhenItIsAlone(t *testing.T) {
	two := hierarchy{mount: "/sys/fs/cgroup", fstype: "cgroup2"}
	one := hierarchy{mount: "/sys/fs/cgroup/cpu", fstype: "cgroup", options: "cpu"}
	if !unified([]hierarchy{two}) || unified([]hierarchy{one, two}) {
		t.Error("an empty version 2 beside version 1 has no controllers")
	}
}

func TestUnfitArgumentsAreRefusedInOneSentence(t *testing.T) {
	plain := t.TempDir()
	for name, attempt := range map[string]func() error{
		"no nodes":       func() error { return complete(&Plan{Nodes: 0}, plain) },
		"too many nodes": func() error { return complete(&Plan{Nodes: MaxNodes + 1}, plain) },
		"not a home":     func() error { return complete(&Plan{Nodes: 1, Home: plain}, plain) },
		"feature gate":   func() error { _, err := ParseFeatureGates("A=true,B"); return err },
		"component": func() error {
			return refuseUnknownComponents(&Plan{Components: map[string]string{"kube-dns": "/bin/true"}})
		},
		"own program":      func() error { return refuseUnknownComponents(&Plan{Components: map[string]string{"kubelet": plain}}) },
		"extra argument":   func() error { return refuseUnknownComponents(&Plan{ExtraArgs: map[string][]string{"x": {"--v=2"}}}) },
		"used data folder": func() error { _, err := makeData(&Plan{Data: folderWithFile(t)}); return err },
		"archive": func() error {
			return refuseMissingArchives(&Plan{Archives: []string{filepath.Join(plain, "absent.tar")}})
		},
		"audit log of another cluster": func() error { return refuseAuditLog(&Plan{AuditLog: plain}) },
		"audit log nowhere": func() error {
			return refuseAuditLog(&Plan{AuditLog: filepath.Join(plain, "absent", "audit.log")})
		},
		"NFS client":     func() error { return refuseKernel(&Plan{NFSClient: "fused"}) },
		"archive folder": func() error { return refuseMissingArchives(&Plan{Archives: []string{plain}}) },
		"no version":     func() error { _, err := BuiltVersion(plain); return err },
	} {
		err := attempt()
		var refusal Refusal
		if !errors.As(err, &refusal) {
			t.Errorf("%s: got %v, want a refusal", name, err)
		} else if strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: more than one line: %q", name, err)
		}
	}
}

func TestNodesImportTheirOwnArchivesAndThoseThatWereNamed(t *testing.T) {
	home := t.TempDir()
	if err := os.MkdirAll(filepath.Join(home, "images"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"web.tar", "images.json"} {
		if err := os.WriteFile(filepath.Join(home, "images", name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := (&Plan{Home: home, Archives: []string{"/elsewhere/mine.tar"}}).archives()
	want := []string{filepath.Join(home, "images", "web.tar"), "/elsewhere/mine.tar"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("archives() = %v, %v; want %v", got, err, want)
	}
}

func folderWithFile(t *testing.T) string {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestATakenPortIsRefused(t *testing.T) {
	loopback := net.IPv4(127, 0, 0, 1)
	socket, port, err := listen(loopback, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	_, _, err = listen(loopback, port)
	var refusal Refusal
	if !errors.As(err, &refusal) {
		t.Fatalf("listen on a taken port: %v, want a refusal", err)
	}
}

func TestOnlyAMissingDataFolderBecomesTheClusters(t *testing.T) {
	existing := t.TempDir()
	if owns, err := makeData(&Plan{Data: existing}); err != nil || owns {
		t.Errorf("an existing folder: owns %v, %v; want false", owns, err)
	}
	if owns, err := makeData(&Plan{Data: filepath.Join(existing, "a", "b")}); err != nil || !owns {
		t.Errorf("a new folder: owns %v, %v; want true", owns, err)
	}
}

func TestSweepRemovesOnlyWhatNobodyHolds(t *testing.T) {
	if _, err := hierarchies(); err != nil {
		t.Skip(err)
	}
	clusters := t.TempDir()
	held, dead := filepath.Join(clusters, "holdfast-held"), filepath.Join(clusters, "holdfast-dead")
	records := map[string]*record{}
	for id, data := range map[string]string{"held": held, "dead": dead} {
		if err := os.Mkdir(data, 0o700); err != nil {
			t.Fatal(err)
		}
		r, err := writeRecord(clusters, "test-"+id, data, "")
		if err != nil {
			t.Fatal(err)
		}
		records[id] = r
	}
	defer records["held"].file.Close()
	if err := records["dead"].file.Close(); err != nil { // as when its process was killed
		t.Fatal(err)
	}
	if err := sweep(clusters); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(held); err != nil {
		t.Errorf("the running cluster's folder is gone: %v", err)
	}
	if _, err := os.Stat(dead); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the dead cluster's folder is still there: %v", err)
	}
	if names, _ := filepath.Glob(filepath.Join(clusters, "*.json")); len(names) != 1 {
		t.Errorf("records left: %v, want that of the running cluster", names)
	}
}

func TestSweepGoesOnAfterAClusterThatCannotBeRemoved(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("mounting needs root")
	}
	if _, err := hierarchies(); err != nil {
		t.Skip(err)
	}
	clusters := t.TempDir()
	for _, id := range []string{"test-a-stuck", "test-b-dead"} {
		data := filepath.Join(clusters, id, "mounted")
		if err := os.MkdirAll(data, 0o700); err != nil {
			t.Fatal(err)
		}
		r, err := writeRecord(clusters, id, filepath.Dir(data), "")
		if err != nil {
			t.Fatal(err)
		}
		if err := r.file.Close(); err != nil {
			t.Fatal(err)
		}
	}
	stuck := filepath.Join(clusters, "test-a-stuck", "mounted")
	if err := unix.Mount("tmpfs", stuck, "tmpfs", 0, ""); err != nil {
		t.Skip(err)
	}
	defer func() { _ = unix.Unmount(stuck, 0) }()
	err := sweep(clusters)
	if err == nil || !strings.Contains(oneLine(err), "cluster test-a-stuck: ") || strings.Contains(oneLine(err), "\n") {
		t.Errorf("got %v, want a line about the stuck cluster", err)
	}
	if _, err := os.Stat(filepath.Join(clusters, "test-b-dead")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the dead cluster's folder is still there: %v", err)
	}
}

func TestARecordIsLockedFromTheStart(t *testing.T) {
	r, err := writeRecord(t.TempDir(), "test-lock", "", "")
	if err != nil {
		t.Fatal(err)
	}
	defer r.file.Close()
	other, err := os.Open(r.file.Name())
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if err := unix.Flock(int(other.Fd()), unix.LOCK_EX|unix.LOCK_NB); !errors.Is(err, unix.EWOULDBLOCK) {
		t.Errorf("a second lock: %v, want %v", err, unix.EWOULDBLOCK)
	}
}

func TestEveryAddOnHasAResourceAndParses(t *testing.T) {
	plan := &Plan{Images: map[string]string{"coredns": "a/coredns:1", "tools": "a/tools:1"}}
	text, err := render(addons, plan)
	if err != nil {
		t.Fatal(err)
	}
	for _, document := range strings.Split(string(text), "\n---\n") {
		object := &unstructured.Unstructured{}
		if err := yaml.Unmarshal([]byte(document), object); err != nil {
			t.Fatalf("%v in %s", err, document)
		}
		if _, ok := resources[object.GetKind()]; !ok {
			t.Errorf("no resource for %s %s", object.GetKind(), object.GetName())
		}
	}
	if _, err := render(recyclerTemplate, plan); err != nil {
		t.Error(err)
	}
}

func TestAPlanSurvivesItsFile(t *testing.T) {
	plan := &Plan{ID: "1", Data: t.TempDir(), Nodes: 3, Components: map[string]string{"kubelet": "/k"}}
	if err := plan.write(); err != nil {
		t.Fatal(err)
	}
	read, err := ReadPlan(plan.file())
	if err != nil || read.Nodes != 3 || read.Components["kubelet"] != "/k" {
		t.Errorf("read %+v, %v", read, err)
	}
	if info, err := os.Stat(plan.file()); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v; want 0600", info.Mode(), err)
	}
}

func TestSecretsAreReadableByTheOwnerOnly(t *testing.T) {
	plan := &Plan{ID: "1", Data: t.TempDir(), Nodes: 2, Port: 6443}
	for _, dir := range []string{"pki", "conf"} {
		if err := os.Mkdir(plan.path(dir), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := writePKI(plan); err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(plan.path("*", "*"))
	for _, file := range append(files, plan.Kubeconfig()) {
		if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: mode %v, %v; want 0600", file, info.Mode(), err)
		}
	}
}

func TestComponentsHaveTheirOwnPathAndWhatWeWereTold(t *testing.T) {
	plan := &Plan{Home: "/home"}
	// Of two values the last one counts.
	environment := newSupervisor(plan).environment([]string{"GOGC=50", "PATH=/somewhere"})
	last := map[string]string{}
	for _, entry := range environment {
		name, value, _ := strings.Cut(entry, "=")
		last[name] = value
	}
	if last["GOGC"] != "50" || last["GOMEMLIMIT"] != "1GiB" || !strings.HasPrefix(last["PATH"], binDirectory+":/home/bin:") {
		t.Errorf("environment %v", environment)
	}
}

func TestLastWordsPrefersTheReasonToTheUsage(t *testing.T) {
	file := filepath.Join(t.TempDir(), "log")
	text := "I0101 starting\nError: unknown flag: --x\nUsage:\n  kubelet [flags]\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := lastWords(file); got != "Error: unknown flag: --x" {
		t.Errorf("lastWords = %q", got)
	}
}

func TestReportsAreFollowedToTheFailure(t *testing.T) {
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	reporter{writer}.progress("one of %d", 2)
	ReportFailure(writer, errors.New("no more"))
	_ = writer.Close()
	var seen []string
	failure := followReports(reader, func(r report) { seen = append(seen, r.Progress) })
	if failure != "no more" || !slices.Equal(seen, []string{"one of 2"}) {
		t.Errorf("failure %q, progress %q", failure, seen)
	}
}
