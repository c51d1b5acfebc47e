package build

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Key names what something is built from: the same key, the same thing.
type Key string

// keyOf hashes parts so that no two lists of parts look alike.
func keyOf(parts ...string) Key {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s\n", len(p), p)
	}
	return Key(hex.EncodeToString(h.Sum(nil))[:16])
}

// recipe changes whenever the way of building changes that the other parts of a key do not show.
const recipe = "1"

// keys computes the keys of one state of the sources on one machine.
type keys struct {
	moduleDir string
	goTool    toolchain
	pinned    Version // of Kubernetes in go.mod
	wanted    Version
	// components are the programs that come in another version than the wanted one.
	components map[string]Version
	modules    map[module]Key // of go.mod and go.sum of each
}

func newKeys(moduleDir string, g toolchain, pinned, wanted Version, components map[string]Version) (keys, error) {
	k := keys{moduleDir: moduleDir, goTool: g, pinned: pinned, wanted: wanted, components: components, modules: map[module]Key{}}
	for _, m := range sourceModules {
		var parts []string
		for _, f := range []string{"go.mod", "go.sum"} {
			content, err := os.ReadFile(filepath.Join(moduleDir, m.dir, f))
			if err != nil {
				return k, err
			}
			parts = append(parts, string(content))
		}
		k.modules[m] = keyOf(parts...)
	}
	return k, nil
}

// program is the key of one program.
func (k keys) program(p Program) (Key, error) {
	parts := []string{"program", recipe, k.goTool.GOVERSION, k.goTool.GOARCH, p.Package, strings.Join(k.flags(p), " ")}
	if k.derived(p) {
		return keyOf(append(parts, "kubernetes", k.version(p).String())...), nil
	}
	parts = append(parts, string(k.modules[p.module()]))
	if m, ours := p.source(); ours {
		sources, err := hashSources(filepath.Join(k.moduleDir, m.dir), m.path, strings.TrimPrefix(p.Package, m.path+"/"))
		if err != nil {
			return "", err
		}
		parts = append(parts, sources)
	}
	return keyOf(parts...), nil
}

// version is the version of Kubernetes that the program comes in, if it is one of Kubernetes.
func (k keys) version(p Program) Version {
	if own, ok := k.components[p.Name]; ok {
		return own
	}
	return k.wanted
}

// derived says whether the program is built in a module derived for another version of Kubernetes than go.mod's.
func (k keys) derived(p Program) bool { return p.Kubernetes && k.version(p) != k.pinned }

// noDebugging keeps the compiler from writing for debuggers what the linker leaves out of the programs: an eighth of its work.
const noDebugging = "-gcflags=all=-dwarf=false"

// flags are the build flags of a program. They are the same for all programs built together, because the go command
// compiles a package once for each set of them.
func (k keys) flags(p Program) []string {
	switch {
	case p.module() != nodeModule:
		return []string{"-trimpath", noDebugging, "-ldflags", "-s -w"}
	case p.Cgo:
		return []string{"-trimpath", "-tags", cgoTags, "-ldflags", "-s -w"}
	case k.derived(p):
		return []string{"-trimpath", "-tags", tags, noDebugging, "-ldflags", "-s -w " + k.version(p).Stamp()}
	}
	return []string{"-trimpath", "-tags", tags, noDebugging, "-ldflags", "-s -w " + k.pinned.Stamp()}
}

// images is the key of the images: of the programs that make them and that are in them, and of the module that holds the
// source of pause. Packages of the distribution are not part of it: they are taken as they are on the day of the build.
func (k keys) images(programs map[string]Key) Key {
	return keyOf("images", recipe, string(programs[imagesProgram]), string(programs[corednsProgram]), k.pinned.String())
}

// workloadImages is the key of the images of the workload alone.
func (k keys) workloadImages(programs map[string]Key) Key {
	return keyOf("workload images", recipe, string(programs[imagesProgram]))
}

// node is the key of everything together.
func (k keys) node(programs map[string]Key, images Key) Key {
	parts := []string{"node", recipe, k.wanted.String(), string(images)}
	for _, name := range sortedKeys(programs) {
		parts = append(parts, name, string(programs[name]))
	}
	return keyOf(parts...)
}

func sortedKeys[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for n := range m {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// hashSources hashes a package of a module, given by its folder in the module, with every package of that module that it
// imports, directly or not: all files of their folders except tests.
func hashSources(moduleDir, modulePath, pkg string) (string, error) {
	h := sha256.New()
	seen := map[string]bool{pkg: true}
	for queue := []string{pkg}; len(queue) > 0; queue = queue[1:] {
		imports, err := hashPackage(h, moduleDir, modulePath, queue[0])
		if err != nil {
			return "", err
		}
		for _, i := range imports {
			if !seen[i] {
				seen[i] = true
				queue = append(queue, i)
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// hashPackage writes one package to the hash and returns the packages of its module that it imports.
func hashPackage(h io.Writer, moduleDir, modulePath, pkg string) (imports []string, err error) {
	root := filepath.Join(moduleDir, filepath.FromSlash(pkg))
	err = filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && file != root && isPackage(file):
			return filepath.SkipDir
		case d.IsDir() || strings.HasSuffix(file, "_test.go"):
			return nil
		}
		content, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(moduleDir, file)
		if err != nil {
			return err
		}
		fmt.Fprintf(h, "%s %d\n", filepath.ToSlash(name), len(content))
		if _, err := h.Write(content); err != nil {
			return err
		}
		if strings.HasSuffix(file, ".go") {
			imports = append(imports, importsWithin(modulePath, file, content)...)
		}
		return nil
	})
	slices.Sort(imports)
	return slices.Compact(imports), err
}

// isPackage says whether a folder below a package is a package of its own rather than files that the package embeds.
func isPackage(dir string) bool {
	found, err := filepath.Glob(filepath.Join(dir, "*.go"))
	return err == nil && len(found) > 0
}

// importsWithin are the packages of a module that a file of it imports. A file that does not parse imports none; the
// compiler will say what is wrong with it.
func importsWithin(modulePath, file string, content []byte) []string {
	f, err := parser.ParseFile(token.NewFileSet(), file, content, parser.ImportsOnly)
	if err != nil {
		return nil
	}
	var within []string
	for _, i := range f.Imports {
		if p, err := strconv.Unquote(i.Path.Value); err == nil {
			if dir, ok := strings.CutPrefix(p, modulePath+"/"); ok {
				within = append(within, dir)
			}
		}
	}
	return within
}
