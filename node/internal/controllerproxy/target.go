package controllerproxy

import (
	"net/http"
	"strings"
)

// target is what a request to an API server is about.
type target struct {
	namespace string // empty for all
	resource  string // with its subresource, such as statefulsets/status; empty for what is no resource
	name      string // empty for a collection
	// before and after are the path around the name.
	before, after string
}

func targetOf(path string) target {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	begin := 0
	switch {
	case parts[0] == "api" && len(parts) > 2:
		begin = 2
	case parts[0] == "apis" && len(parts) > 3:
		begin = 3
	default:
		return target{}
	}
	t := target{}
	rest := parts[begin:]
	if rest[0] == "namespaces" && len(rest) > 2 {
		t.namespace = rest[1]
		begin += 2
		rest = rest[2:]
	}
	t.resource = rest[0]
	t.before = "/" + strings.Join(parts[:begin+1], "/")
	if len(rest) > 1 {
		t.name = rest[1]
	}
	if len(rest) > 2 {
		t.resource += "/" + rest[2]
		t.after = "/" + strings.Join(rest[2:], "/")
	}
	return t
}

func (t target) path(name string) string {
	if name == "" {
		return t.before + t.after
	}
	return t.before + "/" + name + t.after
}

func watches(r *http.Request) bool {
	watch := r.URL.Query().Get("watch")
	return r.Method == http.MethodGet && (watch == "true" || watch == "1")
}
