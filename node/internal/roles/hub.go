package roles

import (
	"context"
	"errors"
	"os"
	"time"

	"holdfast.dev/node/internal/cluster"
	"holdfast.dev/node/internal/faults"
	"holdfast.dev/node/internal/kubernetes"
	"holdfast.dev/node/internal/orders"
	"holdfast.dev/node/internal/sandbox"
	"holdfast.dev/node/internal/supervisor"
)

// RunHub is the main process of the hub: it starts the control plane and the nodes and reports when all of it is
// usable. The calling goroutine must be locked to its thread.
func RunHub(ctx context.Context, plan *cluster.Plan, socket, out, in *os.File) error {
	report := reporter{out}
	began := time.Now()
	if err := sandbox.SetUpHubNetwork(); err != nil {
		return err
	}
	if err := relay(socket); err != nil {
		return err
	}
	if err := os.MkdirAll(plan.Path("nfs", "dynamic"), 0o777); err != nil {
		return err
	}
	if err := sandbox.MountDisks(plan); err != nil {
		return err
	}
	s := supervisor.New(plan)
	control := kubernetes.ControlPlane{Plan: plan, Programs: s}
	control.StartEtcd(ctx)
	control.StartAPIServer(ctx)
	if plan.Contained == nil {
		control.StartNFS(ctx)
	}
	main := make(chan func())
	nodes := &nodeStages{plan: plan, hub: report, broken: s.Broken, onMain: onThreadOf(ctx, main)}
	if err := nodes.startAll(); err != nil {
		return err
	}
	client, err := kubernetes.NewBootstrap(plan)
	if err != nil {
		return err
	}
	report.progress("starting etcd, kube-apiserver and %d node(s)", plan.Nodes)
	if err := client.AwaitAPIServer(ctx, s.Broken); err != nil {
		return err
	}
	report.send(took("API server ready", began))
	control.StartControllerManager(ctx)
	control.StartScheduler(ctx)
	if err := client.ApplyAddons(ctx); err != nil {
		return err
	}
	if plan.Contained == nil {
		control.StartProvisioner(ctx)
	}
	if plan.SimulatedNodes > 0 {
		report.progress("making %d simulated node(s)", plan.SimulatedNodes)
		if err := client.MakeSimulatedNodes(ctx); err != nil {
			return err
		}
		control.StartKwok(ctx)
	}
	if err := eitherBroken(s.Broken, func() error { return client.AwaitNodes(ctx) }); err != nil {
		return err
	}
	report.send(took("nodes Ready", began))
	if err := eitherBroken(s.Broken, func() error { return nodes.awaitImages(s.Broken) }); err != nil {
		return err
	}
	report.progress("nodes are Ready; waiting for CoreDNS")
	if err := eitherBroken(s.Broken, func() error { return client.AwaitDNS(ctx) }); err != nil {
		return err
	}
	report.send(took("CoreDNS ready", began))
	machines := &machines{ctx: ctx, controlPlane: s, nodes: nodes, network: faults.Network{}}
	executor := orders.NewExecutor(machines.do, func(undo orders.Order, err error) {
		report.progress("could not %s after the time that was ordered: %v", undo.Verb, err)
	})
	go takeOrders(in, report, machines.carryWith(executor))
	report.send(reportReady)
	for {
		select {
		case do := <-main:
			do()
		case <-ctx.Done():
			return nil
		case sentence := <-s.Broken:
			return errors.New(sentence)
		}
	}
}

// onThreadOf has others' work done by whoever receives from the channel.
func onThreadOf(ctx context.Context, main chan<- func()) func(func() error) error {
	return func(do func() error) error {
		done := make(chan error, 1)
		select {
		case main <- func() { done <- do() }:
			return <-done
		case <-ctx.Done():
			return errors.New("the cluster is ending")
		}
	}
}

// eitherBroken ends a wait at once when a program cannot be kept running.
func eitherBroken(broken <-chan string, wait func() error) error {
	done := make(chan error, 1)
	go func() { done <- wait() }()
	select {
	case err := <-done:
		return err
	case sentence := <-broken:
		return errors.New(sentence)
	}
}
