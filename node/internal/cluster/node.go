package cluster

import (
	"context"
	"errors"
	"io"
	"os"
	"time"

	"holdfast.dev/node/internal/orders"
)

// RunNode is the main process of a node.
func RunNode(ctx context.Context, plan *Plan, number int, handover, out, in *os.File) error {
	report := reporter{out}
	// The hub closes its end once the cable is in place.
	if _, err := io.Copy(io.Discard, handover); err != nil {
		return err
	}
	if err := setUpNodeNetwork(number, plan.Nodes); err != nil {
		return err
	}
	if err := writeNodeConfiguration(plan, number); err != nil {
		return err
	}
	name := NodeName(number)
	s := newSupervisor(plan)
	go takeOrders(in, report, func(order orders.Order) orders.Answer {
		return orders.AnswerTo(order, s.obey(ctx, order))
	})
	s.start(ctx, "containerd", name+"-containerd", "--config", "/run/holdfast/containerd.toml")
	imported := make(chan error, 1)
	go func() {
		began := time.Now()
		err := importImages(ctx, plan)
		if err == nil {
			report.send(took("images imported", began))
		}
		imported <- err
	}()
	// kubelet gives up when there is no container runtime; kube-proxy has its node to wait for.
	if err := awaitContainerd(ctx, s.broken); err != nil {
		return err
	}
	s.start(ctx, "kubelet", name+"-kubelet",
		"--config=/run/holdfast/kubelet.yaml", "--kubeconfig="+plan.conf(name+".kubeconfig"),
		"--hostname-override="+name, "--node-ip="+nodeAddress(number), "--root-dir=/var/lib/kubelet",
		"--cert-dir=/var/lib/kubelet/pki")
	s.start(ctx, "kube-proxy", name+"-kube-proxy", "--config=/run/holdfast/kube-proxy.yaml", "--hostname-override="+name)
	if err := <-imported; err != nil {
		return err
	}
	report.send(reportReady)
	select {
	case <-ctx.Done():
		return nil
	case sentence := <-s.broken:
		return errors.New(sentence)
	}
}
