package sandbox

import (
	"errors"
	"fmt"
	"net"
	"os"

	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"

	"holdfast.dev/node/internal/cluster"
)

// bridgeName is the switch in the hub that the nodes are joined to.
const bridgeName = "nodes"

// NodeInterface is the one interface of a node beside those of its pods.
const NodeInterface = "eth0"

// SetUpHubNetwork makes the switch, with the control plane's address on it.
func SetUpHubNetwork() error {
	if err := setUpLoopback(); err != nil {
		return err
	}
	if err := setKernelNetworking("ipv4/ip_forward", "1"); err != nil {
		return err
	}
	// With an address of its own: it would take that of a port otherwise, and another when that node is gone.
	bridge := &netlink.Bridge{LinkAttrs: netlink.LinkAttrs{Name: bridgeName, HardwareAddr: hardwareAddress(cluster.HubAddress)}}
	if err := netlink.LinkAdd(bridge); err != nil {
		return fmt.Errorf("make the bridge: %w", err)
	}
	return addAddress(bridgeName, cluster.HubAddress)
}

// JoinNode makes the cable between the hub and a node whose first process is pid.
func JoinNode(number, pid int) error {
	name := cluster.NodeName(number)
	bridge, err := netlink.LinkByName(bridgeName)
	if err != nil {
		return err
	}
	cable := &netlink.Veth{
		LinkAttrs:     netlink.LinkAttrs{Name: name, MasterIndex: bridge.Attrs().Index},
		PeerName:      NodeInterface,
		PeerNamespace: netlink.NsPid(pid),
		// A node that is started anew is known to the others under the same address.
		PeerHardwareAddr: hardwareAddress(cluster.NodeAddress(number)),
	}
	if err := netlink.LinkAdd(cable); err != nil {
		return fmt.Errorf("join %s to the network: %w", name, err)
	}
	if err := netlink.LinkSetUp(cable); err != nil {
		return err
	}
	return addPodRoute(number)
}

// LeaveNode takes away the cable of a node that is gone.
func LeaveNode(number int) error {
	cable, err := netlink.LinkByName(cluster.NodeName(number))
	if errors.As(err, &netlink.LinkNotFoundError{}) {
		return nil // the kernel has taken it away with the node's end of it
	}
	if err != nil {
		return err
	}
	err = netlink.LinkDel(cable)
	if errors.Is(err, unix.ENODEV) {
		return nil
	}
	return err
}

// hardwareAddress is an Ethernet address that is made from an IP address.
func hardwareAddress(address string) net.HardwareAddr {
	return append(net.HardwareAddr{2, 0}, net.ParseIP(address).To4()...)
}

// The cable between a contained cluster and its container.
const (
	outsideInterface = "outside"
	outsideAddress   = "10.89.1.1"
	insideAddress    = "10.89.1.2"
)

// JoinOutside connects the namespaces of the hub, whose first process is hub, with those of the container that this
// process runs in: nodes reach whatever listens in the container, and the container reaches nodes and pods.
func JoinOutside(hub int) error {
	cable := &netlink.Veth{
		LinkAttrs:     netlink.LinkAttrs{Name: "holdfast"},
		PeerName:      outsideInterface,
		PeerNamespace: netlink.NsPid(hub),
	}
	if err := netlink.LinkAdd(cable); err != nil {
		return err
	}
	if err := addAddress(cable.Name, outsideAddress); err != nil {
		return err
	}
	if err := leadOutside(hub); err != nil {
		return err
	}
	for _, network := range []string{fmt.Sprintf("%s/%d", cluster.HubAddress, cluster.NodeNetworkBits), cluster.PodNetwork} {
		_, inside, err := net.ParseCIDR(network)
		if err != nil {
			return err
		}
		if err := netlink.RouteAdd(&netlink.Route{Dst: inside, Gw: net.ParseIP(insideAddress)}); err != nil {
			return fmt.Errorf("route to %s: %w", network, err)
		}
	}
	return nil
}

// leadOutside gives the hub's end of the cable its address, and makes it the way to all that is not the cluster's.
func leadOutside(hub int) error {
	return InNetworkOf(hub, func() error {
		if err := addAddress(outsideInterface, insideAddress); err != nil {
			return err
		}
		return netlink.RouteAdd(&netlink.Route{Gw: net.ParseIP(outsideAddress)})
	})
}

// InNetworkOf does something in the network namespace of another process. The calling goroutine must be locked to its
// thread.
func InNetworkOf(pid int, do func() error) (err error) {
	own, err := os.Open("/proc/thread-self/ns/net")
	if err != nil {
		return err
	}
	defer own.Close()
	other, err := os.Open(fmt.Sprintf("/proc/%d/ns/net", pid))
	if err != nil {
		return err
	}
	defer other.Close()
	if err := unix.Setns(int(other.Fd()), unix.CLONE_NEWNET); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, unix.Setns(int(own.Fd()), unix.CLONE_NEWNET)) }()
	return do()
}

// SetUpNodeNetwork gives the node its address and the way to the other nodes' pods.
func SetUpNodeNetwork(number, nodes int) error {
	if err := setUpLoopback(); err != nil {
		return err
	}
	if err := setKernelNetworking("ipv4/ip_forward", "1"); err != nil {
		return err
	}
	if err := addAddress(NodeInterface, cluster.NodeAddress(number)); err != nil {
		return err
	}
	if err := netlink.RouteAdd(&netlink.Route{Gw: net.ParseIP(cluster.HubAddress)}); err != nil {
		return fmt.Errorf("default route: %w", err)
	}
	for other := 1; other <= nodes; other++ {
		if other != number {
			if err := addPodRoute(other); err != nil {
				return err
			}
		}
	}
	return nil
}

// addPodRoute leads to the pods of a node by way of the node.
func addPodRoute(number int) error {
	_, pods, err := net.ParseCIDR(cluster.NodePodNetwork(number))
	if err != nil {
		return err
	}
	if err := netlink.RouteReplace(&netlink.Route{Dst: pods, Gw: net.ParseIP(cluster.NodeAddress(number))}); err != nil {
		return fmt.Errorf("route to the pods of %s: %w", cluster.NodeName(number), err)
	}
	return nil
}

func setUpLoopback() error {
	loopback, err := netlink.LinkByName("lo")
	if err != nil {
		return err
	}
	return netlink.LinkSetUp(loopback)
}

func addAddress(link, address string) error {
	l, err := netlink.LinkByName(link)
	if err != nil {
		return err
	}
	if err := netlink.LinkSetUp(l); err != nil {
		return err
	}
	ip := &net.IPNet{IP: net.ParseIP(address), Mask: net.CIDRMask(cluster.NodeNetworkBits, 32)}
	if err := netlink.AddrAdd(l, &netlink.Addr{IPNet: ip}); err != nil {
		return fmt.Errorf("address %s on %s: %w", address, link, err)
	}
	return nil
}

// setKernelNetworking sets a value below /proc/sys/net, which belongs to the network namespace.
func setKernelNetworking(name, value string) error {
	return os.WriteFile("/proc/sys/net/"+name, []byte(value), 0o644)
}
