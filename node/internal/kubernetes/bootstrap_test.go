package kubernetes

import (
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"

	"holdfast.dev/node/internal/cluster"
)

func TestEveryAddOnHasAResourceAndParses(t *testing.T) {
	plan := &cluster.Plan{Images: map[string]string{"coredns": "a/coredns:1", "tools": "a/tools:1"}}
	text, err := render(addons, plan)
	if err != nil {
		t.Fatal(err)
	}
	for _, document := range strings.Split(string(text), "\n---\n") {
		object := &unstructured.Unstructured{}
		if err := yaml.Unmarshal([]byte(document), object); err != nil {
			t.Fatalf("%v in %s", err, document)
		}
		if _, ok := resources[object.GetKind()]; !ok {
			t.Errorf("no resource for %s %s", object.GetKind(), object.GetName())
		}
	}
	if _, err := render(recyclerTemplate, plan); err != nil {
		t.Error(err)
	}
}
