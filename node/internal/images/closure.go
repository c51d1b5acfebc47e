package images

import (
	"bytes"
	"context"
	"debug/elf"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
)

// Gather collects wanted files, given by their paths, with every shared library that the programs among them load, and
// nothing else of the packages. It starts from one package and goes along dependencies as long as something is missing,
// so it knows neither which package of a distribution release holds a program nor how a library's package is called
// there. It returns the files, with a record of each package that one of them is from, and for each wanted one that package.
func Gather(ctx context.Context, archive Archive, start string, wanted []string) (Tree, map[string]Package, error) {
	g := gathering{files: Tree{}, all: Tree{}, from: map[string]Package{}, origin: map[string]Package{}, seen: map[string]bool{start: true}, queue: []string{start}}
	g.missing = slices.Clone(wanted)
	for len(g.missing) > 0 {
		if len(g.queue) == 0 {
			return nil, nil, fmt.Errorf("no package that %s depends on holds %s", start, strings.Join(g.missing, ", "))
		}
		next := g.best()
		p, err := archive.Fetch(ctx, g.queue[next])
		if err != nil {
			return nil, nil, err
		}
		g.queue = slices.Delete(g.queue, next, next+1)
		g.add(p)
		if err := g.take(); err != nil {
			return nil, nil, err
		}
	}
	g.record()
	return g.files, g.from, nil
}

type gathering struct {
	all     Tree               // of every package fetched so far
	origin  map[string]Package // the package of each path in all
	files   Tree               // what is wanted of it
	from    map[string]Package // the package of each wanted path that was found
	missing []string           // wanted paths, and bare names of libraries, not found so far
	seen    map[string]bool
	queue   []string
}

func (g *gathering) add(p Package) {
	for name, e := range p.Files {
		g.all[name] = e
		g.origin[name] = p
	}
	for _, d := range p.Depends {
		if !g.seen[d] {
			g.seen[d] = true
			g.queue = append(g.queue, d)
		}
	}
}

// take moves whatever is missing and can be found to the wanted files; a program found adds its libraries to the missing.
func (g *gathering) take() error {
	for progress := true; progress; {
		progress = false
		var still []string
		for i := 0; i < len(g.missing); i++ {
			want := g.missing[i]
			where, ok := g.locate(want)
			if !ok {
				still = append(still, want)
				continue
			}
			progress = true
			if err := g.files.Copy(g.all, where); err != nil {
				return err
			}
			file, _, _ := g.all.Resolve(where)
			g.from[want] = g.origin[file]
			needs, err := loads(g.all[file].Content)
			if err != nil {
				return fmt.Errorf("/%s: %w", file, err)
			}
			for _, n := range needs {
				if _, have := g.from[n]; !have && !slices.Contains(g.missing, n) {
					g.missing = append(g.missing, n)
				}
			}
		}
		g.missing = still
	}
	return nil
}

// record adds the packages of the wanted files, and of the links that lead to them.
func (g *gathering) record() {
	from := map[string]Package{}
	for p := range g.files {
		from[g.origin[p].Name] = g.origin[p]
	}
	for _, p := range from {
		g.files.Record(p)
	}
}

// locate finds a path, or a library by its bare name in any folder of libraries.
func (g *gathering) locate(want string) (string, bool) {
	if strings.Contains(want, "/") {
		_, _, ok := g.all.Resolve(want)
		return want, ok
	}
	var found []string
	for p := range g.all {
		if path.Base(p) == want && strings.HasPrefix(p, "usr/lib") && strings.Count(p, "/") <= 3 {
			if _, _, ok := g.all.Resolve(p); ok {
				found = append(found, p)
			}
		}
	}
	if len(found) == 0 {
		return "", false
	}
	slices.Sort(found)
	return found[0], true
}

// best is the place in the queue of the package most likely to hold something missing. A wrong guess costs one download.
func (g *gathering) best() int {
	best, bestRank := 0, 100
	for i, name := range g.queue {
		if r := g.rank(name); r < bestRank {
			best, bestRank = i, r
		}
	}
	return best
}

func (g *gathering) rank(name string) int {
	bare := strings.TrimSuffix(name, "t64")
	rank := 5
	if strings.HasPrefix(name, "lib") || strings.HasPrefix(name, "zlib") {
		rank = 3
	}
	for _, m := range g.missing {
		switch {
		case bare == libraryPackage(m):
			return 0
		case strings.HasPrefix(name, path.Base(m)+"-"):
			rank = min(rank, 1)
		}
	}
	if strings.Contains(name, "-mod-") {
		rank = 6
	}
	return rank
}

// libraryPackage is the name that the distribution's policy gives to the package of a shared library: the name and the
// version of its soname, with a hyphen between them where the name ends in a digit.
func libraryPackage(soname string) string {
	name, version, ok := strings.Cut(path.Base(soname), ".so.")
	if !ok || name == "" {
		return ""
	}
	if c := name[len(name)-1]; c >= '0' && c <= '9' {
		name += "-"
	}
	return name + version
}

// loads returns what the dynamic linker must find to run that program or library: the names of libraries and the path of
// the linker itself. Whatever is not an ELF file loads nothing.
func loads(content []byte) ([]string, error) {
	if !bytes.HasPrefix(content, []byte(elf.ELFMAG)) {
		return nil, nil
	}
	f, err := elf.NewFile(bytes.NewReader(content))
	if err != nil {
		return nil, err
	}
	needs, err := f.ImportedLibraries()
	if err != nil && !errors.Is(err, elf.ErrNoSymbols) {
		return nil, err
	}
	// The linker is a library too: a dependency on it by name is met by its path.
	needs = slices.DeleteFunc(needs, func(n string) bool { return strings.HasPrefix(n, "ld-linux") })
	for _, p := range f.Progs {
		if p.Type == elf.PT_INTERP {
			interpreter := make([]byte, p.Filesz)
			if _, err := p.ReadAt(interpreter, 0); err != nil {
				return nil, err
			}
			needs = append(needs, string(bytes.TrimRight(interpreter, "\x00")))
		}
	}
	return needs, nil
}
