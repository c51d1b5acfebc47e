// Package faults breaks and mends what is around the programs of a cluster: the links of its nodes and their disks.
package faults

import (
	"errors"
	"fmt"
	"maps"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"

	"holdfast.dev/node/internal/cluster"
	"holdfast.dev/node/internal/orders"
	"holdfast.dev/node/internal/sandbox"
)

// LinkFaults is all that is wrong with a node's link.
type LinkFaults struct {
	cut map[orders.Link]bool
	// parted are the numbers of the nodes that it is parted from.
	parted map[int]bool
	// delay is how much later each packet arrives, in both directions.
	delay time.Duration
	// percent of the packets are lost, in both directions.
	percent float64
}

// None tells whether the link is as it should be.
func (f LinkFaults) None() bool {
	return len(f.cut) == 0 && len(f.parted) == 0 && f.delay == 0 && f.percent == 0
}

func (f LinkFaults) clone() LinkFaults {
	f.cut, f.parted = maps.Clone(f.cut), maps.Clone(f.parted)
	if f.cut == nil {
		f.cut, f.parted = map[orders.Link]bool{}, map[int]bool{}
	}
	return f
}

// Network is what is wrong with the links of all nodes, by their numbers. They are faults of the network: a node that is
// started anew finds them where they were.
type Network map[int]LinkFaults

// After is the network once an order was carried out, and the nodes whose links that changes.
func (n Network) After(order orders.Order) (Network, []int) {
	number, other := cluster.NodeNumber(order.Node), cluster.NodeNumber(order.From)
	after := maps.Clone(n)
	changed := []int{number}
	faults := n[number].clone()
	part := func(other int, parted bool) {
		theirs := n[other].clone()
		setTo(faults.parted, other, parted)
		setTo(theirs.parted, number, parted)
		after[other] = theirs
		changed = append(changed, other)
	}
	switch order.Verb {
	case orders.Cut:
		for _, link := range order.AllLinks() {
			faults.cut[link] = true
		}
	case orders.Part:
		part(other, true)
	case orders.Delay:
		faults.delay = time.Duration(order.By)
	case orders.Loss:
		faults.percent = order.Percent
	case orders.Heal:
		switch {
		case order.From != "":
			part(other, false)
		case len(order.Links) > 0:
			for _, link := range order.Links {
				delete(faults.cut, link)
			}
		default:
			for other := range n[number].parted {
				part(other, false)
			}
			faults = LinkFaults{}
		}
	}
	after[number] = faults
	return after, changed
}

func setTo[K comparable](set map[K]bool, key K, present bool) {
	if present {
		set[key] = true
	} else {
		delete(set, key)
	}
}

// packetRules are the rules of nftables, in the node's own network namespace, that bring about what is wrong with its link. They
// replace those that were there before, all at once. What is dropped is not answered either, as when a cable is cut.
func (f LinkFaults) packetRules() string {
	var in, out []string
	drop := func(which string) {
		drops := which + " drop"
		in = append(in, strings.NewReplacer("ADDRESS", "saddr", "PORT", "sport").Replace(drops))
		out = append(out, strings.NewReplacer("ADDRESS", "daddr", "PORT", "dport").Replace(drops))
	}
	if f.cut[orders.API] {
		drop("ip ADDRESS " + cluster.HubAddress + " meta l4proto != tcp")
		drop(fmt.Sprintf("ip ADDRESS %s tcp PORT != %d", cluster.HubAddress, cluster.NFSPort))
	}
	if f.cut[orders.NFS] {
		drop(fmt.Sprintf("ip ADDRESS %s tcp PORT %d", cluster.HubAddress, cluster.NFSPort))
	}
	if f.cut[orders.Peers] {
		drop("ip ADDRESS != " + cluster.HubAddress)
	}
	for other := range f.parted {
		drop(fmt.Sprintf("ip ADDRESS { %s, %s }", cluster.NodeAddress(other), cluster.NodePodNetwork(other)))
	}
	if lost := int(f.percent * million / 100); lost > 0 {
		drop(fmt.Sprintf("numgen random mod %d <= %d", million, lost-1))
	}
	const table = "table ip holdfast-faults"
	rules := table + "\ndelete " + table + "\n"
	if len(in) == 0 {
		return rules
	}
	// Before and after addresses are translated: what is meant is who is at the other end of the link.
	return rules + fmt.Sprintf(`%s {
	chain in {
		type filter hook prerouting priority raw; policy accept;
		iifname != %[2]q accept
		%[3]s
	}
	chain out {
		type filter hook postrouting priority srcnat + 10; policy accept;
		oifname != %[2]q accept
		%[4]s
	}
}
`, table, sandbox.NodeInterface, strings.Join(in, "\n\t\t"), strings.Join(out, "\n\t\t"))
}

// Apply brings the faults about on the link of a node whose first process is pid.
func (f LinkFaults) Apply(number, pid int) error {
	err := elsewhere(pid, func() error {
		nft := exec.Command("nft", "-f", "-")
		nft.Stdin = strings.NewReader(f.packetRules())
		if said, err := nft.CombinedOutput(); err != nil {
			return fmt.Errorf("nft: %w: %s", err, strings.Join(strings.Fields(string(said)), " "))
		}
		return delayLink(sandbox.NodeInterface, f.delay)
	})
	if err != nil {
		return err
	}
	return delayLink(cluster.NodeName(number), f.delay)
}

// elsewhere does something in the network namespace of another process.
func elsewhere(pid int, do func() error) error {
	done := make(chan error, 1)
	go func() {
		// Never unlocked: the thread ends with the goroutine, wherever it got to.
		runtime.LockOSThread()
		done <- sandbox.InNetworkOf(pid, do)
	}()
	return <-done
}

// delayLink has an interface hold back what it sends.
func delayLink(name string, delay time.Duration) error {
	link, err := netlink.LinkByName(name)
	if err != nil {
		return fmt.Errorf("link %s: %w", name, err)
	}
	queue := netlink.NewNetem(
		netlink.QdiscAttrs{LinkIndex: link.Attrs().Index, Handle: netlink.MakeHandle(1, 0), Parent: netlink.HANDLE_ROOT},
		netlink.NetemQdiscAttrs{Latency: uint32(delay.Microseconds()), Limit: packetsHeldBack})
	if delay == 0 {
		err := netlink.QdiscDel(queue)
		if errors.Is(err, unix.ENOENT) || errors.Is(err, unix.EINVAL) {
			return nil // there is none
		}
		return err
	}
	err = netlink.QdiscReplace(queue)
	if errors.Is(err, unix.ENOENT) {
		return orders.Refuse("this kernel cannot delay packets: it has no network emulator (sch_netem)")
	}
	return err
}

// million is as fine as a percentage is taken.
const million = 1_000_000

// packetsHeldBack is how many packets may be on their way: more than a cluster has under way in a second.
const packetsHeldBack = 100_000
