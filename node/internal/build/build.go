package build

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Manifest is manifest.json in a complete folder: what is in it and what it was built from.
type Manifest struct {
	Kubernetes string         `json:"kubernetes"`
	Key        Key            `json:"key"`
	Go         string         `json:"go"`
	Arch       string         `json:"arch"`
	Programs   map[string]Key `json:"programs"`
	// Components are the programs that come in another version of Kubernetes, which they name.
	Components map[string]string `json:"components,omitempty"`
	Images     map[string]string `json:"images"`
	// Packages are those of the distribution that files of each image are from, as holdfast-images names them.
	Packages json.RawMessage `json:"packages"`
}

type builder struct {
	options   Options
	moduleDir string
	store     store
	goTool    toolchain
	pinned    goMod
	keys      keys
	progress  *Progress
	log       *os.File
	// system is the machine's distribution and its version.
	system string
}

// Run builds what is not built yet and returns the folder that has all of it. The working directory is the module's. An
// error is one sentence; [ExitCode] says how to tell it.
func Run(ctx context.Context, o Options, moduleDir string, p *Progress) (string, error) {
	if err := checkSystem(thisSystem()); err != nil {
		return "", err
	}
	b := &builder{options: o, moduleDir: moduleDir, store: store{filepath.Join(o.Cache, "build")}, progress: p,
		system: systemName()}
	plan, err := b.plan(ctx)
	if err != nil {
		return "", b.orInterrupted(ctx, err)
	}
	if missing := lacking(ctx, b.runtimeTools()); len(missing) > 0 || !plan.complete() {
		if err := b.alone(ctx, plan, b.make); err != nil {
			return "", b.orInterrupted(ctx, err)
		}
	} else if err := touch(plan.dir); err != nil {
		return "", err
	}
	if o.WriteBundle != "" {
		if err := b.alone(ctx, plan, b.bundle); err != nil {
			return "", b.orInterrupted(ctx, err)
		}
	}
	return plan.dir, nil
}

// bundle writes the bundle that was asked for. The store may have lost what the caller's folder still has.
func (b *builder) bundle(ctx context.Context, p plan) error {
	if err := b.buildPrograms(ctx, p); err != nil {
		return err
	}
	if err := b.buildImages(ctx, p); err != nil {
		return err
	}
	return b.writeBundle(ctx, p, b.options.WriteBundle)
}

// alone does something while no other process makes anything in this cache.
func (b *builder) alone(ctx context.Context, p plan, do func(context.Context, plan) error) error {
	lock, err := b.store.lock(ctx, b.progress)
	if err != nil {
		return err
	}
	defer lock.Close()
	if err := b.openLog(); err != nil {
		return err
	}
	defer b.log.Close()
	return do(ctx, p)
}

func (b *builder) orInterrupted(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ErrInterrupted
	}
	return err
}

// plan is what the caller asked for, by key.
type plan struct {
	programs []Program
	keys     map[string]Key // of the programs
	images   Key
	node     Key
	dir      string
}

