package cluster

import (
	"os"
	"path/filepath"
	"testing"
)

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
