package build

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// lines collects what progress says.
type lines struct {
	mu   sync.Mutex
	text strings.Builder
	said chan struct{}
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.said != nil {
		close(l.said)
		l.said = nil
	}
	return l.text.Write(p)
}

func TestTheSecondBuildWaitsForTheFirstAndSaysSo(t *testing.T) {
	said := make(chan struct{})
	out := &lines{said: said}
	p := NewProgress(out)
	defer p.Close()
	s := store{filepath.Join(t.TempDir(), "build")}
	first, err := s.lock(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	second := make(chan error, 1)
	go func() {
		f, err := s.lock(t.Context(), p)
		if err == nil {
			err = f.Close()
		}
		second <- err
	}()
	<-said
	select {
	case err := <-second:
		t.Fatalf("two builds have the lock (%v)", err)
	default:
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-second; err != nil {
		t.Fatal(err)
	}
	if got := out.text.String(); !strings.Contains(got, "another build is using") {
		t.Errorf("%q", got)
	}
}

func TestAWaitingBuildCanBeInterrupted(t *testing.T) {
	p := NewProgress(&lines{})
	defer p.Close()
	s := store{t.TempDir()}
	first, err := s.lock(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.lock(ctx, p); !errors.Is(err, ErrInterrupted) {
		t.Errorf("%v", err)
	}
}

func TestLeavesNothingOfABuildThatWasKilled(t *testing.T) {
	s := store{t.TempDir()}
	tmp, err := s.temp("node-")
	if err != nil {
		t.Fatal(err)
	}
	write(t, tmp, "bin/half", "not whole")
	if err := s.sweep(); err != nil {
		t.Fatal(err)
	}
	if exists(tmp) {
		t.Error("it is still there")
	}
}

func TestLinksReplaceWhatIsThere(t *testing.T) {
	dir := t.TempDir()
	from, to := filepath.Join(dir, "from"), filepath.Join(dir, "deep", "to")
	write(t, dir, "from", "first")
	for range 2 { // the second time both are the same file
		if err := link(from, to); err != nil {
			t.Fatal(err)
		}
	}
	write(t, dir, "next", "second")
	if err := link(filepath.Join(dir, "next"), to); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(to); err != nil || string(got) != "second" {
		t.Errorf("%q, %v", got, err)
	}
	left, err := os.ReadDir(filepath.Dir(to))
	if err != nil || len(left) != 1 {
		t.Errorf("%v, %v", left, err)
	}
}

func TestKeepsTheNewestStatesAndWhatRuns(t *testing.T) {
	dir := t.TempDir()
	for i := range 5 {
		for _, thing := range []string{"etcd", "kube-proxy"} {
			name := fmt.Sprintf("%s-%d", thing, i)
			write(t, dir, name, name)
			at := time.Unix(int64(1000+i), 0)
			if err := os.Chtimes(filepath.Join(dir, name), at, at); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := prune(dir, 3, unkeyed, []string{"/usr/bin/other", filepath.Join(dir, "kube-proxy-0")}); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range left {
		got = append(got, e.Name())
	}
	want := "etcd-2 etcd-3 etcd-4 kube-proxy-0 kube-proxy-2 kube-proxy-3 kube-proxy-4"
	if strings.Join(got, " ") != want {
		t.Errorf("%v are left, want %s", got, want)
	}
}

func TestFindsThisTestAmongRunningPrograms(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if !used(exe, running()) || !used(filepath.Dir(exe), running()) {
		t.Errorf("%s is not found to run", exe)
	}
	if used(t.TempDir(), running()) {
		t.Error("something runs in an empty folder")
	}
}
