package faults

import (
	"errors"
	"net"
	"os"
	"os/exec"
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"

	"holdfast.dev/node/internal/cluster"
	"holdfast.dev/node/internal/orders"
	"holdfast.dev/node/internal/sandbox"
)

// patience bounds the wait for what happens soon unless it never happens.
const patience = 30 * time.Second

// unanswered is how long a connection is tried that is not to be made. One that is gets all patience.
const unanswered = 300 * time.Millisecond

// What node-1 reaches in a network of three nodes.
const (
	apiServer  = cluster.HubAddress + ":6443"
	nfsServer  = cluster.HubAddress + ":2049"
	secondNode = "10.89.0.12:80"
	secondPod  = "10.244.2.5:80"
	thirdNode  = "10.89.0.13:80"
)

// cables is the network of a cluster without the cluster.
type cables struct {
	t      *testing.T
	hub    int
	nodes  []int
	faults Network
}

// lay makes it. Each machine is a process that does nothing but hold a network namespace.
func lay(t *testing.T) *cables {
	if os.Geteuid() != 0 {
		t.Skip("network namespaces need root")
	}
	c := &cables{t: t, hub: namespace(t), faults: Network{}}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(elsewhere(c.hub, sandbox.SetUpHubNetwork))
	for number := 1; number <= 3; number++ {
		pid := namespace(t)
		c.nodes = append(c.nodes, pid)
		must(elsewhere(c.hub, func() error { return sandbox.JoinNode(number, pid) }))
		must(elsewhere(pid, func() error { return sandbox.SetUpNodeNetwork(number, 3) }))
	}
	must(elsewhere(c.nodes[1], func() error {
		lo, err := netlink.LinkByName("lo")
		if err != nil {
			return err
		}
		return netlink.AddrAdd(lo, &netlink.Addr{IPNet: &net.IPNet{IP: net.IPv4(10, 244, 2, 5), Mask: net.CIDRMask(32, 32)}})
	}))
	for address, pid := range map[string]int{apiServer: c.hub, nfsServer: c.hub, secondNode: c.nodes[1], secondPod: c.nodes[1], thirdNode: c.nodes[2]} {
		must(elsewhere(pid, func() error { return answerAt(t, address) }))
	}
	return c
}

func namespace(t *testing.T) int {
	cmd := exec.Command("sleep", "infinity")
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: unix.CLONE_NEWNET}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	return cmd.Process.Pid
}

func answerAt(t *testing.T, address string) error {
	listener, err := net.Listen("tcp4", address)
	if err != nil {
		return err
	}
	t.Cleanup(func() { listener.Close() })
	return nil
}

// order carries out an order about links as the hub does.
func (c *cables) order(order orders.Order) {
	c.t.Helper()
	if err := c.try(order); err != nil {
		c.t.Fatalf("%+v: %v", order, err)
	}
}

func (c *cables) try(order orders.Order) error {
	after, changed := c.faults.After(order)
	for _, number := range changed {
		if err := elsewhere(c.hub, func() error { return after[number].Apply(number, c.nodes[number-1]) }); err != nil {
			return err
		}
	}
	c.faults = after
	return nil
}

// reaches compares what node-1 can connect to with what it should.
func (c *cables) reaches(want ...string) {
	c.t.Helper()
	for _, address := range []string{apiServer, nfsServer, secondNode, secondPod, thirdNode} {
		expected := slices.Contains(want, address)
		limit := unanswered
		if expected {
			limit = patience
		}
		err := elsewhere(c.nodes[0], func() error {
			connection, err := net.DialTimeout("tcp4", address, limit)
			if err != nil {
				return err
			}
			return connection.Close()
		})
		if (err == nil) != expected {
			c.t.Errorf("%s: %v; want reachable: %v", address, err, expected)
		}
		var late net.Error
		if err != nil && !(errors.As(err, &late) && late.Timeout()) {
			c.t.Errorf("%s was answered: %v", address, err)
		}
	}
}

func TestLinksAreCutAndHealedApartAndTogether(t *testing.T) {
	c := lay(t)
	all := []string{apiServer, nfsServer, secondNode, secondPod, thirdNode}
	c.reaches(all...)
	cut := func(links ...orders.Link) { c.order(orders.Order{Verb: orders.Cut, Node: "node-1", Links: links}) }
	heal := func(links ...orders.Link) { c.order(orders.Order{Verb: orders.Heal, Node: "node-1", Links: links}) }
	cut(orders.API)
	c.reaches(nfsServer, secondNode, secondPod, thirdNode)
	cut(orders.NFS)
	c.reaches(secondNode, secondPod, thirdNode)
	heal(orders.API)
	c.reaches(apiServer, secondNode, secondPod, thirdNode)
	cut(orders.Peers)
	c.reaches(apiServer)
	heal(orders.NFS, orders.Peers)
	c.reaches(all...)
	cut()
	c.reaches()
	heal()
	c.reaches(all...)
}

