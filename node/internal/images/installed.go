package images

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// statusDir is where an image says what packages it is made of, a file for each with the package's own control fields.
// Distroless images do the same, so that scanners know the place. A label of the image would be known to nobody, and have
// to be put together anew for each image; these files belong to the layer that has the package's other files.
const statusDir = "var/lib/dpkg/status.d/"

// InstalledPackage is a package of the distribution that files of an image are from.
type InstalledPackage struct {
	Name         string `json:"name"`
	Version      string `json:"version"`
	Architecture string `json:"architecture"`
}

// Record adds what a package says of itself to a tree that files of it are in.
func (t Tree) Record(p Package) { t.File(statusDir+p.Name, 0o644, p.Control) }

// installed are the packages that are recorded in layers, by name.
func installed(layers []Tree) []InstalledPackage {
	recorded := map[string]InstalledPackage{}
	for _, t := range layers {
		for file, e := range t {
			if strings.HasPrefix(file, statusDir) {
				recorded[file] = readControl(string(e.Content))
			}
		}
	}
	all := slices.AppendSeq([]InstalledPackage{}, maps.Values(recorded)) // none is [] in JSON
	slices.SortFunc(all, func(a, b InstalledPackage) int { return cmp.Compare(a.Name, b.Name) })
	return all
}

func readControl(control string) InstalledPackage {
	fields := map[string]string{}
	for line := range strings.Lines(control) {
		// A line that begins with a space goes on with the field before it.
		if name, value, ok := strings.Cut(line, ":"); ok && !strings.HasPrefix(name, " ") {
			fields[name] = strings.TrimSpace(value)
		}
	}
	return InstalledPackage{Name: fields["Package"], Version: fields["Version"], Architecture: fields["Architecture"]}
}
