package docker

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// engine answers as a Docker engine does that has one container, one volume and one network with any label.
type engine struct {
	asked   []string
	refused string
}

func (e *engine) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	e.asked = append(e.asked, r.Method+" "+r.URL.Path)
	switch {
	case r.Method == http.MethodDelete && strings.HasPrefix(r.URL.Path, "/"+e.refused) && e.refused != "":
		http.Error(w, `{"message":"it is busy"}`, http.StatusInternalServerError)
	case r.Method == http.MethodDelete:
		w.WriteHeader(http.StatusNoContent)
	case r.URL.Query().Get("filters") != `{"label":["a=b"]}`:
		http.Error(w, "that is another label", http.StatusBadRequest)
	case r.URL.Path == "/containers/json" && r.URL.Query().Get("all") == "1":
		fmt.Fprint(w, `[{"Id":"c1"}]`)
	case r.URL.Path == "/volumes":
		fmt.Fprint(w, `{"Volumes":[{"Name":"v1"}]}`)
	case r.URL.Path == "/networks":
		fmt.Fprint(w, `[{"Id":"n1"}]`)
	}
}

func serve(t *testing.T, e *engine) *Engine {
	t.Helper()
	socket := filepath.Join(t.TempDir(), "sock")
	listener, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: e}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	at, err := At("unix://" + socket)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestRemovesWhatCarriesTheLabel(t *testing.T) {
	e := &engine{}
	if err := serve(t, e).Remove(context.Background(), "a=b"); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"DELETE /containers/c1", "DELETE /volumes/v1", "DELETE /networks/n1"} {
		if !slices.Contains(e.asked, want) {
			t.Errorf("it asked %v, and not %s", e.asked, want)
		}
	}
}

func TestGoesOnAfterARefusalAndTellsOfIt(t *testing.T) {
	e := &engine{refused: "containers"}
	err := serve(t, e).Remove(context.Background(), "a=b")
	if err == nil || !strings.Contains(err.Error(), "it is busy") {
		t.Errorf("Remove returned %v, which does not say that it is busy", err)
	}
	if !slices.Contains(e.asked, "DELETE /networks/n1") {
		t.Errorf("it asked only %v", e.asked)
	}
}

func TestRefusesAnEngineThatNoWayLeadsTo(t *testing.T) {
	if _, err := At("ssh://somewhere"); err == nil {
		t.Error("ssh://somewhere was taken")
	}
}
