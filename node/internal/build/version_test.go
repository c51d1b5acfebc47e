package build

import (
	"errors"
	"strings"
	"testing"
)

func TestReadsVersions(t *testing.T) {
	for in, want := range map[string]Version{
		"1.37.2":         {37, "2"},
		"v1.34.0":        {34, "0"},
		"1.101.12":       {101, "12"},
		"1.38.0-rc.1":    {38, "0-rc.1"},
		"v1.38.0-beta.0": {38, "0-beta.0"},
	} {
		got, err := ParseVersion(in)
		if err != nil || got != want {
			t.Errorf("ParseVersion(%q) = %v, %v; want %v", in, got, err, want)
		}
	}
}

func TestRefusesWhatIsNoVersionOrTooOld(t *testing.T) {
	for in, says := range map[string]string{
		"":            "not a version",
		"latest":      "not a version",
		"1.37":        "not a version",
		"2.0.0":       "not a version",
		"1.037.2":     "not a version",
		"1.37.2 ":     "not a version",
		"1.37.2/../x": "not a version",
		"1.33.9":      "1.33.9 is older than 1.34",
		"v1.9.0":      "1.9.0 is older than 1.34",
	} {
		_, err := ParseVersion(in)
		var refusal Refusal
		if !errors.As(err, &refusal) || !strings.Contains(err.Error(), says) {
			t.Errorf("ParseVersion(%q) says %v; want a refusal with %q", in, err, says)
		}
	}
}

func TestStampsTheVersionAsAReleaseDoes(t *testing.T) {
	stamp := Version{36, "3"}.Stamp()
	for _, want := range []string{
		"-X k8s.io/component-base/version.gitVersion=v1.36.3",
		"-X k8s.io/component-base/version.gitMajor=1",
		"-X k8s.io/component-base/version.gitMinor=36",
	} {
		if !strings.Contains(stamp, want) {
			t.Errorf("%q lacks %q", stamp, want)
		}
	}
}
