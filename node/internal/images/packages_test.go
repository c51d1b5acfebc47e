package images

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// oldLists is an apt-get whose system lists name a package that is gone from the server; with lists of its own it hands
// out the package that lies beside it.
const oldLists = `#!/bin/sh
here=$(dirname "$0")
echo "$*" >> "$here/calls"
case "$*" in
*Dir::State::lists=*update) exit 0 ;;
*Dir::State::lists=*download*) cp "$here/hello.deb" hello_1.0_all.deb ;;
*) echo "E: Failed to fetch hello_0.9_all.deb  404  Not Found" >&2; exit 100 ;;
esac
`

// debianPackage makes a package of one file.
func debianPackage(t *testing.T, into string) {
	t.Helper()
	if _, err := exec.LookPath("dpkg-deb"); err != nil {
		t.Skip("there is no dpkg-deb here")
	}
	root := t.TempDir()
	for name, content := range map[string]string{
		"DEBIAN/control": "Package: hello\nVersion: 1:1.0-2\nArchitecture: all\nMaintainer: a test <test@example.org>\nDescription: a test\nDepends: libc6 (>= 2), greeting | salute\n",
		"bin/hello":      "#!/bin/sh\n",
	} {
		file := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := run(t.Context(), root, "dpkg-deb", "--root-owner-group", "--build", root, into); err != nil {
		t.Fatal(err)
	}
}

func TestFetchesListsOfItsOwnWhenTheSystemsAreOld(t *testing.T) {
	bin := t.TempDir()
	debianPackage(t, filepath.Join(bin, "hello.deb"))
	if err := os.WriteFile(filepath.Join(bin, "apt-get"), []byte(oldLists), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	var said []string
	a := &Apt{Dir: t.TempDir(), Progress: func(s string) { said = append(said, s) }}
	for range 2 {
		p, err := a.Fetch(t.Context(), "hello")
		if err != nil {
			t.Fatal(err)
		}
		if p.Version != "1:1.0-2" || strings.Join(p.Depends, " ") != "libc6 greeting" || string(p.Files["usr/bin/hello"].Content) != "#!/bin/sh\n" {
			t.Errorf("%+v", p)
		}
		if want := "Package: hello\nVersion: 1:1.0-2\nArchitecture: all\n"; !strings.HasPrefix(string(p.Control), want) {
			t.Errorf("it says of itself %q", p.Control)
		}
	}
	calls, err := os.ReadFile(filepath.Join(bin, "calls"))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(calls), "\n"); n != 4 || strings.Count(string(calls), " update") != 1 || len(said) != 1 {
		t.Errorf("apt-get was called %d times:\n%s", n, calls)
	}
}

func TestSaysWhyAPackageCannotBeHad(t *testing.T) {
	bin := t.TempDir()
	if err := os.WriteFile(filepath.Join(bin, "apt-get"), []byte("#!/bin/sh\necho 'E: the server is away' >&2\nexit 100\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	a := &Apt{Dir: t.TempDir(), Progress: func(string) {}}
	_, err := a.Fetch(t.Context(), "hello")
	if want := "the package hello could not be downloaded: apt-get: E: the server is away"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}
