package sandbox

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

func TestLowersTheWeightOfEitherVersionAndTouchesNothingElse(t *testing.T) {
	for setting, want := range map[string]string{"cpu.shares": clusterShares, "cpu.weight": clusterWeight, "memory.max": "max"} {
		dir := t.TempDir()
		file := filepath.Join(dir, setting)
		if err := os.WriteFile(file, []byte("max"), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := lowerWeight(dir); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(file); err != nil || string(got) != want {
			t.Errorf("%s is %q (%v), not %q", setting, got, err, want)
		}
		if files, _ := os.ReadDir(dir); len(files) != 1 {
			t.Errorf("%d files where there was one, %s", len(files), setting)
		}
	}
}

func TestKillsTheMembersOfAGroupAndNobodyElse(t *testing.T) {
	all, err := hierarchies()
	if err != nil || os.Geteuid() != 0 {
		t.Skip("control groups need root: ", err)
	}
	name := fmt.Sprintf("holdfast-test-%d", os.Getpid())
	if err := makeCgroup(name); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := removeCgroup(name, cgroupRemovalDeadline); err != nil {
			t.Error(err)
		}
	}()
	dir := filepath.Join(all[0].mount, name)
	member, other := exec.Command("sleep", "20"), exec.Command("sleep", "20")
	for _, program := range []*exec.Cmd{member, other} {
		if err := program.Start(); err != nil {
			t.Fatal(err)
		}
		defer func() { _ = program.Process.Kill() }()
	}
	if err := os.WriteFile(filepath.Join(dir, "cgroup.procs"), []byte(strconv.Itoa(member.Process.Pid)), 0); err != nil {
		t.Fatal(err)
	}
	killMembers(dir)
	if err := member.Wait(); err == nil || !strings.Contains(err.Error(), "killed") {
		t.Errorf("the member ended with %v, want a kill", err)
	}
	if err := other.Process.Signal(syscall.Signal(0)); err != nil {
		t.Errorf("the other process is gone: %v", err)
	}
}

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

func TestTheGroupOfAContainerIsFoundInEachHierarchy(t *testing.T) {
	text := "9:name=systemd:/docker/a\n4:cpuacct,cpu:/docker/b\n0::/docker/c\n"
	for _, test := range []struct {
		h    hierarchy
		want string
	}{
		{hierarchy{fstype: "cgroup", options: "name=systemd"}, "/docker/a"},
		{hierarchy{fstype: "cgroup", options: "cpu,cpuacct"}, "/docker/b"},
		{hierarchy{fstype: "cgroup2"}, "/docker/c"},
		{hierarchy{fstype: "cgroup", options: "memory"}, "/"},
	} {
		if got := ownGroup(text, test.h); got != test.want {
			t.Errorf("ownGroup(%+v) = %q; want %q", test.h, got, test.want)
		}
	}
}
