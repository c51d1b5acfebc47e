// Package kubernetes is what makes a Kubernetes of the programs of a cluster: certificates and configurations, how each program
// is started, what has to be in the API server, and what is waited for.
package kubernetes

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"text/template"
	"time"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/apimachinery/pkg/watch"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/clientcmd"
	watchtools "k8s.io/client-go/tools/watch"

	"holdfast.dev/node/internal/cluster"
)

// addons are the objects that every cluster has and that the API server does not make itself.
//
//go:embed addons.yaml
var addons string

// recyclerTemplate is the pod that empties a volume with the reclaim policy Recycle.
//
//go:embed recycler.yaml
var recyclerTemplate string

const recyclerFile = "recycler.yaml"

// resources says where the objects of the add-ons live, so that no discovery is needed before they are made.
var resources = map[string]schema.GroupVersionResource{
	"ServiceAccount":     {Version: "v1", Resource: "serviceaccounts"},
	"ConfigMap":          {Version: "v1", Resource: "configmaps"},
	"Service":            {Version: "v1", Resource: "services"},
	"Deployment":         {Group: "apps", Version: "v1", Resource: "deployments"},
	"ClusterRole":        {Group: "rbac.authorization.k8s.io", Version: "v1", Resource: "clusterroles"},
	"ClusterRoleBinding": {Group: "rbac.authorization.k8s.io", Version: "v1", Resource: "clusterrolebindings"},
	"StorageClass":       {Group: "storage.k8s.io", Version: "v1", Resource: "storageclasses"},
	"FlowSchema":         {Group: "flowcontrol.apiserver.k8s.io", Version: "v1", Resource: "flowschemas"},
}

// render fills a template with what it may need to know of the cluster.
func render(text string, plan *cluster.Plan) ([]byte, error) {
	parsed, err := template.New("manifest").Option("missingkey=error").Parse(text)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = parsed.Execute(&out, map[string]any{"Images": plan.Images, "Domain": cluster.ClusterDomain, "DNS": cluster.DNSServiceIP,
		"StorageClass": cluster.StorageClass, "Storage": plan.Contained == nil, "Simulated": plan.SimulatedNodes > 0})
	return out.Bytes(), err
}

// WriteRecycler writes the file that kube-controller-manager is told of.
func WriteRecycler(plan *cluster.Plan) error {
	text, err := render(recyclerTemplate, plan)
	if err != nil {
		return err
	}
	return os.WriteFile(plan.Conf(recyclerFile), text, 0o600)
}

// Bootstrap is a client of the new cluster, with all rights.
type Bootstrap struct {
	plan    *cluster.Plan
	typed   kubernetes.Interface
	dynamic dynamic.Interface
}

// NewBootstrap makes a client with the rights of the administrator.
func NewBootstrap(plan *cluster.Plan) (*Bootstrap, error) {
	config, err := clientcmd.BuildConfigFromFlags("", plan.Conf("admin.kubeconfig"))
	if err != nil {
		return nil, err
	}
	config.QPS, config.Burst = 100, 200
	typed, err := kubernetes.NewForConfig(config)
	if err != nil {
		return nil, err
	}
	objects, err := dynamic.NewForConfig(rest.CopyConfig(config))
	if err != nil {
		return nil, err
	}
	return &Bootstrap{plan: plan, typed: typed, dynamic: objects}, nil
}

// AwaitAPIServer waits until the API server says that it is ready, which includes the default roles.
func (b *Bootstrap) AwaitAPIServer(ctx context.Context, broken <-chan string) error {
	ctx, cancel := context.WithTimeout(ctx, startDeadline)
	defer cancel()
	ticks := time.NewTicker(50 * time.Millisecond)
	defer ticks.Stop()
	for {
		_, err := b.typed.Discovery().RESTClient().Get().AbsPath("/readyz").DoRaw(ctx)
		if err == nil {
			return nil
		}
		select {
		case <-ticks.C:
		case sentence := <-broken:
			return errors.New(sentence)
		case <-ctx.Done():
			return fmt.Errorf("the API server was not ready after %s: %w; see %s",
				startDeadline, err, b.plan.Log("kube-apiserver"))
		}
	}
}

