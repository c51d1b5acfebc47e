package supervisor

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"holdfast.dev/node/internal/cluster"
)

func TestComponentsHaveTheirOwnPathAndWhatWeWereTold(t *testing.T) {
	plan := &cluster.Plan{Home: "/home"}
	// Of two values the last one counts.
	environment := New(plan).environment([]string{"GOGC=50", "PATH=/somewhere"})
	last := map[string]string{}
	for _, entry := range environment {
		name, value, _ := strings.Cut(entry, "=")
		last[name] = value
	}
	if last["GOGC"] != "50" || last["GOMEMLIMIT"] != "1GiB" || !strings.HasPrefix(last["PATH"], cluster.BinDirectory+":/home/bin:") {
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
