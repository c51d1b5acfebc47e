package roles

import (
	"context"
	"errors"
	"io"
	"os"
	"time"

	"holdfast.dev/node/internal/cluster"
	"holdfast.dev/node/internal/kubernetes"
	"holdfast.dev/node/internal/orders"
	"holdfast.dev/node/internal/sandbox"
	"holdfast.dev/node/internal/supervisor"
)

// RunNode is the main process of a node.
func RunNode(ctx context.Context, plan *cluster.Plan, number int, handover, out, in *os.File) error {
	report := reporter{out}
	// The hub closes its end once the cable is in place.
	if _, err := io.Copy(io.Discard, handover); err != nil {
		return err
	}
	if err := sandbox.SetUpNodeNetwork(number, plan.Nodes); err != nil {
		return err
	}
	if err := kubernetes.WriteNodeConfiguration(plan, number); err != nil {
		return err
	}
	name := cluster.NodeName(number)
	s := supervisor.New(plan)
	go takeOrders(in, report, func(order orders.Order) orders.Answer {
		return orders.AnswerTo(order, s.Obey(ctx, order))
	})
	s.Start(ctx, "containerd", name+"-containerd", "--config", "/run/holdfast/containerd.toml")
	// kubelet gives up when there is no container runtime, and its client does when the socket is there and nothing listens on it
	// yet; kube-proxy has its node to wait for.
	if err := kubernetes.AwaitContainerd(ctx, s.Broken); err != nil {
		return err
	}
	imported := make(chan error, 1)
	go func() {
		began := time.Now()
		err := kubernetes.ImportImages(ctx, plan)
		if err == nil {
			report.send(took("images imported", began))
		}
		imported <- err
	}()
	s.Start(ctx, "kubelet", name+"-kubelet",
		"--config=/run/holdfast/kubelet.yaml", "--kubeconfig="+plan.Conf(name+".kubeconfig"),
		"--hostname-override="+name, "--node-ip="+cluster.NodeAddress(number), "--root-dir=/var/lib/kubelet",
		"--cert-dir=/var/lib/kubelet/pki")
	s.Start(ctx, "kube-proxy", name+"-kube-proxy", "--config=/run/holdfast/kube-proxy.yaml", "--hostname-override="+name)
	if err := <-imported; err != nil {
		return err
	}
	report.send(reportReady)
	select {
	case <-ctx.Done():
		return nil
	case sentence := <-s.Broken:
		return errors.New(sentence)
	}
}
