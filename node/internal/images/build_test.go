package images

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

func TestSaysWhichPackagesAreInEachImage(t *testing.T) {
	s := &shelf{packages: map[string]Package{
		"busybox-static": {Version: "1:1.35.0-4", Files: files(map[string][]byte{"bin/busybox": []byte("#!/bin/sh\necho sh\n")})},
		"nginx":          {Version: "1.22.1-9", Depends: []string{"nginx-common", "iproute2"}, Files: files(map[string][]byte{nginxProgram: []byte("not ELF, loads nothing")})},
		"nginx-common":   {Version: "1.22.1-9+all", Files: files(map[string][]byte{mimeTypes: []byte("types {}"), "etc/nginx/fastcgi.conf": nil})},
	}}
	out := t.TempDir()
	from := Sources{Packages: s, Work: t.TempDir(), Progress: func(string) {}}
	if err := BuildWorkload(t.Context(), from, out); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(out, "packages.json"))
	if err != nil {
		t.Fatal(err)
	}
	var got map[string][]InstalledPackage
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	busybox := InstalledPackage{Name: "busybox-static", Version: "1:1.35.0-4", Architecture: "amd64"}
	web := []InstalledPackage{busybox, {"nginx", "1.22.1-9", "amd64"}, {"nginx-common", "1.22.1-9+all", "amd64"}}
	if want := map[string][]InstalledPackage{Web: web, WebNext: web, Tools: {busybox}}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestSaysOfAnImageOfOurOwnProgramsThatNoPackageIsInIt(t *testing.T) {
	pause, err := PauseImage([]byte("pause"), "1.37.2")
	if err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	if err := write([]Image{pause}, Sources{Progress: func(string) {}}, out); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(out, "packages.json"))
	if want := "{\n  \"pause\": []\n}\n"; err != nil || string(text) != want {
		t.Errorf("%q, %v; want %q", text, err, want)
	}
}
