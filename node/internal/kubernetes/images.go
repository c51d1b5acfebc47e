package kubernetes

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/containerd/containerd/v2/client"
	"github.com/containerd/containerd/v2/pkg/namespaces"

	"holdfast.dev/node/internal/cluster"
)

// criNamespace is where the container runtime interface looks for its images.
const criNamespace = "k8s.io"

// criManaged marks an image as one that kubelet may know of.
var criManaged = map[string]string{"io.cri-containerd.image": "managed"}

// ImportImages gives the node's container runtime every image that was built for it: there is no registry to pull from.
func ImportImages(ctx context.Context, plan *cluster.Plan) error {
	ctx = namespaces.WithNamespace(ctx, criNamespace)
	runtime, err := client.New(containerdSocket, client.WithTimeout(startDeadline))
	if err != nil {
		return fmt.Errorf("containerd: %w", err)
	}
	defer runtime.Close()
	archives, err := plan.AllArchives()
	if err != nil {
		return err
	}
	for _, archive := range archives {
		if err := importImage(ctx, runtime, archive); err != nil {
			return fmt.Errorf("import %s: %w", filepath.Base(archive), err)
		}
	}
	return nil
}

func importImage(ctx context.Context, runtime *client.Client, archive string) error {
	file, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer file.Close()
	imported, err := runtime.Import(ctx, file, client.WithImageLabels(criManaged))
	if err != nil {
		return err
	}
	for _, image := range imported {
		if err := client.NewImage(runtime, image).Unpack(ctx, ""); err != nil {
			return fmt.Errorf("unpack %s: %w", image.Name, err)
		}
	}
	return nil
}

// AwaitContainerd waits until the node's container runtime listens. Programs have no common way to say that they do.
func AwaitContainerd(ctx context.Context, broken <-chan string) error {
	ctx, cancel := context.WithTimeout(ctx, startDeadline)
	defer cancel()
	ticks := time.NewTicker(20 * time.Millisecond)
	defer ticks.Stop()
	for {
		connection, err := net.Dial("unix", containerdSocket)
		if err == nil {
			return connection.Close()
		}
		select {
		case <-ticks.C:
		case sentence := <-broken:
			return errors.New(sentence)
		case <-ctx.Done():
			return fmt.Errorf("nothing listens on %s: %w", containerdSocket, err)
		}
	}
}
