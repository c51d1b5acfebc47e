package controllerproxy

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"sigs.k8s.io/yaml"
)

// shownSets are StatefulSets as an API server gives them out, by what their update strategy is. A server fills in a partition where
// the strategy is left out, and where there is a rollingUpdate block: the controller relies on it, and ends when there is none.
var shownSets = map[string]string{
	"left out":  `{"type": "RollingUpdate", "rollingUpdate": {"partition": 0}}`,
	"only type": `{"type": "RollingUpdate"}`,
	"OnDelete":  `{"type": "OnDelete"}`,
	"partition": `{"type": "RollingUpdate", "rollingUpdate": {"partition": 2, "maxUnavailable": 2}}`,
}

// TestFaultsShowOnlySetsThatAServerCouldGiveOut tries each fault on each kind of set: any fault is tried on scenarios, too, that it is
// not made for, and a controller that ends takes all scenarios of its wave with it.
func TestFaultsShowOnlySetsThatAServerCouldGiveOut(t *testing.T) {
	files, err := filepath.Glob("../../../manifests/faults/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no faults: %v", err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var fault struct {
			View struct {
				Sees map[string]string `json:"sees"`
			} `json:"view"`
		}
		if err := yaml.Unmarshal(content, &fault); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		text, lied := fault.View.Sees["statefulsets"]
		if !lied {
			continue
		}
		p, err := compile(text)
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for name, strategy := range shownSets {
			shown, some, err := p.run(set(t, strategy), "LIST", neighbours{pods: map[string]any{}, sets: map[string]any{}})
			if err != nil {
				t.Errorf("%s on a set whose strategy is %s: %v", filepath.Base(file), name, err)
				continue
			}
			if some && !complete(shown) {
				t.Errorf("%s on a set whose strategy is %s shows one that no server gives out: %v", filepath.Base(file), name, shown["spec"])
			}
		}
	}
}

func set(t *testing.T, strategy string) map[string]any {
	t.Helper()
	var object map[string]any
	text := `{"metadata": {"name": "web", "generation": 3}, "status": {"replicas": 3},
		"spec": {"replicas": 3, "podManagementPolicy": "OrderedReady", "updateStrategy": ` + strategy + `, "volumeClaimTemplates": [],
		"template": {"metadata": {"labels": {}}, "spec": {"containers": [{"name": "web", "image": "web:1", "volumeMounts": []}]}}}}`
	if err := json.Unmarshal([]byte(text), &object); err != nil {
		t.Fatal(err)
	}
	return object
}

// complete tells whether a set has what the controller reads without asking whether it is there.
func complete(set map[string]any) bool {
	spec := set["spec"].(map[string]any)
	if _, is := number(spec["replicas"]); !is {
		return false
	}
	strategy, _ := spec["updateStrategy"].(map[string]any)
	block, is := strategy["rollingUpdate"].(map[string]any)
	if !is {
		return strategy["rollingUpdate"] == nil
	}
	_, is = number(block["partition"])
	return is
}

func number(value any) (float64, bool) {
	switch value := value.(type) {
	case float64:
		return value, true
	case int:
		return float64(value), true
	}
	return 0, false
}