// ApplyAddons makes the add-ons: rights, CoreDNS, the storage class.
func (b *Bootstrap) ApplyAddons(ctx context.Context) error {
	text, err := render(addons, b.plan)
	if err != nil {
		return err
	}
	decoder := yaml.NewYAMLOrJSONDecoder(bytes.NewReader(text), 4096)
	for {
		object := &unstructured.Unstructured{}
		err := decoder.Decode(object)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("add-ons: %w", err)
		}
		resource, ok := resources[object.GetKind()]
		if !ok {
			return fmt.Errorf("add-ons: no resource is known for the kind %q", object.GetKind())
		}
		// A restarted cluster has them already: apply, do not create.
		_, err = b.dynamic.Resource(resource).Namespace(object.GetNamespace()).Apply(
			ctx, object.GetName(), object, metav1.ApplyOptions{FieldManager: "holdfast-node", Force: true})
		if err != nil {
			return fmt.Errorf("%s %s: %w", object.GetKind(), object.GetName(), err)
		}
	}
}

// readyDeadline bounds the wait for nodes and DNS.
const readyDeadline = 3 * time.Minute

// AwaitNodes waits until every node is Ready.
func (b *Bootstrap) AwaitNodes(ctx context.Context) error {
	ready := map[string]bool{}
	lists := &cache.ListWatch{
		ListWithContextFunc: func(ctx context.Context, o metav1.ListOptions) (runtime.Object, error) {
			return b.typed.CoreV1().Nodes().List(ctx, o)
		},
		WatchFuncWithContext: func(ctx context.Context, o metav1.ListOptions) (watch.Interface, error) {
			return b.typed.CoreV1().Nodes().Watch(ctx, o)
		},
	}
	return await(ctx, lists, &corev1.Node{}, "nodes to be Ready", func(object runtime.Object) bool {
		node := object.(*corev1.Node)
		for _, condition := range node.Status.Conditions {
			if condition.Type == corev1.NodeReady {
				ready[node.Name] = condition.Status == corev1.ConditionTrue
			}
		}
		count := 0
		for _, isReady := range ready {
			if isReady {
				count++
			}
		}
		return count == b.plan.Nodes+b.plan.SimulatedNodes
	})
}

// AwaitDNS waits until CoreDNS answers behind its Service.
func (b *Bootstrap) AwaitDNS(ctx context.Context) error {
	slices := b.typed.DiscoveryV1().EndpointSlices(metav1.NamespaceSystem)
	lists := &cache.ListWatch{
		ListWithContextFunc: func(ctx context.Context, o metav1.ListOptions) (runtime.Object, error) {
			return slices.List(ctx, o)
		},
		WatchFuncWithContext: func(ctx context.Context, o metav1.ListOptions) (watch.Interface, error) {
			return slices.Watch(ctx, o)
		},
	}
	return await(ctx, lists, &discoveryv1.EndpointSlice{}, "CoreDNS to be ready", func(object runtime.Object) bool {
		slice := object.(*discoveryv1.EndpointSlice)
		for _, endpoint := range slice.Endpoints {
			if slice.Labels[discoveryv1.LabelServiceName] == "kube-dns" &&
				endpoint.Conditions.Ready != nil && *endpoint.Conditions.Ready {
				return true
			}
		}
		return false
	})
}

func await(ctx context.Context, lists *cache.ListWatch, kind runtime.Object, what string, met func(runtime.Object) bool) error {
	ctx, cancel := context.WithTimeout(ctx, readyDeadline)
	defer cancel()
	_, err := watchtools.UntilWithSync(ctx, lists, kind, nil, func(event watch.Event) (bool, error) {
		return event.Type != watch.Deleted && met(event.Object), nil
	})
	if err != nil {
		return fmt.Errorf("waited %s for %s: %w", readyDeadline, what, err)
	}
	return nil
}
