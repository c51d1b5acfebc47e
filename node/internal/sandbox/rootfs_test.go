package sandbox

import (
	"os"
	"path/filepath"
	"testing"
)

// A user's own component can lie in a folder that the node is shown as well.
func TestShowingAFileInAFolderThatIsShownLeavesItAsItIs(t *testing.T) {
	program := filepath.Join(t.TempDir(), "kube-controller-manager")
	if err := os.WriteFile(program, []byte("a program"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := mountPoint(program, false); err != nil {
		t.Fatal(err)
	}
	if content, err := os.ReadFile(program); err != nil || string(content) != "a program" {
		t.Errorf("%q, %v", content, err)
	}
}

func TestMakesWhatAFileOrFolderIsShownOn(t *testing.T) {
	dir := t.TempDir()
	file, folder := filepath.Join(dir, "opt", "bin", "etcd"), filepath.Join(dir, "var", "data")
	if err := mountPoint(file, false); err != nil {
		t.Fatal(err)
	}
	if err := mountPoint(folder, true); err != nil {
		t.Fatal(err)
	}
	if i, err := os.Stat(file); err != nil || !i.Mode().IsRegular() || i.Size() != 0 {
		t.Errorf("%v, %v", i, err)
	}
	if i, err := os.Stat(folder); err != nil || !i.IsDir() {
		t.Errorf("%v, %v", i, err)
	}
}
