package images

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// shelf is an archive of packages made up for a test.
type shelf struct {
	packages map[string]Package
	fetched  []string
}

func (s *shelf) Fetch(_ context.Context, name string) (Package, error) {
	s.fetched = append(s.fetched, name)
	p, ok := s.packages[name]
	if !ok {
		return Package{}, errors.New("there is no package " + name)
	}
	p.Name = name
	p.Control = []byte("Package: " + name + "\nVersion: " + p.Version + "\nArchitecture: amd64\nDescription: a test\n Version: of a text\n")
	return p, nil
}

// compiled compiles a program that loads the C library and another shared one, and returns both with the linker's path.
func compiled(t *testing.T) (program, library []byte) {
	t.Helper()
	dir := t.TempDir()
	for name, source := range map[string]string{
		"lib.c":  "int answer(void) { return 42; }\n",
		"main.c": "int answer(void); int main(void) { return answer(); }\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(source), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{
		{"-shared", "-fPIC", "-Wl,-soname,libanswer.so.7", "-o", "libanswer.so.7", "lib.c"},
		{"-o", "main", "main.c", "./libanswer.so.7"},
	} {
		if _, err := run(t.Context(), dir, "gcc", args...); err != nil {
			t.Skip("there is no C compiler here: ", err)
		}
	}
	read := func(name string) []byte {
		content, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return content
	}
	return read("main"), read("libanswer.so.7")
}

func files(content map[string][]byte) Tree {
	t := Tree{}
	for p, c := range content {
		t.File(p, 0o755, c)
	}
	return t
}

func TestGathersAProgramWithWhatItLoadsAndNothingElse(t *testing.T) {
	program, library := compiled(t)
	needs, err := loads(program)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(needs, "libanswer.so.7") || !slices.Contains(needs, "libc.so.6") {
		t.Fatalf("the program loads %v", needs)
	}
	linker := needs[len(needs)-1]
	s := &shelf{packages: map[string]Package{
		// As in Ubuntu: the package of that name holds no program.
		"answer":      {Depends: []string{"big-unrelated", "answer-core"}},
		"answer-core": {Version: "7.1", Depends: []string{"libc6", "libanswer-mod-extra", "perl", "libanswer7"}, Files: files(map[string][]byte{"usr/sbin/answer": program, "usr/share/doc/answer": nil})},
		"libanswer7":  {Files: files(map[string][]byte{"usr/lib/arch/libanswer.so.7": library, "usr/lib/arch/libmore.so.1": library})},
		"libc6":       {Files: files(map[string][]byte{"lib/arch/libc.so.6": []byte("not ELF, loads nothing"), linker: []byte("linker")})},
	}}
	got, from, err := Gather(t.Context(), s, "answer", []string{"usr/sbin/answer"})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"usr/sbin/answer", "usr/lib/arch/libanswer.so.7", "usr/lib/arch/libc.so.6", Merged(linker)}
	for _, w := range want {
		if _, ok := got[w]; !ok {
			t.Errorf("%s is not gathered", w)
		}
	}
	recorded := []string{"answer-core", "libanswer7", "libc6"}
	for _, r := range recorded {
		if _, ok := got["var/lib/dpkg/status.d/"+r]; !ok {
			t.Errorf("nothing says that files are from %s", r)
		}
	}
	if len(got) != len(want)+len(recorded) {
		t.Errorf("%d files are gathered, want %d and the records of %d packages", len(got), len(want), len(recorded))
	}
	if from["usr/sbin/answer"].Version != "7.1" {
		t.Errorf("the program is from %v", from["usr/sbin/answer"].Name)
	}
	if want := []string{"answer", "answer-core", "libc6", "libanswer7"}; len(s.fetched) != len(want) {
		t.Errorf("fetched %v, want %v", s.fetched, want)
	}
}

func TestNamesWhatNoPackageHolds(t *testing.T) {
	s := &shelf{packages: map[string]Package{"a": {Depends: []string{"b"}}, "b": {}}}
	_, _, err := Gather(t.Context(), s, "a", []string{"usr/sbin/a"})
	if err == nil || err.Error() != "no package that a depends on holds usr/sbin/a" {
		t.Errorf("%v", err)
	}
}

func TestKnowsHowPackagesOfLibrariesAreCalled(t *testing.T) {
	for soname, want := range map[string]string{"libssl.so.3": "libssl3", "libpcre2-8.so.0": "libpcre2-8-0", "libc.so.6": "libc6", "usr/sbin/nginx": "", "libz.so": ""} {
		if got := libraryPackage(soname); got != want {
			t.Errorf("the package of %s is %q, want %q", soname, got, want)
		}
	}
}

func TestReadsDepends(t *testing.T) {
	got := firstAlternatives(", libc6 (>= 2.34), default-mta | mail-agent, python3:any (>= 3), nginx-common (<< 2), nginx-common (>= 1)")
	if want := "libc6 default-mta python3 nginx-common"; strings.Join(got, " ") != want {
		t.Errorf("%v, want %s", got, want)
	}
}