func TestTwoNodesArePartedAndTheThirdIsNot(t *testing.T) {
	c := lay(t)
	c.order(orders.Order{Verb: orders.Part, Node: "node-2", From: "node-1"})
	c.reaches(apiServer, nfsServer, thirdNode)
	c.order(orders.Order{Verb: orders.Heal, Node: "node-1", From: "node-2"})
	c.reaches(apiServer, nfsServer, secondNode, secondPod, thirdNode)
	c.order(orders.Order{Verb: orders.Part, Node: "node-1", From: "node-3"})
	c.order(orders.Order{Verb: orders.Cut, Node: "node-1", Links: []orders.Link{orders.NFS}})
	c.reaches(apiServer, secondNode, secondPod)
	c.order(orders.Order{Verb: orders.Heal, Node: "node-1"})
	c.reaches(apiServer, nfsServer, secondNode, secondPod, thirdNode)
}

func TestPacketsAreLostUntilTheLinkIsHealed(t *testing.T) {
	c := lay(t)
	c.order(orders.Order{Verb: orders.Loss, Node: "node-1", Percent: 100})
	c.reaches()
	c.order(orders.Order{Verb: orders.Loss, Node: "node-1"})
	c.reaches(apiServer, nfsServer, secondNode, secondPod, thirdNode)
	c.order(orders.Order{Verb: orders.Loss, Node: "node-1", Percent: 50})
	lost := 0
	err := elsewhere(c.nodes[0], func() error {
		socket, err := net.Dial("udp4", cluster.HubAddress+":9")
		if err != nil {
			return err
		}
		defer socket.Close()
		for range 200 {
			if _, err := socket.Write([]byte{0}); errors.Is(err, syscall.EPERM) {
				lost++
			}
		}
		return nil
	})
	if err != nil || lost < 50 || lost > 150 {
		t.Errorf("%d of 200 packets were lost (%v), want about half", lost, err)
	}
	c.order(orders.Order{Verb: orders.Heal, Node: "node-1"})
	c.reaches(apiServer, nfsServer, secondNode, secondPod, thirdNode)
}

func TestPacketsAreDelayedOrTheKernelIsNamed(t *testing.T) {
	c := lay(t)
	const by = 100 * time.Millisecond
	err := c.try(orders.Order{Verb: orders.Delay, Node: "node-1", By: orders.Duration(by)})
	var refusal orders.Refusal
	if errors.As(err, &refusal) {
		if want := "this kernel cannot delay packets: it has no network emulator (sch_netem)"; err.Error() != want {
			t.Errorf("refused with %q, want %q", err, want)
		}
		c.reaches(apiServer, nfsServer, secondNode, secondPod, thirdNode)
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	connect := func() time.Duration {
		began := time.Now()
		if err := elsewhere(c.nodes[0], func() error {
			connection, err := net.DialTimeout("tcp4", apiServer, patience)
			if err != nil {
				return err
			}
			return connection.Close()
		}); err != nil {
			t.Fatal(err)
		}
		return time.Since(began)
	}
	if took := connect(); took < 2*by {
		t.Errorf("a round trip took %s, want %s and more", took, 2*by)
	}
	c.order(orders.Order{Verb: orders.Heal, Node: "node-1"})
	fastest := patience
	for range 5 {
		fastest = min(fastest, connect())
	}
	if fastest >= 2*by {
		t.Errorf("a round trip takes %s after healing", fastest)
	}
}

func TestTheNetworkRemembersWhatIsWrong(t *testing.T) {
	before := Network{}
	after, changed := before.After(orders.Order{Verb: orders.Cut, Node: "node-2", Links: []orders.Link{orders.API}})
	if len(before) != 0 || !slices.Equal(changed, []int{2}) || !after[2].cut[orders.API] {
		t.Errorf("from %v to %v, changed %v", before, after, changed)
	}
	more, changed := after.After(orders.Order{Verb: orders.Part, Node: "node-2", From: "node-1"})
	if len(after[2].parted) != 0 || !slices.Equal(changed, []int{2, 1}) || !more[2].parted[1] || !more[1].parted[2] {
		t.Errorf("from %v to %v, changed %v", after, more, changed)
	}
	healed, changed := more.After(orders.Order{Verb: orders.Heal, Node: "node-2"})
	if !healed[2].None() || !healed[1].None() || more[1].None() || len(changed) != 2 {
		t.Errorf("healed to %v, changed %v", healed, changed)
	}
}
