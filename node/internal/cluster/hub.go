package cluster

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"
)

// RunHub is the main process of the hub: it starts the control plane and the nodes and reports when all of it is
// usable. The calling goroutine must be locked to its thread.
func RunHub(ctx context.Context, plan *Plan, socket, out *os.File) error {
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
	s := newSupervisor(plan)
	s.startEtcd(ctx)
	s.startAPIServer(ctx)
	if plan.Contained == nil {
		s.startNFS(ctx)
	}
	nodes, err := startNodes(plan, report, s.broken)
	if err != nil {
		return err
	}
	kubernetes, err := newBootstrap(plan)
	if err != nil {
		return err
	}
	report.progress("starting etcd, kube-apiserver and %d node(s)", plan.Nodes)
	if err := kubernetes.awaitAPIServer(ctx, s.broken); err != nil {
		return err
	}
	report.send(took("API server ready", began))
	s.startControllerManager(ctx)
	s.startScheduler(ctx)
	if err := kubernetes.applyAddons(ctx); err != nil {
		return err
	}
	if plan.Contained == nil {
		s.startProvisioner(ctx)
	}
	if err := eitherBroken(s.broken, func() error { return kubernetes.awaitNodes(ctx) }); err != nil {
		return err
	}
	report.send(took("nodes Ready", began))
	if err := eitherBroken(s.broken, func() error { return nodes.awaitImages(s.broken) }); err != nil {
		return err
	}
	report.progress("nodes are Ready; waiting for CoreDNS")
	if err := eitherBroken(s.broken, func() error { return kubernetes.awaitDNS(ctx) }); err != nil {
		return err
	}
	report.send(took("CoreDNS ready", began))
	report.send(reportReady)
	select {
	case <-ctx.Done():
		return nil
	case sentence := <-s.broken:
		return errors.New(sentence)
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

// nodeStages are the nodes that the hub has started.
type nodeStages struct{ ready []chan struct{} }

// startNodes starts the nodes and joins them to the network.
func startNodes(plan *Plan, hub reporter, broken chan<- string) (*nodeStages, error) {
	nodes := &nodeStages{}
	for number := 1; number <= plan.Nodes; number++ {
		ready, err := startNode(plan, number, hub, broken)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", NodeName(number), err)
		}
		nodes.ready = append(nodes.ready, ready)
	}
	return nodes, nil
}

func startNode(plan *Plan, number int, hub reporter, broken chan<- string) (chan struct{}, error) {
	reports, out, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	handover, cable, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	stage, err := startStage(plan, Node, number, out, handover)
	if err != nil {
		return nil, err
	}
	_ = out.Close()
	_ = handover.Close()
	if err := joinNode(number, stage.Process.Pid); err != nil {
		return nil, err
	}
	if err := cable.Close(); err != nil {
		return nil, err
	}
	ready := make(chan struct{})
	go func() {
		failure := followReports(reports, func(line report) {
			if line.Ready {
				close(ready)
				return
			}
			if line.Phase != "" {
				line.Phase = NodeName(number) + ": " + line.Phase
			}
			hub.send(line)
		})
		if failure == "" {
			failure = "it ended"
		}
		broken <- NodeName(number) + ": " + failure
	}()
	go func() { _ = stage.Wait() }()
	return ready, nil
}

// awaitImages waits until every node has all images.
func (n *nodeStages) awaitImages(broken <-chan string) error {
	for _, ready := range n.ready {
		select {
		case <-ready:
		case sentence := <-broken:
			return errors.New(sentence)
		}
	}
	return nil
}

// followReports hands on what a role reports until it ends, and returns why it failed, if it said so.
func followReports(reports *os.File, each func(report)) string {
	defer reports.Close()
	failure := ""
	for lines := bufio.NewScanner(reports); lines.Scan(); {
		var line report
		if json.Unmarshal(lines.Bytes(), &line) != nil {
			continue
		}
		if line.Failure != "" {
			failure = line.Failure
			continue
		}
		each(line)
	}
	return failure
}

// ReportFailure tells the starter of a role why it ends.
func ReportFailure(out *os.File, err error) { reporter{out}.send(report{Failure: err.Error()}) }
