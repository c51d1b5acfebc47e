package build

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// A bundle has the programs and images that one machine built, for others to take instead of building them. It is a
// compressed archive:
//
//	bundle.json   what is in it, and what each part was built from
//	programs/     the programs by name
//	images/       the archives of the images, with their index
//
// A part is taken when its key is that of what would be built here, so a bundle that is a little older than the sources
// saves all that has not changed since. What uses the distribution's C library is only for machines of that distribution.

// bundleIndex is bundle.json.
type bundleIndex struct {
	Kubernetes string         `json:"kubernetes"`
	Go         string         `json:"go"`
	Arch       string         `json:"arch"`
	System     string         `json:"system"`
	Programs   map[string]Key `json:"programs"`
	Images     Key            `json:"images"`
}

const (
	bundleIndexName = "bundle.json"
	checksumSuffix  = ".sha256"
)

// writeBundle puts all that was planned, and is built, into a file, and the checksum of it into another one beside it.
// Neither is there under its name before it is complete.
func (b *builder) writeBundle(ctx context.Context, p plan, file string) error {
	b.progress.Begin("writing " + file)
	defer b.progress.Idle()
	part := file + ".part"
	out, err := os.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o644)
	if err != nil {
		return refuse("the bundle cannot be written: %s", err)
	}
	defer os.Remove(part)
	defer out.Close()
	sum := sha256.New()
	compressed, err := gzip.NewWriterLevel(io.MultiWriter(out, sum), gzip.BestSpeed)
	if err != nil {
		return err
	}
	archive := tar.NewWriter(compressed)
	if err := b.fillBundle(ctx, p, archive); err != nil {
		return err
	}
	if err := errors.Join(archive.Close(), compressed.Close(), out.Close()); err != nil {
		return err
	}
	line := hex.EncodeToString(sum.Sum(nil)) + "  " + filepath.Base(file) + "\n"
	if err := os.WriteFile(file+checksumSuffix, []byte(line), 0o644); err != nil {
		return err
	}
	return os.Rename(part, file)
}

func (b *builder) fillBundle(ctx context.Context, p plan, archive *tar.Writer) error {
	index := bundleIndex{Kubernetes: b.keys.wanted.String(), Go: b.goTool.GOVERSION, Arch: b.goTool.GOARCH,
		System: b.system, Programs: p.keys, Images: p.images}
	content, err := json.MarshalIndent(index, "", "  ")
	if err != nil {
		return err
	}
	if err := archive.WriteHeader(&tar.Header{Name: bundleIndexName, Mode: 0o644, Size: int64(len(content))}); err != nil {
		return err
	}
	if _, err := archive.Write(content); err != nil {
		return err
	}
	for _, x := range p.programs {
		if err := addToBundle(ctx, archive, path.Join("programs", x.Name), b.store.program(x, p.keys[x.Name])); err != nil {
			return err
		}
	}
	images, err := os.ReadDir(b.store.images(p.images))
	if err != nil {
		return err
	}
	for _, i := range images {
		if err := addToBundle(ctx, archive, path.Join("images", i.Name()), filepath.Join(b.store.images(p.images), i.Name())); err != nil {
			return err
		}
	}
	return nil
}

func addToBundle(ctx context.Context, archive *tar.Writer, name, file string) error {
	if ctx.Err() != nil {
		return ErrInterrupted
	}
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if err := archive.WriteHeader(&tar.Header{Name: name, Mode: int64(info.Mode().Perm()), Size: info.Size()}); err != nil {
		return err
	}
	_, err = io.Copy(archive, f)
	return err
}

