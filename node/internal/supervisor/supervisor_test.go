package supervisor

import (
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
