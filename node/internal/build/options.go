package build

import (
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Options are what the caller asks for.
type Options struct {
	// Cache is the absolute path of the cache; it need not exist.
	Cache string
	// Kubernetes is the version of Kubernetes wanted, or empty for the one that go.mod pins.
	Kubernetes string
	// Components are programs of Kubernetes that come in another version, by name.
	Components map[string]Version
	// Also names programs to build that a cluster does not need.
	Also []string
	// Workload asks only for what is brought to a cluster that is not built here.
	Workload bool
	// Bundle is where a bundle is, a file or an address, from which is taken what need not be built; empty for the one that
	// the project names, if it does.
	Bundle string
	// WriteBundle is the file for a bundle of all that was built; empty for none.
	WriteBundle string
	// StopWithStdin ends the build when standard input ends, which it does when the parent dies.
	StopWithStdin bool
}

// ParseOptions reads the command line. Without --cache the cache is where HOLDFAST_CACHE says, or the folder holdfast in
// the user's cache folder. Every error is a [Refusal], or [flag.ErrHelp] after the usage was written.
func ParseOptions(args []string, usage io.Writer) (Options, error) {
	var o Options
	var also string
	var components []string
	flags := flag.NewFlagSet("holdfast-build", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&o.Cache, "cache", "", "the cache `folder` (default $HOLDFAST_CACHE, or holdfast in the user's cache folder)")
	flags.StringVar(&o.Kubernetes, "kubernetes", "", "the `version` of Kubernetes, 1.34.0 or newer (default: the one in go.mod)")
	flags.Func("component-version", "a component of Kubernetes that comes in another version, as `NAME=VERSION`; can be given more than once",
		func(given string) error { components = append(components, given); return nil })
	flags.StringVar(&also, "also", "", "`programs` to build that a cluster does not need, separated by commas: "+strings.Join(optional(), ", "))
	flags.BoolVar(&o.Workload, "workload", false, "build only what is brought to a cluster of another make: NFS and images")
	flags.StringVar(&o.Bundle, "bundle", "", "a bundle, FILE or URL, from which is taken what need not be built; its checksum is in `SOURCE`.sha256 or follows as #sha256=SUM")
	flags.StringVar(&o.WriteBundle, "write-bundle", "", "the `file` for a bundle of all that was built")
	flags.BoolVar(&o.StopWithStdin, "stop-with-stdin", false, "stop when standard input ends")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			flags.SetOutput(usage)
			flags.Usage()
			return o, err
		}
		return o, refuse("%s; --help lists what holdfast-build takes", err)
	}
	if flags.NArg() > 0 {
		return o, refuse("holdfast-build takes no argument %q; --help lists what it takes", flags.Arg(0))
	}
	for _, given := range components {
		if err := o.addComponent(given); err != nil {
			return o, err
		}
	}
	if o.Workload && (also != "" || o.Kubernetes != "" || len(o.Components) > 0) {
		return o, refuse("--workload builds no Kubernetes, so --also, --kubernetes and --component-version cannot be meant")
	}
	if o.Workload && o.WriteBundle != "" {
		return o, refuse("a bundle has a whole node, so --workload cannot be meant")
	}
	if o.WriteBundle != "" {
		o.Also = bundlePrograms()
	}
	for name := range strings.SplitSeq(also, ",") {
		switch {
		case name == "":
		case !slices.Contains(optional(), name):
			return o, refuse("--also takes %s, not %q", strings.Join(optional(), " and "), name)
		case !slices.Contains(o.Also, name):
			o.Also = append(o.Also, name)
		}
	}
	if o.Cache == "" {
		o.Cache = os.Getenv("HOLDFAST_CACHE")
	}
	if o.Cache == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return o, refuse("there is no folder for caches (%s); name one with --cache", err)
		}
		o.Cache = filepath.Join(user, "holdfast")
	}
	cache, err := filepath.Abs(o.Cache)
	if err != nil {
		return o, refuse("--cache %s: %s", o.Cache, err)
	}
	o.Cache = cache
	return o, nil
}
