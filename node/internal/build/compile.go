package build

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"
)

// batch is a set of programs that one run of the go command builds, so that what they share compiles once and the linker
// works while the next program compiles.
type batch struct {
	// dir is the folder of the module.
	dir string
	// kubernetes is the version of Kubernetes that the module was derived for; none, if it is one of ours.
	kubernetes Version
	// out is where the go command leaves the executables, and finds the earlier ones: it links none that is up to date.
	out      string
	flags    []string
	cgo      bool
	programs []Program
}

func (x batch) derived() bool { return x.kubernetes != Version{} }

// what names what is built to a person.
func (x batch) what() string {
	if x.derived() {
		return names(x.programs) + " of Kubernetes " + x.kubernetes.String()
	}
	return names(x.programs)
}

// compile builds a batch.
func (b *builder) compile(ctx context.Context, x batch) error {
	if err := os.MkdirAll(x.out, 0o755); err != nil {
		return err
	}
	listing, err := b.list(ctx, x)
	if err != nil {
		return err
	}
	t := &tracker{batch: x, listing: listing, started: time.Now()}
	b.progress.BeginWith(fmt.Sprintf("building %s (up to %d packages)", x.what(), listing.total), func() string { return t.status() })
	defer b.progress.Idle()
	args := append([]string{"build", "-v", "-o", x.out + string(filepath.Separator)}, x.flags...)
	for _, p := range x.programs {
		args = append(args, p.Package)
	}
	if err := b.stream(ctx, x, args, io.Discard, t.line); err != nil {
		return b.failure(ctx, "building "+x.what()+" failed", t.problem, err)
	}
	return nil
}

// listing says which packages each program of a batch is made of.
type listing struct {
	deps  map[string]map[string]bool // by the program's package
	total int
	// problem is why the first package that could not be had could not.
	problem string
}

// list finds the packages of a batch, for which the go command downloads whatever modules are not there.
func (b *builder) list(ctx context.Context, x batch) (listing, error) {
	d := &downloads{}
	b.progress.BeginWith("looking up the packages of "+x.what(), d.status)
	defer b.progress.Idle()
	args := []string{"list", "-json=ImportPath,Deps,DepsErrors", "-mod=" + modMode(x)}
	args = append(args, x.flags...)
	for _, p := range x.programs {
		args = append(args, p.Package)
	}
	var out bytes.Buffer
	if err := b.stream(ctx, x, args, &out, d.line); err != nil {
		return listing{}, b.unavailable(ctx, x, d.problem, err)
	}
	l, err := readListing(&out)
	if err == nil && l.problem != "" {
		err = b.unavailable(ctx, x, l.problem, errors.New(l.problem))
	}
	return l, err
}

// denied is how servers of modules, and the go command, say of a version that it is not there to be had.
var denied = regexp.MustCompile(`: (403 Forbidden|404 Not Found|410 Gone)\b|unknown revision`)

// unavailable says that modules could not be had. Of another version of Kubernetes that is the user's choice to change, if
// it is not the network that fails.
func (b *builder) unavailable(ctx context.Context, x batch, problem string, err error) error {
	if ctx.Err() == nil && x.derived() && denied.MatchString(problem) {
		return refuse("%s cannot be built: %s", x.what(), strings.TrimSuffix(oneLine(problem), "."))
	}
	return b.failure(ctx, "the modules could not be had", oneLine(problem), err)
}

// modMode lets the go command complete the go.sum of a module that was derived, and no other.
func modMode(x batch) string {
	if x.derived() {
		return "mod"
	}
	return "readonly"
}

func readListing(r io.Reader) (listing, error) {
	l := listing{deps: map[string]map[string]bool{}}
	all := map[string]bool{}
	for in := json.NewDecoder(r); ; {
		var pkg struct {
			ImportPath string
			Deps       []string
			DepsErrors []struct{ Err string }
		}
		if err := in.Decode(&pkg); errors.Is(err, io.EOF) {
			l.total = len(all)
			return l, nil
		} else if err != nil {
			return l, err
		}
		if len(pkg.DepsErrors) > 0 && l.problem == "" {
			l.problem = pkg.DepsErrors[0].Err
		}
		deps := map[string]bool{pkg.ImportPath: true}
		for _, d := range pkg.Deps {
			deps[d] = true
		}
		l.deps[pkg.ImportPath] = deps
		for d := range deps {
			all[d] = true
		}
	}
}

