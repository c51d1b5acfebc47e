// Package roles is what the processes of a cluster do: the one that brings it up, the hub and the nodes. Each starts the next,
// hears what it reports and hands orders on to it.
package roles

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"holdfast.dev/node/internal/cluster"
	"holdfast.dev/node/internal/kubernetes"
	"holdfast.dev/node/internal/orders"
	"holdfast.dev/node/internal/sandbox"
)

// Ready is what the user of a cluster has to know of it.
type Ready struct {
	Kubeconfig string   `json:"kubeconfig"`
	Server     string   `json:"server"`
	Kubernetes string   `json:"kubernetes"`
	Nodes      []string `json:"nodes"`
	// SimulatedNodes is the number of further nodes that run nothing.
	SimulatedNodes int               `json:"simulatedNodes,omitempty"`
	NFS            NFS               `json:"nfs"`
	StorageClass   string            `json:"storageClass"`
	Images         map[string]string `json:"images"`
	Data           string            `json:"data"`
	// Orders is the socket at which the cluster takes orders, beside standard input.
	Orders string `json:"orders"`
	// StartedIn maps a part of the start to the milliseconds after which it was done.
	StartedIn map[string]int64 `json:"startedIn"`
}

// NFS is the export that volumes live on.
type NFS struct {
	Server string `json:"server"`
	// Path is the exported folder as a client names it.
	Path string `json:"path"`
	// Directory is the same folder as the host sees it.
	Directory string `json:"directory"`
}

// Up starts the cluster of the plan, whose ID and Data it fills in where they are empty, and keeps it until the context
// is done. It calls usable once, when the cluster is, and then carries out what the receiver is given; and tells the user on
// progress how far it is. It returns when everything is gone. The calling goroutine must be locked to the process's main thread.
func Up(ctx context.Context, plan *cluster.Plan, clusters string, receiver *orders.Receiver, usable func(Ready) error, progress io.Writer) (err error) {
	if err := complete(plan, clusters); err != nil {
		return err
	}
	if err := refuseUnfit(plan); err != nil {
		return err
	}
	socket, port, err := listen(plan.ListenAddress(), plan.Port)
	if err != nil {
		return err
	}
	defer socket.Close()
	plan.Port = port
	if err := sandbox.Sweep(clusters); err != nil {
		// It is in nobody's way: this cluster has another name, folder and network.
		fmt.Fprintf(progress, "holdfast-node: warning: a killed cluster left what cannot be removed: %s\n", oneLine(err))
	}
	ownsData, err := makeData(plan)
	if err != nil {
		return err
	}
	entry := sandbox.Record{ID: plan.ID, Orders: plan.Path(ordersSocket), UsedBy: plan.UsedBy}
	if ownsData {
		entry.Data = plan.Data
	}
	record, err := sandbox.WriteRecord(clusters, entry)
	if err != nil {
		return err
	}
	defer record.Release()
	janitor, err := sandbox.StartJanitor(record)
	if err != nil {
		return errors.Join(err, record.Erase())
	}
	defer func() { err = errors.Join(err, janitor.Dismiss()) }()
	if err := prepare(plan); err != nil {
		return err
	}
	if err := plan.Write(); err != nil {
		return err
	}
	if plan.Contained == nil {
		listener, err := answerOrders(plan.Path(ordersSocket), receiver)
		if err != nil {
			return err
		}
		defer listener.Close()
	}
	if err := keepHub(ctx, plan, socket, receiver, usable, progress); err != nil {
		return keepLogs(plan, clusters, err)
	}
	return nil
}

// failedKept is how many broken clusters' logs are kept.
const failedKept = 5

// keepLogs puts the logs of a broken cluster, which its error speaks of, where they outlive the data folder.
func keepLogs(plan *cluster.Plan, clusters string, failure error) error {
	failed := filepath.Join(filepath.Dir(clusters), "failed")
	kept := filepath.Join(failed, time.Now().UTC().Format("20060102T150405-")+plan.ID)
	if err := os.MkdirAll(failed, 0o700); err != nil {
		return errors.Join(failure, err)
	}
	if err := os.CopyFS(kept, os.DirFS(plan.Path("logs"))); err != nil {
		return errors.Join(failure, err)
	}
	if old, err := filepath.Glob(filepath.Join(failed, "*")); err == nil && len(old) > failedKept {
		slices.Sort(old)
		for _, name := range old[:len(old)-failedKept] {
			_ = os.RemoveAll(name)
		}
	}
	return errors.New(strings.ReplaceAll(failure.Error(), plan.Path("logs"), kept))
}

