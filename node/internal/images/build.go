package images

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Sources is what the images are made from.
type Sources struct {
	// Packages is where the distribution's packages come from.
	Packages Archive
	// CoreDNS is the program of that name.
	CoreDNS string
	// CoreDNSVersion becomes its image's tag.
	CoreDNSVersion string
	// Pause is the C source of the pod sandbox's program.
	Pause string
	// PauseVersion becomes its image's tag.
	PauseVersion string
	// Work is an existing folder for intermediate files.
	Work string
	// Progress is told in a few words what is being done.
	Progress func(doing string)
}

// Build makes all images and writes them into an existing folder, one archive each, with images.json, which says which
// image plays which role, and packages.json, which says of each which packages of the distribution its files are from. It
// stops at the first failure and may then leave some of the files.
func Build(ctx context.Context, from Sources, into string) error {
	system, err := assembleSystem(ctx, from)
	if err != nil {
		return err
	}
	workload, err := assembleWorkload(ctx, from)
	if err != nil {
		return err
	}
	return write(append(system, workload...), from, into)
}

// BuildWorkload makes the images that scenarios run, as Build does, and none that a cluster itself needs.
func BuildWorkload(ctx context.Context, from Sources, into string) error {
	workload, err := assembleWorkload(ctx, from)
	if err != nil {
		return err
	}
	return write(workload, from, into)
}

func write(all []Image, from Sources, into string) error {
	references, packages := map[string]string{}, map[string][]InstalledPackage{}
	for _, i := range all {
		from.Progress("writing " + i.Reference)
		if err := i.Write(filepath.Join(into, i.Role+".tar")); err != nil {
			return err
		}
		references[i.Role], packages[i.Role] = i.Reference, i.Packages
	}
	if err := writeJSON(filepath.Join(into, "images.json"), references); err != nil {
		return err
	}
	return writeJSON(filepath.Join(into, "packages.json"), packages)
}

func writeJSON(file string, value any) error {
	text, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(text, '\n'), 0o644)
}

// assembleSystem makes the images that a cluster needs for itself.
func assembleSystem(ctx context.Context, from Sources) ([]Image, error) {
	from.Progress("compiling pause")
	pause, err := compilePause(ctx, from.Pause, from.PauseVersion, from.Work)
	if err != nil {
		return nil, err
	}
	coredns, err := os.ReadFile(from.CoreDNS)
	if err != nil {
		return nil, err
	}
	return each(
		func() (Image, error) { return PauseImage(pause, from.PauseVersion) },
		func() (Image, error) { return CoreDNSImage(coredns, from.CoreDNSVersion) },
	)
}

// assembleWorkload makes the images that scenarios run.
func assembleWorkload(ctx context.Context, from Sources) ([]Image, error) {
	from.Progress("fetching busybox from the distribution's packages")
	box, boxVersion, err := fetchBox(ctx, from)
	if err != nil {
		return nil, err
	}
	from.Progress("fetching nginx and its libraries from the distribution's packages")
	packaged, origins, err := Gather(ctx, from.Packages, "nginx", []string{nginxProgram, mimeTypes})
	if err != nil {
		return nil, err
	}
	server := WebServer(packaged)
	release := origins[nginxProgram].Version
	return each(
		func() (Image, error) { return WebImage(Web, release, box, server) },
		func() (Image, error) { return WebImage(WebNext, release+"-next", box, server) },
		func() (Image, error) { return ToolsImage(box, boxVersion) },
	)
}

func each(recipes ...func() (Image, error)) ([]Image, error) {
	var all []Image
	for _, make := range recipes {
		i, err := make()
		if err != nil {
			return nil, err
		}
		all = append(all, i)
	}
	return all, nil
}

// fetchBox makes the shared layer from the distribution's static busybox, which is asked for its applets.
func fetchBox(ctx context.Context, from Sources) (box Tree, version string, err error) {
	p, err := from.Packages.Fetch(ctx, "busybox-static")
	if err != nil {
		return nil, "", err
	}
	e, found := p.Files[Merged("bin/busybox")]
	if !found {
		return nil, "", fmt.Errorf("the package busybox-static %s holds no busybox", p.Version)
	}
	program := filepath.Join(from.Work, "busybox")
	if err := os.WriteFile(program, e.Content, 0o755); err != nil {
		return nil, "", err
	}
	list, err := run(ctx, from.Work, program, "--list")
	if err != nil {
		return nil, "", err
	}
	box = Box(e.Content, strings.Fields(string(list)))
	box.Record(p)
	return box, p.Version, nil
}
