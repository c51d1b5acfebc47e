package provision

import (
	"context"
	"errors"
	"fmt"
	"time"

	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/util/workqueue"
	"sigs.k8s.io/sig-storage-lib-external-provisioner/v13/controller"
)

// How soon what failed is tried again: at once first, since a claim is often
// changed by others while it is worked on, and every 10 s in the end.
const (
	firstRetry = 50 * time.Millisecond
	lastRetry  = 10 * time.Second
	// resync is how often everything is looked at although nothing
	// happened. Events drive the provisioner; this is for what they miss.
	resync = 10 * time.Minute
)

// Requests to the API server: a burst of claims must not queue behind the
// client's own limit.
const (
	requestsPerSecond = 100
	requestBurst      = 200
)

// Run provisions volumes below f for the cluster of a kubeconfig until ctx
// ends. It calls ready once it knows the cluster's claims, volumes and classes.
func Run(ctx context.Context, kubeconfig string, f *Folders, ready func()) error {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return fmt.Errorf("the kubeconfig %s: %w", kubeconfig, err)
	}
	config.QPS, config.Burst = requestsPerSecond, requestBurst
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return fmt.Errorf("the kubeconfig %s: %w", kubeconfig, err)
	}
	return run(ctx, client, f, ready)
}

func run(ctx context.Context, client kubernetes.Interface, f *Folders, ready func()) error {
	factory := informers.NewSharedInformerFactory(client, resync)
	claims := factory.Core().V1().PersistentVolumeClaims().Informer()
	volumes := factory.Core().V1().PersistentVolumes().Informer()
	classes := factory.Storage().V1().StorageClasses().Informer()
	provisioner := controller.NewProvisionController(ctx, client, Name, f,
		controller.LeaderElection(false), // there is one control plane
		controller.ResyncPeriod(resync),
		controller.ClaimsInformer(claims), controller.VolumesInformer(volumes), controller.ClassesInformer(classes),
		controller.RateLimiter(workqueue.NewTypedItemExponentialFailureRateLimiter[string](firstRetry, lastRetry)),
		controller.CreateProvisionedPVInterval(time.Second),
		controller.FailedProvisionThreshold(0), controller.FailedDeleteThreshold(0), // never give up
	)
	factory.Start(ctx.Done())
	defer factory.Shutdown()
	if !cache.WaitForCacheSync(ctx.Done(), claims.HasSynced, volumes.HasSynced, classes.HasSynced) {
		return errors.New("ended before the cluster's volumes were known")
	}
	ready()
	provisioner.Run(ctx)
	return nil
}