func complete(plan *cluster.Plan, clusters string) error {
	if plan.Nodes < 1 || plan.Nodes > cluster.MaxNodes {
		return cluster.Refuse("%d nodes cannot be run: choose 1 to %d", plan.Nodes, cluster.MaxNodes)
	}
	random := make([]byte, 4)
	if _, err := rand.Read(random); err != nil {
		return err
	}
	plan.ID = hex.EncodeToString(random)
	if plan.Data == "" {
		plan.Data = filepath.Join(clusters, "holdfast-"+plan.ID)
	}
	images, err := cluster.ReadImages(plan.Home)
	if err != nil {
		return cluster.Refuse("%s is not a folder that holdfast-build made: %v", plan.Home, err)
	}
	plan.Images = images
	plan.RestrictOOMScoreAdj = !mayLowerOOMScore()
	return nil
}

// makeData makes the data folder; true when it was not there before, so that it is ours to remove.
func makeData(plan *cluster.Plan) (bool, error) {
	entries, err := os.ReadDir(plan.Data)
	if len(entries) > 0 {
		return false, cluster.Refuse("the data folder %s is not empty", plan.Data)
	}
	missing := errors.Is(err, os.ErrNotExist)
	if err != nil && !missing {
		return false, cluster.Refuse("the data folder %s cannot be used: %v", plan.Data, err)
	}
	if err := os.MkdirAll(plan.Data, 0o700); err != nil {
		return false, cluster.Refuse("the data folder %s cannot be made: %v", plan.Data, err)
	}
	return missing, nil
}

func prepare(plan *cluster.Plan) error {
	if err := plan.MakeFolders(); err != nil {
		return err
	}
	// Pods of any user write to the volumes below it.
	if err := os.Chmod(plan.NFSDirectory(), 0o777); err != nil {
		return err
	}
	if err := inOrder(plan, kubernetes.WritePKI, kubernetes.WriteRecycler, kubernetes.WriteAuditPolicy, kubernetes.WriteStages); err != nil {
		return err
	}
	if err := sandbox.MakeCgroups(plan); err != nil {
		return fmt.Errorf("control groups: %w", err)
	}
	return nil
}

// keepHub starts the hub, which starts the rest, and hears what it reports until it or the context ends.
func keepHub(ctx context.Context, plan *cluster.Plan, socket *os.File, receiver *orders.Receiver, usable func(Ready) error, progress io.Writer) error {
	began := time.Now()
	reports, hubEnd, err := os.Pipe()
	if err != nil {
		return err
	}
	in, ordered, err := os.Pipe()
	if err != nil {
		return err
	}
	hub, err := sandbox.StartStage(plan, sandbox.Hub, 0, hubEnd, socket, in)
	if err != nil {
		return fmt.Errorf("make namespaces: %w", err)
	}
	_, _ = hubEnd.Close(), in.Close()
	courier := orders.NewCourier(ordered)
	if plan.Contained != nil {
		if err := sandbox.JoinOutside(hub.Process.Pid); err != nil {
			_ = hub.Process.Kill()
			_ = hub.Wait()
			return fmt.Errorf("join the cluster to the container's network: %w", err)
		}
	}
	ready := Ready{
		Kubeconfig: plan.Kubeconfig(), Server: fmt.Sprintf("https://127.0.0.1:%d", plan.Port),
		Kubernetes: plan.Kubernetes, NFS: NFS{Server: cluster.HubAddress, Path: cluster.NFSExport, Directory: plan.NFSDirectory()},
		SimulatedNodes: plan.SimulatedNodes, StorageClass: cluster.StorageClass, Images: plan.Images, Data: plan.Data, Orders: plan.Path(ordersSocket), StartedIn: map[string]int64{},
	}
	for i := 1; i <= plan.Nodes; i++ {
		ready.Nodes = append(ready.Nodes, cluster.NodeName(i))
	}
	say := func(format string, values ...any) {
		fmt.Fprintf(progress, "holdfast-node: %5.1f s  %s\n", time.Since(began).Seconds(), fmt.Sprintf(format, values...))
	}
	ended := make(chan string, 1)
	go func() {
		failure := followReports(reports, func(line report) {
			switch {
			case line.Ready:
				ready.StartedIn["total"] = time.Since(began).Milliseconds()
				say("the cluster is usable")
				receiver.Open(ready.Nodes, courier.Carry)
				if err := usable(ready); err != nil {
					say("nobody could be told: %v", err)
				}
			case line.Answer != nil:
				courier.Deliver(*line.Answer)
			case line.Phase != "":
				ready.StartedIn[line.Phase] = line.Millis
				say("%s (%.1f s)", line.Phase, float64(line.Millis)/1000)
			default:
				say("%s", line.Progress)
			}
		})
		courier.Close(errors.New("the cluster has ended"))
		ended <- failure
	}()
	var failure string
	select {
	case <-ctx.Done():
		_ = hub.Process.Kill()
		<-ended
		_ = hub.Wait()
		return nil
	case failure = <-ended:
		_ = hub.Process.Kill()
		_ = hub.Wait()
	}
	if failure == "" {
		failure = "it ended without a word (was it killed?)"
	}
	return fmt.Errorf("the cluster broke: %s", failure)
}

// oneLine is what several errors say, in one line.
func oneLine(err error) string { return strings.ReplaceAll(err.Error(), "\n", "; ") }
