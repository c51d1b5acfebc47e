package kubernetes

import (
	"net/netip"
	"testing"

	"holdfast.dev/node/internal/cluster"
)

func TestPodsOfSimulatedNodesHaveAddressesThatNothingElseHas(t *testing.T) {
	shared := netip.MustParsePrefix("100.64.0.0/10")
	seen := map[netip.Prefix]int{}
	for i := 1; i <= MaxSimulatedNodes; i++ {
		network, err := netip.ParsePrefix(simulatedPodNetwork(i))
		if err != nil {
			t.Fatal(err)
		}
		if network != network.Masked() || !shared.Contains(network.Addr()) {
			t.Errorf("node %d has %s", i, network)
		}
		if other, ok := seen[network]; ok {
			t.Errorf("nodes %d and %d have %s", other, i, network)
		}
		seen[network] = i
		if room := 1<<(32-network.Bits()) - 2; room < podsPerSimulatedNode {
			t.Errorf("node %d has %d addresses for %d pods", i, room, podsPerSimulatedNode)
		}
	}
}

func TestSimulatedNodesAreRefusedWhereTheyCannotBe(t *testing.T) {
	for _, plan := range []*cluster.Plan{{SimulatedNodes: -1}, {SimulatedNodes: MaxSimulatedNodes + 1}, {SimulatedNodes: 1, Home: t.TempDir()}} {
		if err := RefuseSimulatedNodes(plan); err == nil {
			t.Errorf("%d simulated nodes are not refused", plan.SimulatedNodes)
		}
	}
	if err := RefuseSimulatedNodes(&cluster.Plan{Home: t.TempDir()}); err != nil {
		t.Error(err)
	}
}