// complete says whether everything is where the caller will look for it. Nothing is put there before it is whole.
func (p plan) complete() bool {
	if !exists(filepath.Join(p.dir, "manifest.json")) {
		return false
	}
	return !slices.ContainsFunc(p.programs, func(x Program) bool {
		return x.Optional && !exists(filepath.Join(p.dir, "bin", x.Name))
	})
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func (b *builder) plan(ctx context.Context) (plan, error) {
	var p plan
	if !exists(filepath.Join(b.moduleDir, "go.mod")) {
		return p, refuse("there is no go.mod in %s; holdfast-build runs in the folder node of the project", b.moduleDir)
	}
	var err error
	if b.goTool, err = findToolchain(ctx, b.moduleDir); err != nil {
		return p, err
	}
	if b.pinned, err = readGoMod(ctx, b.goTool, filepath.Join(b.moduleDir, "go.mod")); err != nil {
		return p, err
	}
	if b.pinned.Module.Path != nodeModule.path {
		return p, refuse("%s holds the module %s; holdfast-build runs in the folder node of the project", b.moduleDir, b.pinned.Module.Path)
	}
	pinned, err := ParseVersion(b.pinned.version(kubernetesModule))
	if err != nil {
		return p, err
	}
	wanted := pinned
	if b.options.Kubernetes != "" {
		if wanted, err = ParseVersion(b.options.Kubernetes); err != nil {
			return p, err
		}
	}
	if b.keys, err = newKeys(b.moduleDir, b.goTool, pinned, wanted, b.options.Components); err != nil {
		return p, err
	}
	if p.programs, err = programs(b.moduleDir, b.options.Also); err != nil {
		return p, err
	}
	if b.options.Workload {
		p.programs = workload(p.programs)
	}
	p.keys = map[string]Key{}
	always := map[string]Key{}
	for _, x := range p.programs {
		k, err := b.keys.program(x)
		if err != nil {
			return p, err
		}
		p.keys[x.Name] = k
		if !x.Optional {
			always[x.Name] = k
		}
	}
	if b.options.Workload {
		p.images = b.keys.workloadImages(p.keys)
		p.node = b.keys.node(always, p.images)
		p.dir = filepath.Join(b.options.Cache, "workload", string(p.node))
		return p, nil
	}
	p.images = b.keys.images(p.keys)
	p.node = b.keys.node(always, p.images)
	p.dir = filepath.Join(b.options.Cache, "node", fmt.Sprintf("%s-%s", wanted, p.node))
	return p, nil
}

// make builds and assembles what is missing.
func (b *builder) make(ctx context.Context, p plan) (err error) {
	if err := b.provide(ctx, b.runtimeTools()); err != nil {
		return err
	}
	if p.complete() { // by whoever held the lock before
		return touch(p.dir)
	}
	if err := b.store.sweep(); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.store.sweep()) }()
	if source := b.bundleSource(); source != "" {
		if err := b.takeBundle(ctx, p, source); err != nil {
			if ctx.Err() != nil {
				return ErrInterrupted
			}
			b.progress.Say("the bundle %s is not used: %s; what is missing is compiled", source, err)
		}
	}
	if err := b.buildPrograms(ctx, p); err != nil {
		return err
	}
	if err := b.buildImages(ctx, p); err != nil {
		return err
	}
	if err := b.assemble(p); err != nil {
		return err
	}
	b.progress.Say("all %d programs and the images are in %s", len(p.programs), p.dir)
	return b.prune()
}

func (b *builder) openLog() error {
	dir := filepath.Join(b.store.dir, "logs")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	log, err := os.Create(filepath.Join(dir, "build-"+time.Now().UTC().Format("20060102T150405.000000")))
	b.log = log
	return err
}

// buildPrograms builds the programs that are not in the store, and puts them there.
func (b *builder) buildPrograms(ctx context.Context, p plan) error {
	missing := slices.DeleteFunc(slices.Clone(p.programs), func(x Program) bool { return exists(b.store.program(x, p.keys[x.Name])) })
	// Of the images only pause is compiled, which is none of the workload's.
	withImages := !b.options.Workload && !exists(b.store.images(p.images))
	if slices.ContainsFunc(missing, func(x Program) bool { return x.Cgo }) || withImages {
		if err := b.provide(ctx, buildTools()); err != nil {
			return err
		}
	}
	if len(missing) == 0 {
		return nil
	}
	b.progress.Begin("checking the free space")
	if err := checkSpace(b.spaceNeeded(missing), freeSpace); err != nil {
		return err
	}
	tmp, err := b.store.temp("go-")
	if err != nil {
		return err
	}
	// What the go command makes is moved, not copied, to where it belongs when that is on the same file system.
	b.goTool.tmp = tmp
	batches, err := b.batches(ctx, missing)
	if err != nil {
		return err
	}
	done := len(p.programs) - len(missing)
	for _, x := range batches {
		if done > 0 {
			b.progress.Say("%d of %d programs are built, %d left", done, len(p.programs), len(p.programs)-done)
		}
		if err := b.compile(ctx, x); err != nil {
			return err
		}
		for _, program := range x.programs {
			built := b.store.program(program, p.keys[program.Name])
			if err := link(filepath.Join(x.out, program.Executable()), built); err != nil {
				return err
			}
		}
		done += len(x.programs)
	}
	return nil
}

