package build

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

func TestTheManifestSaysWhichPackagesAreInTheImages(t *testing.T) {
	b, p := testBuilder(t, &lines{}), bundled()
	b.fill(t, p)
	p.dir = filepath.Join(t.TempDir(), "node")
	if err := b.assemble(p); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(p.dir, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Images   map[string]string
		Packages map[string][]map[string]string
	}
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	want := map[string][]map[string]string{"web": {{"name": "libc6", "version": "2.36-9", "architecture": "amd64"}}}
	if got.Images["web"] != "holdfast/web:1" || !reflect.DeepEqual(got.Packages, want) {
		t.Errorf("%s", text)
	}
}
