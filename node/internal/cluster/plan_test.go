package cluster

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

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
	got, err := (&Plan{Home: home, Archives: []string{"/elsewhere/mine.tar"}}).AllArchives()
	want := []string{filepath.Join(home, "images", "web.tar"), "/elsewhere/mine.tar"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("allArchives() = %v, %v; want %v", got, err, want)
	}
}

func TestAPlanSurvivesItsFile(t *testing.T) {
	plan := &Plan{ID: "1", Data: t.TempDir(), Nodes: 3, Components: map[string]string{"kubelet": "/k"}}
	if err := plan.Write(); err != nil {
		t.Fatal(err)
	}
	read, err := ReadPlan(plan.File())
	if err != nil || read.Nodes != 3 || read.Components["kubelet"] != "/k" {
		t.Errorf("read %+v, %v", read, err)
	}
	if info, err := os.Stat(plan.File()); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v; want 0600", info.Mode(), err)
	}
}

func TestTheSizeOfADiskIsRead(t *testing.T) {
	if size, err := ParseDiskSize("512Mi"); err != nil || size != 512<<20 {
		t.Errorf("512Mi is %d, %v", size, err)
	}
	for _, wrong := range []string{"", "many", "-1Gi", "1Mi"} {
		var refusal Refusal
		if _, err := ParseDiskSize(wrong); !errors.As(err, &refusal) {
			t.Errorf("%q: %v, want a refusal", wrong, err)
		}
	}
}
