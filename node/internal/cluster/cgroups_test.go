package cluster

import (
	"os"
	"path/filepath"
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