// stream runs the go command for a batch.
func (b *builder) stream(ctx context.Context, x batch, args []string, stdout io.Writer, line func(string)) error {
	c := b.goTool.command(ctx, x.dir, x.cgo, args...)
	c.Stdout = stdout
	return b.lines(c, line)
}

// follow runs a program of ours, whose lines are progress until the last one says what is wrong.
func (b *builder) follow(ctx context.Context, c *exec.Cmd, what string) error {
	var problem string
	err := b.lines(c, func(s string) {
		if said, ok := strings.CutPrefix(s, "error: "); ok {
			problem = said
		} else if _, doing, ok := strings.Cut(s, ": "); ok {
			b.progress.Begin(doing)
		}
	})
	if err != nil {
		return b.failure(ctx, what+" failed", problem, err)
	}
	return nil
}

// lines runs a program, hands its standard error on line by line, and keeps all of it in the log.
func (b *builder) lines(c *exec.Cmd, line func(string)) error {
	stderr, err := c.StderrPipe()
	if err != nil {
		return err
	}
	fmt.Fprintf(b.log, "# in %s: %s\n", c.Dir, strings.Join(c.Args, " "))
	if err := c.Start(); err != nil {
		return err
	}
	lines := bufio.NewScanner(stderr)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		fmt.Fprintln(b.log, lines.Text())
		line(lines.Text())
	}
	return errors.Join(lines.Err(), c.Wait())
}

// failure makes the one sentence that a user reads.
func (b *builder) failure(ctx context.Context, what, problem string, err error) error {
	if ctx.Err() != nil {
		return ErrInterrupted
	}
	if problem == "" {
		problem = err.Error()
	}
	if strings.Contains(problem, " requires go >= ") { // and the go command may not fetch a newer one by itself
		return refuse("Go is too old: %s", strings.TrimPrefix(problem, "go: "))
	}
	return fmt.Errorf("%s: %s; the log is %s", what, strings.TrimSuffix(problem, "."), b.log.Name())
}

// downloads counts what the go command says it downloads.
type downloads struct {
	mu      sync.Mutex
	modules int
	last    string
	problem string
}

func (d *downloads) line(s string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if module, ok := strings.CutPrefix(s, "go: downloading "); ok {
		d.modules++
		d.last = module
	} else if strings.TrimSpace(s) != "" && d.problem == "" {
		d.problem = strings.TrimSpace(s)
	}
}

func (d *downloads) status() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.modules == 0 {
		return "looking up packages"
	}
	return fmt.Sprintf("downloading modules: %d so far, now %s", d.modules, d.last)
}

// tracker follows `go build -v`, which prints the name of each package that it has compiled.
type tracker struct {
	batch   batch
	listing listing
	started time.Time

	mu       sync.Mutex
	compiled int
	last     string
	problem  string
}

func (t *tracker) line(s string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch s = strings.TrimSpace(s); {
	case s == "" || strings.HasPrefix(s, "go: downloading "):
	case t.known(s):
		t.compiled++
		t.last = s
	case t.problem == "" && !strings.HasPrefix(s, "#"):
		t.problem = s
	}
}

func (t *tracker) known(pkg string) bool {
	for _, deps := range t.listing.deps {
		if deps[pkg] {
			return true
		}
	}
	return false
}

// status says which program is being done, how much of it all is compiled and how many programs are left.
func (t *tracker) status() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var left []Program
	for _, p := range t.batch.programs {
		if !t.linked(p) {
			left = append(left, p)
		}
	}
	at := "finishing"
	if len(left) > 0 {
		at = left[0].Name
		for _, p := range left {
			if t.listing.deps[p.Package][t.last] {
				at = p.Name
				break
			}
		}
	}
	return fmt.Sprintf("%s: %d of up to %d packages compiled, %d of %d programs done, %d left",
		at, t.compiled, t.listing.total, len(t.batch.programs)-len(left), len(t.batch.programs), len(left))
}

// linked says whether the go command has put the program in place, or found the earlier one good, during this run: it
// sets the time of the file in both cases.
func (t *tracker) linked(p Program) bool {
	i, err := os.Stat(filepath.Join(t.batch.out, p.Executable()))
	return err == nil && !i.ModTime().Before(t.started.Truncate(time.Second))
}

// names lists programs for a person.
func names(programs []Program) string {
	if len(programs) > 4 {
		return fmt.Sprintf("%s and %d more programs", programs[0].Name, len(programs)-1)
	}
	var all []string
	for _, p := range programs {
		all = append(all, p.Name)
	}
	return strings.Join(all, ", ")
}