// batches sorts programs by what they must be built with.
func (b *builder) batches(ctx context.Context, missing []Program) ([]batch, error) {
	plain := batch{dir: b.moduleDir, out: filepath.Join(b.store.dir, "out", b.keys.pinned.String())}
	c := batch{dir: b.moduleDir, out: filepath.Join(b.store.dir, "out", "cgo"), cgo: true}
	nfs := batch{dir: filepath.Join(b.moduleDir, nfsModule.dir), out: filepath.Join(b.store.dir, "out", nfsModule.dir)}
	var derived []*batch // one for each version of Kubernetes
	for _, p := range missing {
		x := &plain
		switch {
		case p.module() == nfsModule:
			x = &nfs
		case p.Cgo:
			x = &c
		case b.keys.derived(p):
			x = b.derivedBatch(&derived, b.keys.version(p))
		}
		x.flags = b.keys.flags(p)
		x.programs = append(x.programs, p)
	}
	var all []batch
	for _, x := range derived {
		var err error
		if x.dir, err = b.deriveModule(ctx, x.kubernetes); err != nil {
			return nil, err
		}
		all = append(all, *x)
	}
	return slices.DeleteFunc(append(all, plain, nfs, c), func(x batch) bool { return len(x.programs) == 0 }), nil
}

// derivedBatch finds the batch of a version of Kubernetes, or adds it.
func (b *builder) derivedBatch(all *[]*batch, v Version) *batch {
	for _, x := range *all {
		if x.kubernetes == v {
			return x
		}
	}
	x := &batch{kubernetes: v, out: filepath.Join(b.store.dir, "out", v.String())}
	*all = append(*all, x)
	return x
}

// spaceNeeded is what building programs will write at most.
func (b *builder) spaceNeeded(missing []Program) []space {
	components := map[Version][]string{}
	for _, p := range missing {
		v, own := b.options.Components[p.Name]
		if !own {
			return spaceOfRelease(b.goTool, b.versions(missing), b.options.Cache)
		}
		components[v] = append(components[v], p.Name)
	}
	return spaceOfComponents(b.goTool, components, b.options.Cache)
}

// versions are the versions of Kubernetes that programs are built of.
func (b *builder) versions(programs []Program) []Version {
	all := []Version{b.keys.wanted}
	for _, p := range programs {
		if v := b.keys.version(p); p.Kubernetes && !slices.Contains(all, v) {
			all = append(all, v)
		}
	}
	return all
}

// buildImages has holdfast-images make the images if they are not in the store.
func (b *builder) buildImages(ctx context.Context, p plan) error {
	into := b.store.images(p.images)
	if exists(into) {
		return nil
	}
	b.progress.Begin("making the images")
	defer b.progress.Idle()
	tmp, err := b.store.temp("images-")
	if err != nil {
		return err
	}
	bin := filepath.Join(tmp, "bin")
	for _, x := range p.programs {
		if x.Name == imagesProgram || x.Name == corednsProgram {
			if err := link(b.store.program(x, p.keys[x.Name]), filepath.Join(bin, x.Name)); err != nil {
				return err
			}
		}
	}
	out := filepath.Join(tmp, "out")
	args, err := b.imagesArguments(ctx, bin, out)
	if err != nil {
		return err
	}
	c := child(ctx, filepath.Join(bin, imagesProgram), args...)
	if err := b.follow(ctx, c, "making the images"); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(into), 0o755); err != nil {
		return err
	}
	return os.Rename(out, into)
}

