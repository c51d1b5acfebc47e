package cluster

import (
	"context"
	"errors"
	"os"
	"time"

	"holdfast.dev/node/internal/orders"
)

// RunHub is the main process of the hub: it starts the control plane and the nodes and reports when all of it is
// usable. The calling goroutine must be locked to its thread.
func RunHub(ctx context.Context, plan *Plan, socket, out, in *os.File) error {
	report := reporter{out}
	began := time.Now()
	if err := setUpHubNetwork(); err != nil {
		return err
	}
	if err := relay(socket); err != nil {
		return err
	}
	if err := os.MkdirAll(plan.path("nfs", "dynamic"), 0o777); err != nil {
		return err
	}
	if err := mountDisks(plan); err != nil {
		return err
	}
	s := newSupervisor(plan)
	control := controlPlane{plan: plan, programs: s}
	control.startEtcd(ctx)
	control.startAPIServer(ctx)
	if plan.Contained == nil {
		control.startNFS(ctx)
	}
	main := make(chan func())
	nodes := &nodeStages{plan: plan, hub: report, broken: s.broken, onMain: onThreadOf(ctx, main)}
	if err := nodes.startAll(); err != nil {
		return err
	}
	client, err := newBootstrap(plan)
	if err != nil {
		return err
	}
	report.progress("starting etcd, kube-apiserver and %d node(s)", plan.Nodes)
	if err := client.awaitAPIServer(ctx, s.broken); err != nil {
		return err
	}
	report.send(took("API server ready", began))
	control.startControllerManager(ctx)
	control.startScheduler(ctx)
	if err := client.applyAddons(ctx); err != nil {
		return err
	}
	if plan.Contained == nil {
		control.startProvisioner(ctx)
	}
	if plan.SimulatedNodes > 0 {
		report.progress("making %d simulated node(s)", plan.SimulatedNodes)
		if err := client.makeSimulatedNodes(ctx); err != nil {
			return err
		}
		control.startKwok(ctx)
	}
	if err := eitherBroken(s.broken, func() error { return client.awaitNodes(ctx) }); err != nil {
		return err
	}
	report.send(took("nodes Ready", began))
	if err := eitherBroken(s.broken, func() error { return nodes.awaitImages(s.broken) }); err != nil {
		return err
	}
	report.progress("nodes are Ready; waiting for CoreDNS")
	if err := eitherBroken(s.broken, func() error { return client.awaitDNS(ctx) }); err != nil {
		return err
	}
	report.send(took("CoreDNS ready", began))
	machines := &machines{ctx: ctx, controlPlane: s, nodes: nodes, network: network{}}
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
		case sentence := <-s.broken:
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
