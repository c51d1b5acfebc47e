package kubernetes

import (
	"context"
	_ "embed"
	"fmt"
	"os"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"holdfast.dev/node/internal/cluster"
)

// kwok is the program that simulates nodes, and the user that it is to the API server.
const kwok = "kwok"

// By this key and value KWOK knows the nodes that it is to simulate, and pods say that they may go there.
const (
	simulatedKey   = "kwok.x-k8s.io/node"
	simulatedValue = "fake"
)

const (
	// MaxSimulatedNodes is bounded by the addresses of their pods.
	MaxSimulatedNodes = 4000
	// podsPerSimulatedNode is fewer than its network has addresses.
	podsPerSimulatedNode = 1000
)

// stages say what KWOK reports of nodes and pods, and when.
//
//go:embed stages.yaml
var stages []byte

const stagesFile = "kwok.yaml"

// RefuseSimulatedNodes says why there cannot be as many simulated nodes, if there cannot.
func RefuseSimulatedNodes(plan *cluster.Plan) error {
	if plan.SimulatedNodes < 0 || plan.SimulatedNodes > MaxSimulatedNodes {
		return cluster.Refuse("%d nodes cannot be simulated: choose 0 to %d", plan.SimulatedNodes, MaxSimulatedNodes)
	}
	if plan.SimulatedNodes == 0 {
		return nil
	}
	if _, err := os.Stat(plan.Program(kwok)); err != nil {
		return cluster.Refuse("%s has no bin/%s, which simulates nodes: have holdfast-build make it, with --also %s", plan.Home, kwok, kwok)
	}
	return nil
}

// WriteStages writes the file that KWOK is told of, if nodes are simulated.
func WriteStages(plan *cluster.Plan) error {
	if plan.SimulatedNodes == 0 {
		return nil
	}
	return os.WriteFile(plan.Conf(stagesFile), stages, 0o600)
}

// StartKwok runs the program that simulates all simulated nodes.
func (c *ControlPlane) StartKwok(ctx context.Context) {
	c.Programs.Start(ctx, kwok, kwok, "--kubeconfig="+c.Plan.Conf(kwok+".kubeconfig"), "--config="+c.Plan.Conf(stagesFile),
		"--manage-nodes-with-annotation-selector="+simulatedKey+"="+simulatedValue,
		"--node-lease-duration-seconds=40", "--node-port=0")
}

// simulatedName is the name of simulated node number i, counted from 1.
func simulatedName(i int) string { return fmt.Sprintf("simulated-%d", i) }

// simulatedPodNetwork is where the addresses of its pods are from: nothing has them.
func simulatedPodNetwork(i int) string { return fmt.Sprintf("100.%d.%d.0/22", 64+i/64, i%64*4) }

// simulatedNode is one that nothing lands on but what tolerates it.
func simulatedNode(i int) *corev1.Node {
	room := corev1.ResourceList{
		corev1.ResourceCPU: resource.MustParse("1k"), corev1.ResourceMemory: resource.MustParse("1Ti"),
		corev1.ResourcePods: *resource.NewQuantity(podsPerSimulatedNode, resource.DecimalSI)}
	return &corev1.Node{
		ObjectMeta: metav1.ObjectMeta{
			Name:        simulatedName(i),
			Annotations: map[string]string{simulatedKey: simulatedValue},
			Labels: map[string]string{
				"type": kwok, corev1.LabelHostname: simulatedName(i), corev1.LabelOSStable: "linux"},
		},
		Spec: corev1.NodeSpec{
			PodCIDR: simulatedPodNetwork(i), PodCIDRs: []string{simulatedPodNetwork(i)},
			Taints: []corev1.Taint{{Key: simulatedKey, Value: simulatedValue, Effect: corev1.TaintEffectNoSchedule}},
		},
		Status: corev1.NodeStatus{Capacity: room, Allocatable: room},
	}
}

// MakeSimulatedNodes makes the objects of the simulated nodes. A restarted cluster has them already.
func (b *Bootstrap) MakeSimulatedNodes(ctx context.Context) error {
	for i := 1; i <= b.plan.SimulatedNodes; i++ {
		_, err := b.typed.CoreV1().Nodes().Create(ctx, simulatedNode(i), metav1.CreateOptions{FieldManager: "holdfast-node"})
		if err != nil && !apierrors.IsAlreadyExists(err) {
			return fmt.Errorf("simulated node %d: %w", i, err)
		}
	}
	return nil
}