// takeBundle puts into the store what a bundle has of what is missing there. That a bundle cannot be used is no failure,
// as everything can be built; the error says why it was not.
func (b *builder) takeBundle(ctx context.Context, p plan, source string) error {
	missing := map[string]string{} // names in the bundle to files in the store
	for _, x := range p.programs {
		if built := b.store.program(x, p.keys[x.Name]); !exists(built) {
			missing[path.Join("programs", x.Name)] = built
		}
	}
	wantImages := !exists(b.store.images(p.images))
	if len(missing) == 0 && !wantImages {
		return nil
	}
	tmp, err := b.store.temp("bundle-")
	if err != nil {
		return err
	}
	b.progress.Begin("reading the bundle " + source)
	defer b.progress.Idle()
	file, err := obtain(ctx, source, filepath.Join(tmp, "bundle"))
	if err != nil {
		return err
	}
	r, err := openBundle(file)
	if err != nil {
		return err
	}
	defer r.Close()
	if r.index.Arch != b.goTool.GOARCH {
		return fmt.Errorf("it is for %s, and this machine is %s", r.index.Arch, b.goTool.GOARCH)
	}
	for _, x := range p.programs {
		// The C library that it was linked with is the distribution's.
		foreign := x.Cgo && r.index.System != b.system
		if r.index.Programs[x.Name] != p.keys[x.Name] || foreign {
			delete(missing, path.Join("programs", x.Name))
		}
	}
	images := ""
	if wantImages && r.index.Images == p.images {
		images = filepath.Join(tmp, "images")
	}
	if len(missing) == 0 && images == "" {
		return fmt.Errorf("it has nothing that was built from these sources with %s (it is of Kubernetes %s, built with %s)",
			b.goTool.GOVERSION, r.index.Kubernetes, r.index.Go)
	}
	taken, err := r.extract(ctx, tmp, missing, images)
	if err != nil {
		return err
	}
	if images != "" {
		if err := os.MkdirAll(filepath.Dir(b.store.images(p.images)), 0o755); err != nil {
			return err
		}
		if err := os.Rename(images, b.store.images(p.images)); err != nil {
			return err
		}
	}
	b.progress.Say("%d programs%s are taken from the bundle", taken, map[bool]string{true: " and the images"}[images != ""])
	return nil
}

// bundleReader reads an archive whose checksum was right.
type bundleReader struct {
	file    *os.File
	archive *tar.Reader
	index   bundleIndex
}

func openBundle(name string) (*bundleReader, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	r := &bundleReader{file: file}
	if err := r.begin(); err != nil {
		_ = file.Close()
		return nil, fmt.Errorf("it is not a bundle: %w", err)
	}
	return r, nil
}

func (r *bundleReader) begin() error {
	plain, err := gzip.NewReader(r.file)
	if err != nil {
		return err
	}
	r.archive = tar.NewReader(plain)
	first, err := r.archive.Next()
	if err != nil {
		return err
	}
	if first.Name != bundleIndexName {
		return fmt.Errorf("it does not begin with %s", bundleIndexName)
	}
	return json.NewDecoder(r.archive).Decode(&r.index)
}

func (r *bundleReader) Close() error { return r.file.Close() }

// extract puts programs where they belong, and the images, if a folder is named, into that. It returns how many programs
// there were.
func (r *bundleReader) extract(ctx context.Context, tmp string, programs map[string]string, images string) (int, error) {
	taken := 0
	for {
		header, err := r.archive.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return taken, err
		}
		if ctx.Err() != nil {
			return taken, ErrInterrupted
		}
		if built, ok := programs[header.Name]; ok {
			whole := filepath.Join(tmp, "program")
			if err := r.save(whole, 0o755); err != nil {
				return taken, err
			}
			if err := link(whole, built); err != nil {
				return taken, err
			}
			if err := os.Remove(whole); err != nil {
				return taken, err
			}
			taken++
			continue
		}
		folder, name := path.Split(header.Name)
		if images != "" && folder == "images/" && filepath.IsLocal(name) {
			if err := r.save(filepath.Join(images, name), 0o644); err != nil {
				return taken, err
			}
		}
	}
	if taken < len(programs) {
		return taken, errors.New("programs are missing that its index names")
	}
	return taken, nil
}

func (r *bundleReader) save(file string, mode os.FileMode) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	out, err := os.OpenFile(file, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, mode)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, r.archive)
	return errors.Join(err, out.Close())
}

// bundlesFile is where the project names the bundles of its releases: an address with its checksum, by architecture.
const bundlesFile = "bundles.json"

// bundleSource is the bundle that was asked for, or that the project names for this machine; empty when there is none.
func (b *builder) bundleSource() string {
	if b.options.Bundle != "" || b.options.Workload {
		return b.options.Bundle
	}
	text, err := os.ReadFile(filepath.Join(b.moduleDir, bundlesFile))
	if err != nil {
		return ""
	}
	pinned := map[string]string{}
	if err := json.Unmarshal(text, &pinned); err != nil {
		b.progress.Say("%s is not used: %s", bundlesFile, err)
		return ""
	}
	return pinned[b.goTool.GOARCH]
}

// systemName is the distribution and its version, such as "debian 12"; empty when the machine does not say.
func systemName() string {
	text, err := os.ReadFile("/etc/os-release")
	if err != nil {
		return ""
	}
	fields := map[string]string{}
	for line := range strings.Lines(string(text)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		fields[name] = strings.Trim(value, `"'`)
	}
	return strings.TrimSpace(fields["ID"] + " " + fields["VERSION_ID"])
}

// bundlePrograms are the optional programs that commands of Holdfast ask for: a bundle has them, too.
func bundlePrograms() []string {
	return slices.DeleteFunc(optional(), func(name string) bool { return name == "ctr" })
}
