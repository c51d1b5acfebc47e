package cluster

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
