package images

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// Package is one package of the distribution, unpacked in memory and not installed.
type Package struct {
	Name    string
	Version string
	// Depends are the names of the packages it needs, the first of each set of alternatives.
	Depends []string
	// Control is what the package says of itself: name, version, architecture and more, as fields of one paragraph.
	Control []byte
	// Files is what the package would put on a system.
	Files Tree
}

// Archive gives packages by name.
type Archive interface {
	// Fetch returns the newest version of that package that the system's sources offer.
	Fetch(ctx context.Context, name string) (Package, error)
}

// Apt is the distribution's archive as apt on this system sees it. Packages are downloaded and verified by apt, and
// unpacked without being installed, so it needs no privileges and leaves the system as it is.
type Apt struct {
	// Dir is an existing folder for downloads and for what apt remembers.
	Dir string
	// Progress is told in a few words what is being done that takes long.
	Progress func(doing string)

	ownLists bool
}

// Fetch implements [Archive]. The system's lists of packages may be absent, as in a fresh container, or name packages
// that newer ones have replaced on the server; when a package cannot be had by them, lists of its own are fetched once.
func (a *Apt) Fetch(ctx context.Context, name string) (Package, error) {
	into, err := os.MkdirTemp(a.Dir, "deb-")
	if err != nil {
		return Package{}, err
	}
	defer os.RemoveAll(into)
	if err := a.download(ctx, into, name); err != nil {
		return Package{}, fmt.Errorf("the package %s could not be downloaded: %w", name, err)
	}
	debs, err := filepath.Glob(filepath.Join(into, "*.deb"))
	if err != nil || len(debs) != 1 {
		return Package{}, fmt.Errorf("downloading the package %s left %d files instead of one", name, len(debs))
	}
	deb := debs[0]
	fields, err := run(ctx, into, "dpkg-deb", "--showformat=${Version}\n${Pre-Depends}, ${Depends}", "--show", deb)
	if err != nil {
		return Package{}, err
	}
	version, depends, _ := strings.Cut(string(fields), "\n")
	control, err := run(ctx, into, "dpkg-deb", "--field", deb)
	if err != nil {
		return Package{}, err
	}
	stream, err := run(ctx, into, "dpkg-deb", "--fsys-tarfile", deb)
	if err != nil {
		return Package{}, err
	}
	files, err := readTar(bytes.NewReader(stream))
	if err != nil {
		return Package{}, fmt.Errorf("the package %s cannot be read: %w", name, err)
	}
	return Package{Name: name, Version: version, Depends: firstAlternatives(depends), Control: control, Files: files}, nil
}

func (a *Apt) download(ctx context.Context, into, name string) error {
	err := a.apt(ctx, into, "download", name)
	if err == nil || a.ownLists || ctx.Err() != nil {
		return err
	}
	a.Progress("fetching lists of the distribution's packages")
	if err := os.MkdirAll(filepath.Join(a.Dir, "lists", "partial"), 0o755); err != nil {
		return err
	}
	a.ownLists = true
	if err := a.apt(ctx, into, "update"); err != nil {
		return err
	}
	return a.apt(ctx, into, "download", name)
}

func (a *Apt) apt(ctx context.Context, dir string, args ...string) error {
	options := []string{"-q",
		// apt drops to a user of its own for downloads, who may not write where this user may.
		"-o", "APT::Sandbox::User=root",
		// Without a cache that may be written, every call reads all package lists again.
		"-o", "Dir::Cache=" + a.Dir, "-o", "Dir::Cache::pkgcache=pkgcache.bin", "-o", "Dir::Cache::srcpkgcache=srcpkgcache.bin",
	}
	if a.ownLists {
		options = append(options, "-o", "Dir::State::lists="+filepath.Join(a.Dir, "lists"))
	}
	_, err := run(ctx, dir, "apt-get", append(options, args...)...)
	return err
}

// firstAlternatives reads a Depends field: "a (>= 1), b | c, d:any" is a, b, d.
func firstAlternatives(field string) []string {
	var names []string
	for part := range strings.SplitSeq(field, ",") {
		name, _, _ := strings.Cut(part, "|")
		name, _, _ = strings.Cut(strings.TrimSpace(name), " ")
		name, _, _ = strings.Cut(name, ":")
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// readTar reads files, folders and links; nothing else is needed of a package.
func readTar(r io.Reader) (Tree, error) {
	t := Tree{}
	for in := tar.NewReader(r); ; {
		h, err := in.Next()
		if errors.Is(err, io.EOF) {
			return t, nil
		}
		if err != nil {
			return nil, err
		}
		switch h.Typeflag {
		case tar.TypeDir:
			if p := Merged(h.Name); p != "" {
				t[p] = Entry{Mode: os.ModeDir | h.FileInfo().Mode().Perm()}
			}
		case tar.TypeSymlink:
			t.Link(h.Name, h.Linkname)
		case tar.TypeLink:
			t[Merged(h.Name)] = t[Merged(h.Linkname)]
		case tar.TypeReg:
			content, err := io.ReadAll(in)
			if err != nil {
				return nil, err
			}
			t.File(h.Name, h.FileInfo().Mode().Perm(), content)
		}
	}
}

// run runs a program to its end and returns what it printed. The program dies with this process.
func run(ctx context.Context, dir, program string, args ...string) ([]byte, error) {
	var stderr bytes.Buffer
	c := exec.CommandContext(ctx, program, args...)
	c.Dir, c.Stderr = dir, &stderr
	c.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "DEBIAN_FRONTEND=noninteractive")
	c.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	out, err := c.Output()
	if err != nil {
		if lines := strings.Split(strings.TrimSpace(stderr.String()), "\n"); lines[0] != "" {
			return nil, fmt.Errorf("%s: %s", program, lines[0])
		}
		return nil, fmt.Errorf("%s: %w", program, err)
	}
	return out, nil
}
