package main

import (
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// The rounds of TestNothingIsLost, and where their random numbers begin:
// checks/nfs-loses-nothing sets both.
const (
	roundsVariable = "HOLDFAST_NFS_ROUNDS"
	seedVariable   = "HOLDFAST_NFS_SEED"
	fewRounds      = 3
)

func fromEnvironment(t *testing.T, variable string, otherwise int64) int64 {
	t.Helper()
	text := os.Getenv(variable)
	if text == "" {
		return otherwise
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		t.Fatalf("%s=%s is not a number", variable, text)
	}
	return n
}

// TestNothingIsLost has several programs work in a mount, each of which knows
// what it has been promised, while the server is killed and the disk is filled
// and freed at random moments. Then everything has to be there, in the mount, in
// the folder, and on a disk that has lost its power.
func TestNothingIsLost(t *testing.T) {
	rounds, seed := fromEnvironment(t, roundsVariable, fewRounds), fromEnvironment(t, seedVariable, time.Now().UnixNano()%1_000_000)
	for i := range rounds {
		// Each round alone can be had again: HOLDFAST_NFS_ROUNDS=1 and its seed.
		t.Run(fmt.Sprintf("seed=%d", seed+i), func(t *testing.T) { loseNothing(t, seed+i) })
		if t.Failed() {
			return
		}
	}
}

func loseNothing(t *testing.T, seed int64) {
	random := rand.New(rand.NewSource(seed))
	d := smallDisk(t, random.Intn(3) > 0)
	export := filepath.Join(d.dir, "export")
	must(t, os.Mkdir(export, 0o755))
	args := []string{"--state", filepath.Join(d.dir, "state")}
	if random.Intn(2) == 0 {
		args = append(args, "--path-handles")
	}
	s := serveDir(t, export, args...)
	r := &round{t: t, server: s, filler: filepath.Join(d.dir, "filler"), done: make(chan struct{}, 1000)}
	for i := range 3 {
		w := &worker{
			round: r, random: rand.New(rand.NewSource(seed*1000 + int64(i))), dir: fmt.Sprint("worker-", i),
			mount: s.mount("/exports"), files: map[string]*contents{}, dirs: map[string]bool{"": true},
		}
		must(t, os.Mkdir(w.at(""), 0o755))
		r.workers = append(r.workers, w)
	}
	over := make(chan struct{})
	var disturber, workers sync.WaitGroup
	disturber.Go(func() { r.disturb(random, over) })
	for _, w := range r.workers {
		workers.Go(w.work)
	}
	workers.Wait()
	close(over)
	disturber.Wait()
	if t.Failed() {
		return
	}
	t.Logf("the server was killed %d times, the disk filled %d times", r.kills, r.full)
	for _, w := range r.workers {
		t.Logf("%s did %d things, and had no room %d times", w.dir, len(w.did), w.noRoom)
	}
	if d.image != "" {
		later := d.afterPowerLoss(t)
		for _, w := range r.workers {
			w.compare(filepath.Join(later.dir, "export", w.dir), "on the disk after a loss of power", afterPowerLoss)
		}
	}
	s.restart()
	for _, w := range r.workers {
		w.close()
		w.compare(filepath.Join(export, w.dir), "in the exported folder", now)
		w.compare(w.at(""), "in the mount", now)
	}
	must(t, os.RemoveAll(r.filler))
}

// smallDisk is a disk that is soon full; of a real one it can be seen what is
// left without power.
func smallDisk(t *testing.T, real bool) disk {
	t.Helper()
	needMounts(t)
	if real {
		return newDisk(t, t.TempDir(), "mkfs.ext4", "-q", "-m0")
	}
	dir := t.TempDir()
	must(t, unix.Mount("tmpfs", dir, "tmpfs", 0, "size=8m"))
	t.Cleanup(func() { _ = unix.Unmount(dir, unix.MNT_DETACH) })
	return disk{dir: dir}
}

// round is one server with its workers.
type round struct {
	t       *testing.T
	server  *served
	filler  string // a file that takes all the room
	workers []*worker
	done    chan struct{} // is sent one for each operation
	kills   int
	full    int
}

// disturb kills the server, fills the disk and frees it, always in the middle of
// something that a worker does, until over is closed.
func (r *round) disturb(random *rand.Rand, over <-chan struct{}) {
	for {
		for range 1 + random.Intn(14) {
			select {
			case <-over:
				_ = os.Remove(r.filler)
				return
			case <-r.done:
			}
		}
		time.Sleep(time.Duration(random.Intn(5000)) * time.Microsecond)
		switch random.Intn(4) {
		case 0, 1:
			r.server.kill()
			r.server.start()
			r.kills++
		case 2:
			r.fill()
		case 3:
			_ = os.Remove(r.filler)
		}
	}
}

func (r *round) fill() {
	f, err := os.OpenFile(r.filler, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	defer f.Close()
	r.full++
	for _, size := range []int{1 << 20, 1 << 12} {
		for block := make([]byte, size); err == nil; {
			_, err = f.Write(block)
		}
		err = nil
	}
}
