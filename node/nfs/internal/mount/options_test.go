package mount

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

func TestParse(t *testing.T) {
	for _, args := range [][]string{
		{"10.0.0.1:/exports/a", "/mnt", "-n", "-o", "rw,hard,nosuid", "-o", "port=20490,ro"}, // mount(8)
		{"-n", "-o", "nosuid,ro,port=20490", "10.0.0.1:/exports/a", "/mnt"},
		{"-rno", "nosuid,port=20490", "10.0.0.1:/exports//a/", "/mnt"},
		{"10.0.0.1:/exports/a", "-onosuid,ro,port=20490", "-t", "nfs", "--", "/mnt"},
	} {
		r, err := Parse(args)
		if err != nil {
			t.Errorf("%v: %v", args, err)
			continue
		}
		if r.Host != "10.0.0.1" || r.Path != "/exports/a" || r.Dir != "/mnt" || r.Port != 20490 || r.Flags != unix.MS_RDONLY|unix.MS_NOSUID || r.Soft != 0 {
			t.Errorf("%v is %+v", args, r)
		}
	}
}

func TestParseValues(t *testing.T) {
	r, err := Parse([]string{"[fd00::1]:/", "/mnt", "-vsfo", "soft,timeo=50,retrans=3,rsize=65536,wsize=5000,noresvport,mountport=635,noac,x-systemd.automount,whatever"})
	if err != nil {
		t.Fatal(err)
	}
	if r.Host != "fd00::1" || r.Path != "/" || r.address(r.MountPort) != "[fd00::1]:635" {
		t.Errorf("the server is %+v", r)
	}
	if r.Soft != 20*time.Second || r.ReadSize != 65536 || r.WriteSize != 4096 || r.ReservedPort || r.AttrTimeout != 0 || !r.Sync || !r.Verbose || !r.Fake {
		t.Errorf("the request is %+v", r)
	}
	for _, option := range []string{"soft", "timeo=50", "rsize=65536", "noresvport", "noac"} {
		if !slices.Contains(r.Kernel, option) {
			t.Errorf("the kernel's client is not told %s, but %v", option, r.Kernel)
		}
	}
	if slices.Contains(r.Kernel, "whatever") {
		t.Error("the kernel's client is told what nobody knows")
	}
}

func TestParseRefuses(t *testing.T) {
	for _, option := range []string{"port=x", "port=70000", "rsize=1", "timeo=0", "bogus", "retrans=-1", "holdfast-log=/etc/passwd"} {
		if _, err := Parse([]string{"h:/p", "/mnt", "-o", option}); !errors.Is(err, ErrUsage) {
			t.Errorf("%s: %v", option, err)
		}
	}
	for _, args := range [][]string{{}, {"h:/p"}, {"h:/p", "/a", "/b"}, {"h:p", "/a"}, {":/p", "/a"}, {"fd00::1:/p", "/a"}, {"h:/p", "/a", "-o"}, {"h:/p", "/a", "-N", "x"}} {
		if _, err := Parse(args); !errors.Is(err, ErrUsage) {
			t.Errorf("%v: %v", args, err)
		}
	}
	for _, option := range []string{"vers=4", "nfsvers=4.1", "v4.2", "udp", "proto=rdma", "sec=krb5p", "mountvers=1"} {
		if _, err := Parse([]string{"h:/p", "/mnt", "-o", option}); err == nil || errors.Is(err, ErrUsage) {
			t.Errorf("%s: %v", option, err)
		}
	}
}

func TestTheClientIsTheMachines(t *testing.T) {
	file := filepath.Join(t.TempDir(), "client")
	for text, want := range map[string]string{"kernel\n": Kernel, "fuse\n": FUSE, "nfs\n": ""} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, err := chosenClient(file); got != want || (err == nil) != (want != "") {
			t.Errorf("with %q in the file, the client is %q, %v", text, got, err)
		}
	}
	if got, err := chosenClient(file + ".absent"); got != FUSE || err != nil {
		t.Errorf("without a file, the client is %q, %v", got, err)
	}
}

func TestEveryMountPointHasALogOfItsOwn(t *testing.T) {
	long := "/" + strings.Repeat("a-", 200)
	seen := map[string]string{}
	for _, dir := range []string{"/", "/a", "/a/b-c", "/a-b/c", "/a/b/c", "/a-b-c", `/a/b\x2dc`, "/.a", "/a/../b", "/a b", "/ä", long, "/b" + long, long + "/b"} {
		log := LogOf(dir)
		if filepath.Dir(log) != logs || len(filepath.Base(log)) > 255 {
			t.Errorf("the log of %s is %s", dir, log)
		}
		if other, ok := seen[log]; ok {
			t.Errorf("%s and %s have the same log %s", dir, other, log)
		}
		seen[log] = dir
	}
	if log := LogOf("/a/b-c"); log != `/run/holdfast-nfs/a-b\x2dc.log` {
		t.Errorf("the log of /a/b-c is %s", log)
	}
}
