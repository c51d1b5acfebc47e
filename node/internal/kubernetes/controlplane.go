package kubernetes

import (
	"context"
	"fmt"

	"holdfast.dev/node/internal/cluster"
	"holdfast.dev/node/internal/supervisor"
)

// ControlPlane starts the programs of the hub.
type ControlPlane struct {
	Plan     *cluster.Plan
	Programs *supervisor.Supervisor
}

// StartEtcd runs the store. It does not sync to the disk: a cluster does not outlive its machine.
func (c *ControlPlane) StartEtcd(ctx context.Context) {
	p := c.Plan
	c.Programs.Start(ctx, "etcd", "etcd",
		"--name=hub", "--data-dir="+p.Path("etcd"), "--unsafe-no-fsync", "--log-level=warn",
		"--listen-client-urls=https://127.0.0.1:2379", "--advertise-client-urls=https://127.0.0.1:2379",
		"--listen-peer-urls=https://127.0.0.1:2380", "--initial-advertise-peer-urls=https://127.0.0.1:2380",
		"--initial-cluster=hub=https://127.0.0.1:2380",
		"--client-cert-auth", "--trusted-ca-file="+p.PKI("ca.crt"), "--cert-file="+p.PKI("etcd.crt"), "--key-file="+p.PKI("etcd.key"),
		"--peer-client-cert-auth", "--peer-trusted-ca-file="+p.PKI("ca.crt"), "--peer-cert-file="+p.PKI("etcd.crt"), "--peer-key-file="+p.PKI("etcd.key"))
}

// StartAPIServer runs the API server, which waits for the store.
func (c *ControlPlane) StartAPIServer(ctx context.Context) {
	p := c.Plan
	c.Programs.Start(ctx, "kube-apiserver", "kube-apiserver", c.gated(append(auditing(p),
		"--advertise-address="+cluster.HubAddress, "--bind-address=0.0.0.0", fmt.Sprintf("--secure-port=%d", cluster.APIPort),
		"--etcd-servers=https://127.0.0.1:2379", "--etcd-cafile="+p.PKI("ca.crt"),
		"--etcd-certfile="+p.PKI("etcd-client.crt"), "--etcd-keyfile="+p.PKI("etcd-client.key"),
		"--client-ca-file="+p.PKI("ca.crt"),
		"--tls-cert-file="+p.PKI("kube-apiserver.crt"), "--tls-private-key-file="+p.PKI("kube-apiserver.key"),
		"--cert-dir="+p.Path("apiserver"),
		"--authorization-mode=Node,RBAC", "--enable-admission-plugins=NodeRestriction", "--allow-privileged=true",
		"--service-cluster-ip-range="+cluster.ServiceNetwork,
		"--service-account-issuer=https://kubernetes.default.svc."+cluster.ClusterDomain,
		"--service-account-key-file="+p.PKI("service-account.pub"),
		"--service-account-signing-key-file="+p.PKI("service-account.key"),
		"--kubelet-certificate-authority="+p.PKI("ca.crt"),
		"--kubelet-client-certificate="+p.PKI("kube-apiserver-kubelet-client.crt"),
		"--kubelet-client-key="+p.PKI("kube-apiserver-kubelet-client.key"),
		"--kubelet-preferred-address-types=InternalIP",
		// There is no kube-proxy in the hub: webhooks are called at the addresses of their pods.
		"--enable-aggregator-routing=true")...)...)
}

// StartControllerManager runs the controllers, which need an API server that is ready.
func (c *ControlPlane) StartControllerManager(ctx context.Context) {
	p := c.Plan
	config := p.Conf("kube-controller-manager.kubeconfig")
	c.Programs.Start(ctx, "kube-controller-manager", "kube-controller-manager", c.gated(
		"--kubeconfig="+config, "--authentication-kubeconfig="+config, "--authorization-kubeconfig="+config,
		"--bind-address=127.0.0.1", "--cert-dir="+p.Path("controller-manager"), "--leader-elect=false",
		"--use-service-account-credentials=true", "--root-ca-file="+p.PKI("ca.crt"),
		"--service-account-private-key-file="+p.PKI("service-account.key"),
		"--cluster-signing-cert-file="+p.PKI("ca.crt"), "--cluster-signing-key-file="+p.PKI("ca.key"),
		"--cluster-cidr="+cluster.PodNetwork, "--service-cluster-ip-range="+cluster.ServiceNetwork, "--allocate-node-cidrs=false",
		"--pv-recycler-pod-template-filepath-nfs="+p.Conf(recyclerFile),
		// What it waits for, and why it makes and deletes pods: the first thing to read when a promise is not kept.
		"--vmodule=stateful_set_control=4,stateful_pod_control=4",
		// The default of 20 requests a second is shared by all controllers: a specification is a burst of small sets.
		"--kube-api-qps=300", "--kube-api-burst=600")...)
}

// StartScheduler runs the scheduler, which needs one too.
func (c *ControlPlane) StartScheduler(ctx context.Context) {
	p := c.Plan
	config := p.Conf("kube-scheduler.kubeconfig")
	c.Programs.Start(ctx, "kube-scheduler", "kube-scheduler", c.gated(
		"--kubeconfig="+config, "--authentication-kubeconfig="+config, "--authorization-kubeconfig="+config,
		"--bind-address=127.0.0.1", "--cert-dir="+p.Path("scheduler"), "--leader-elect=false")...)
}

// StartNFS runs the NFS server, which answers nobody but the nodes.
func (c *ControlPlane) StartNFS(ctx context.Context) {
	serve := []string{"serve", "--listen", fmt.Sprintf("%s:%d", cluster.HubAddress, cluster.NFSPort), "--export", c.Plan.NFSDirectory(), "--as", cluster.NFSExport}
	for number := 1; number <= c.Plan.Nodes; number++ {
		serve = append(serve, "--client", cluster.NodeAddress(number)) // pods reach the server, with addresses of their own
	}
	c.Programs.StartAs(ctx, "nfs", "holdfast-nfs", "nfs-server", serve...)
}

// StartProvisioner runs what makes the volumes of the storage class.
func (c *ControlPlane) StartProvisioner(ctx context.Context) {
	p := c.Plan
	c.Programs.StartAs(ctx, "provisioner", "holdfast-nfs-provisioner", "nfs-provisioner",
		"--kubeconfig", p.Conf("nfs-provisioner.kubeconfig"), "--class", cluster.StorageClass,
		"--server", cluster.HubAddress, "--path", cluster.NFSExport+"/dynamic", "--directory", p.Path("nfs", "dynamic"))
}

// gated adds the feature gates, if there are any.
func (c *ControlPlane) gated(arguments ...string) []string {
	if c.Plan.FeatureGates != "" {
		arguments = append(arguments, "--feature-gates="+c.Plan.FeatureGates)
	}
	return arguments
}
