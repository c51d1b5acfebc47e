package build

import "strings"

// oldestComponents are the programs of Kubernetes that can come in another version than the API server, which gives a node
// its version. Each is named with the oldest minor version of Kubernetes 1 of which it is built: what a node runs is no
// older than a whole node can be.
var oldestComponents = map[string]int{
	"kube-controller-manager": 30,
	"kube-proxy":              oldestMinor,
	"kube-scheduler":          30,
	"kubelet":                 oldestMinor,
}

// addComponent reads NAME=VERSION. Errors are a [Refusal].
func (o *Options) addComponent(s string) error {
	name, version, ok := strings.Cut(s, "=")
	if !ok {
		return refuse("--component-version has to be NAME=VERSION, not %q", s)
	}
	oldest, ok := oldestComponents[name]
	if !ok {
		return refuse("--component-version takes %s, not %q", strings.Join(sortedKeys(oldestComponents), ", "), name)
	}
	v, err := readVersion(version)
	if err != nil {
		return err
	}
	if v.Minor < oldest {
		return refuse("%s of Kubernetes %s is older than 1.%d, the oldest that Holdfast runs", name, v, oldest)
	}
	if o.Components == nil {
		o.Components = map[string]Version{}
	}
	o.Components[name] = v
	return nil
}
