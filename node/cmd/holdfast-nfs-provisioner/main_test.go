package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"holdfast.dev/node/internal/exit"
)

func TestSaysInOneSentenceWhatIsWrong(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "volumes")
	complete := []string{"--kubeconfig", "/no/such/file", "--server", "10.1.2.3", "--path", "/exports", "--directory", folder}
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{nil, exit.Refused, "takes --kubeconfig FILE"},
		{complete[:6], exit.Refused, "takes --kubeconfig FILE"},
		{append(complete[:8:8], "extra"), exit.Refused, "takes --kubeconfig FILE"},
		{[]string{"--bogus"}, exit.Refused, "-bogus"},
		{complete, exit.Failed, "the kubeconfig /no/such/file"},
	} {
		var said bytes.Buffer
		code := run(t.Context(), c.args, &said)
		if s := said.String(); code != c.code || !strings.HasPrefix(s, "error: ") || !strings.Contains(s, c.says) || strings.Count(s, "\n") != 1 {
			t.Errorf("%v: %d, %s", c.args, code, s)
		}
	}
}

func TestHelpNamesEachOption(t *testing.T) {
	var said bytes.Buffer
	if code := run(t.Context(), []string{"--help"}, &said); code != 0 {
		t.Fatalf("%d, %s", code, said.String())
	}
	for _, option := range []string{"-kubeconfig", "-class", "-server", "-path", "-directory"} {
		if !strings.Contains(said.String(), option) {
			t.Errorf("%s is missing in:\n%s", option, said.String())
		}
	}
}
