package roles

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"holdfast.dev/node/internal/cluster"
	"holdfast.dev/node/internal/kubernetes"
)

func TestUnfitArgumentsAreRefusedInOneSentence(t *testing.T) {
	plain := t.TempDir()
	for name, attempt := range map[string]func() error{
		"no nodes":       func() error { return complete(&cluster.Plan{Nodes: 0}, plain) },
		"too many nodes": func() error { return complete(&cluster.Plan{Nodes: cluster.MaxNodes + 1}, plain) },
		"not a home":     func() error { return complete(&cluster.Plan{Nodes: 1, Home: plain}, plain) },
		"feature gate":   func() error { _, err := cluster.ParseFeatureGates("A=true,B"); return err },
		"component": func() error {
			return refuseUnknownComponents(&cluster.Plan{Components: map[string]string{"kube-dns": "/bin/true"}})
		},
		"own program": func() error {
			return refuseUnknownComponents(&cluster.Plan{Components: map[string]string{"kubelet": plain}})
		},
		"extra argument": func() error {
			return refuseUnknownComponents(&cluster.Plan{ExtraArgs: map[string][]string{"x": {"--v=2"}}})
		},
		"used data folder": func() error { _, err := makeData(&cluster.Plan{Data: folderWithFile(t)}); return err },
		"archive": func() error {
			return refuseMissingArchives(&cluster.Plan{Archives: []string{filepath.Join(plain, "absent.tar")}})
		},
		"audit log of another cluster": func() error { return kubernetes.RefuseAuditLog(&cluster.Plan{AuditLog: plain}) },
		"audit log nowhere": func() error {
			return kubernetes.RefuseAuditLog(&cluster.Plan{AuditLog: filepath.Join(plain, "absent", "audit.log")})
		},
		"NFS client":     func() error { return refuseKernel(&cluster.Plan{NFSClient: "fused"}) },
		"archive folder": func() error { return refuseMissingArchives(&cluster.Plan{Archives: []string{plain}}) },
		"no version":     func() error { _, err := cluster.BuiltVersion(plain); return err },
	} {
		err := attempt()
		var refusal cluster.Refusal
		if !errors.As(err, &refusal) {
			t.Errorf("%s: got %v, want a refusal", name, err)
		} else if strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: more than one line: %q", name, err)
		}
	}
}

func folderWithFile(t *testing.T) string {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestATakenPortIsRefused(t *testing.T) {
	loopback := net.IPv4(127, 0, 0, 1)
	socket, port, err := listen(loopback, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	_, _, err = listen(loopback, port)
	var refusal cluster.Refusal
	if !errors.As(err, &refusal) {
		t.Fatalf("listen on a taken port: %v, want a refusal", err)
	}
}

func TestOnlyAMissingDataFolderBecomesTheClusters(t *testing.T) {
	existing := t.TempDir()
	if owns, err := makeData(&cluster.Plan{Data: existing}); err != nil || owns {
		t.Errorf("an existing folder: owns %v, %v; want false", owns, err)
	}
	if owns, err := makeData(&cluster.Plan{Data: filepath.Join(existing, "a", "b")}); err != nil || !owns {
		t.Errorf("a new folder: owns %v, %v; want true", owns, err)
	}
}

func TestSeveralErrorsAreSaidInOneLine(t *testing.T) {
	if got := oneLine(errors.Join(errors.New("one"), errors.New("two"))); got != "one; two" {
		t.Errorf("oneLine = %q", got)
	}
}
