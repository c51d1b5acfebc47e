package kubernetes

import (
	"os"
	"path/filepath"
	"testing"

	"holdfast.dev/node/internal/cluster"
)

func TestSecretsAreReadableByTheOwnerOnly(t *testing.T) {
	plan := &cluster.Plan{ID: "1", Data: t.TempDir(), Nodes: 2, Port: 6443}
	for _, dir := range []string{"pki", "conf"} {
		if err := os.Mkdir(plan.Path(dir), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := WritePKI(plan); err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(plan.Path("*", "*"))
	for _, file := range append(files, plan.Kubeconfig()) {
		if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: mode %v, %v; want 0600", file, info.Mode(), err)
		}
	}
}
