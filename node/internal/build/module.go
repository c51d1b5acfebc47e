package build

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// kubernetesModule is the module that holds the main packages of Kubernetes.
const kubernetesModule = "k8s.io/kubernetes"

// goMod is what is read of a go.mod file, in the form of `go mod edit -json`.
type goMod struct {
	Module  struct{ Path string }
	Go      string
	Godebug []struct{ Key, Value string }
	Require []required
	Replace []struct{ Old, New moduleVersion }
}

type moduleVersion struct{ Path, Version string }

type required struct {
	Path, Version string
	Indirect      bool
}

// version is the version at which the module is required, or empty.
func (m goMod) version(path string) string {
	for _, r := range m.Require {
		if r.Path == path {
			return r.Version
		}
	}
	return ""
}

// readGoMod has the go command read a go.mod file, given by its absolute path.
func readGoMod(ctx context.Context, g toolchain, file string) (goMod, error) {
	var m goMod
	out, err := g.output(ctx, filepath.Dir(file), "mod", "edit", "-json", file)
	if err != nil {
		return m, err
	}
	return m, json.Unmarshal(out, &m)
}

// derive returns the go.mod of a module in which the main packages of that version of Kubernetes build as in its own
// repository: its requirements word for word, with each module of the repository itself, which Kubernetes replaces by a
// folder, replaced by the release made from that folder.
func derive(v Version, own goMod) []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "module %s/kubernetes\n\ngo %s\n\n", nodeModule.path, own.Go)
	for _, d := range own.Godebug {
		fmt.Fprintf(&out, "godebug %s=%s\n", d.Key, d.Value)
	}
	fmt.Fprintf(&out, "\nrequire %s v%s\n\nrequire (\n", kubernetesModule, v)
	for _, r := range own.Require {
		fmt.Fprintf(&out, "\t%s %s // indirect\n", r.Path, r.Version)
	}
	fmt.Fprint(&out, ")\n\nreplace (\n")
	for _, r := range own.Replace {
		if strings.HasPrefix(r.New.Path, "./staging/") {
			fmt.Fprintf(&out, "\t%s => %s %s\n", r.Old.Path, r.Old.Path, v.Staging())
		} else {
			old, replacement := r.Old.Path+" "+r.Old.Version, r.New.Path+" "+r.New.Version
			fmt.Fprintf(&out, "\t%s => %s\n", strings.TrimSpace(old), strings.TrimSpace(replacement))
		}
	}
	fmt.Fprint(&out, ")\n")
	return out.Bytes()
}

// downloaded is what `go mod download -json` says of one module.
type downloaded struct {
	GoMod, Dir, Error string
}

// download has the go command fetch a module into its module cache, or find it there.
func download(ctx context.Context, g toolchain, dir, module string) (downloaded, error) {
	out, err := g.output(ctx, dir, "mod", "download", "-json", module)
	var d downloaded
	if jsonErr := json.Unmarshal(out, &d); jsonErr != nil {
		return d, cmp.Or(err, jsonErr)
	}
	if d.Error != "" {
		return d, errors.New(oneLine(d.Error))
	}
	return d, err
}

// notReleased tells a version that does not exist from a network that does not work: proxies word the first in many ways,
// but all of them list the versions that there are.
func notReleased(ctx context.Context, g toolchain, dir string, v Version) bool {
	out, err := g.output(ctx, dir, "list", "-m", "-versions", "-mod=mod", kubernetesModule)
	return err == nil && !listsVersion(string(out), v)
}

// listsVersion reads what `go list -m -versions` prints: the module, then its versions. A list of none says nothing.
func listsVersion(list string, v Version) bool {
	words := strings.Fields(list)
	return len(words) < 2 || slices.Contains(words[1:], "v"+v.String())
}

// deriveModule makes the module that builds another version of Kubernetes, in a folder of its own, and returns that
// folder. The go command completes its go.sum when it first lists packages.
func (b *builder) deriveModule(ctx context.Context, v Version) (string, error) {
	dir := filepath.Join(b.store.dir, "modules", v.String())
	if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
		return dir, nil
	} else if !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	b.progress.Begin("fetching the list of modules of Kubernetes " + v.String())
	tmp, err := b.store.temp("module-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(tmp)
	d, err := download(ctx, b.goTool, tmp, kubernetesModule+"@v"+v.String())
	switch {
	case err != nil && ctx.Err() != nil:
		return "", ErrInterrupted
	case err != nil && notReleased(ctx, b.goTool, b.moduleDir, v):
		return "", refuse("Kubernetes %s is not a released version", v)
	case err != nil:
		return "", fmt.Errorf("Kubernetes %s could not be fetched: %w", v, err)
	}
	own, err := readGoMod(ctx, b.goTool, d.GoMod)
	if err != nil {
		return "", err
	}
	if err := os.WriteFile(filepath.Join(tmp, "go.mod"), derive(v, own), 0o644); err != nil {
		return "", err
	}
	sums, err := os.ReadFile(filepath.Join(d.Dir, "go.sum"))
	if err != nil {
		return "", err
	}
	if err := os.WriteFile(filepath.Join(tmp, "go.sum"), sums, 0o644); err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return "", err
	}
	return dir, os.Rename(tmp, dir)
}
