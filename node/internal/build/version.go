package build

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// oldestMinor is the oldest minor version of Kubernetes 1 that the node runs: its kubelet is configured with fields that
// older ones do not have.
const oldestMinor = 34

var majorVersion = regexp.MustCompile(`^v[2-9]\d*$`)

var versionPattern = regexp.MustCompile(`^v?1\.(0|[1-9]\d*)\.((?:0|[1-9]\d*)(?:-(?:alpha|beta|rc)\.\d+)?)$`)

// Version is a version of Kubernetes 1.
type Version struct {
	Minor int
	// Patch is the patch number, with a suffix such as -rc.1 for a version on its way to release.
	Patch string
}

// ParseVersion reads a version of a whole node, such as 1.37.2 or v1.37.2. Errors are a [Refusal].
func ParseVersion(s string) (Version, error) {
	v, err := readVersion(s)
	if err == nil && v.Minor < oldestMinor {
		return Version{}, refuse("Kubernetes %s is older than 1.%d, the oldest that Holdfast runs", v, oldestMinor)
	}
	return v, err
}

// readVersion reads a version of any age.
func readVersion(s string) (Version, error) {
	parts := versionPattern.FindStringSubmatch(s)
	if parts == nil {
		return Version{}, refuse("%q is not a version of Kubernetes such as 1.%d.0", s, oldestMinor)
	}
	minor, err := strconv.Atoi(parts[1])
	if err != nil {
		return Version{}, refuse("%q is not a version of Kubernetes", s)
	}
	return Version{Minor: minor, Patch: parts[2]}, nil
}

// String is the version as people write it: 1.37.2.
func (v Version) String() string { return fmt.Sprintf("1.%d.%s", v.Minor, v.Patch) }

// Staging is the version under which the modules of Kubernetes' own repository are released with it: v0.37.2.
func (v Version) Staging() string { return fmt.Sprintf("v0.%d.%s", v.Minor, v.Patch) }

// Stamp are the linker's flags that make the programs of Kubernetes say which version they are, as its release does.
func (v Version) Stamp() string {
	var flags []string
	for _, pkg := range []string{"k8s.io/component-base/version", "k8s.io/client-go/pkg/version"} {
		flags = append(flags,
			fmt.Sprintf("-X %s.gitVersion=v%s", pkg, v),
			fmt.Sprintf("-X %s.gitMajor=1", pkg),
			fmt.Sprintf("-X %s.gitMinor=%d", pkg, v.Minor))
	}
	return strings.Join(flags, " ")
}