// imagesArguments say to holdfast-images what to make of what.
func (b *builder) imagesArguments(ctx context.Context, bin, out string) ([]string, error) {
	if b.options.Workload {
		return []string{"workload", "--out", out}, nil
	}
	kubernetes, err := download(ctx, b.goTool, b.moduleDir, kubernetesModule)
	if err != nil {
		return nil, err
	}
	return []string{"build", "--bin", bin,
		"--pause-source", filepath.Join(kubernetes.Dir, "build", "pause", "linux", "pause.c"),
		"--pause-version", b.keys.pinned.String(),
		"--coredns-version", strings.TrimPrefix(b.pinned.version("github.com/coredns/coredns"), "v"),
		"--out", out}, nil
}

// assemble makes the caller's folder out of links, complete from the moment it has its name, and adds to it what was
// asked for later.
func (b *builder) assemble(p plan) error {
	if exists(filepath.Join(p.dir, "manifest.json")) {
		for _, x := range p.programs {
			if x.Optional {
				if err := link(b.store.program(x, p.keys[x.Name]), filepath.Join(p.dir, "bin", x.Name)); err != nil {
					return err
				}
			}
		}
		return touch(p.dir)
	}
	tmp, err := b.store.temp("node-")
	if err != nil {
		return err
	}
	for _, x := range p.programs {
		if err := link(b.store.program(x, p.keys[x.Name]), filepath.Join(tmp, "bin", x.Name)); err != nil {
			return err
		}
	}
	images, err := os.ReadDir(b.store.images(p.images))
	if err != nil {
		return err
	}
	for _, i := range images {
		if err := link(filepath.Join(b.store.images(p.images), i.Name()), filepath.Join(tmp, "images", i.Name())); err != nil {
			return err
		}
	}
	m := Manifest{Kubernetes: b.keys.wanted.String(), Key: p.node, Go: b.goTool.GOVERSION, Arch: b.goTool.GOARCH, Programs: p.keys,
		Components: map[string]string{}}
	for name, v := range b.keys.components {
		m.Components[name] = v.String()
	}
	index, err := os.ReadFile(filepath.Join(tmp, "images", "images.json"))
	if err != nil {
		return err
	}
	if err := json.Unmarshal(index, &m.Images); err != nil {
		return err
	}
	if m.Packages, err = os.ReadFile(filepath.Join(tmp, "images", "packages.json")); err != nil {
		return err
	}
	content, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(tmp, "manifest.json"), append(content, '\n'), 0o644); err != nil {
		return err
	}
	if err := os.Chmod(tmp, 0o755); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(p.dir), 0o755); err != nil {
		return err
	}
	// A folder without a manifest under this name is not one that was ever complete.
	if err := os.RemoveAll(p.dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Rename(tmp, p.dir)
}

// prune keeps the cache from growing for ever.
func (b *builder) prune() error {
	inUse := running()
	for _, x := range []struct {
		dir   string
		kept  int
		thing func(string) string
	}{
		{filepath.Join(b.options.Cache, "node"), 6, alike},
		{filepath.Join(b.options.Cache, "workload"), 3, alike},
		{filepath.Join(b.store.dir, "programs"), 6, unkeyed},
		{filepath.Join(b.store.dir, "images"), 3, alike},
		{filepath.Join(b.store.dir, "out"), 5, alike},
		{filepath.Join(b.store.dir, "modules"), 10, alike},
		{filepath.Join(b.store.dir, "logs"), 10, alike},
	} {
		if err := prune(x.dir, x.kept, x.thing, inUse); err != nil {
			return fmt.Errorf("old files in %s could not be removed: %w", x.dir, err)
		}
	}
	return nil
}
