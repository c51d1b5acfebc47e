package cluster

import (
	"context"
	"fmt"
)

// controlPlane starts the programs of the hub.
type controlPlane struct {
	plan     *Plan
	programs *supervisor
}

// startEtcd runs the store. It does not sync to the disk: a cluster does not outlive its machine.
func (c *controlPlane) startEtcd(ctx context.Context) {
	p := c.plan
	c.programs.start(ctx, "etcd", "etcd",
		"--name=hub", "--data-dir="+p.path("etcd"), "--unsafe-no-fsync", "--log-level=warn",
		"--listen-client-urls=https://127.0.0.1:2379", "--advertise-client-urls=https://127.0.0.1:2379",
		"--listen-peer-urls=https://127.0.0.1:2380", "--initial-advertise-peer-urls=https://127.0.0.1:2380",
		"--initial-cluster=hub=https://127.0.0.1:2380",
		"--client-cert-auth", "--trusted-ca-file="+p.pki("ca.crt"), "--cert-file="+p.pki("etcd.crt"), "--key-file="+p.pki("etcd.key"),
		"--peer-client-cert-auth", "--peer-trusted-ca-file="+p.pki("ca.crt"), "--peer-cert-file="+p.pki("etcd.crt"), "--peer-key-file="+p.pki("etcd.key"))
}

func (c *controlPlane) startAPIServer(ctx context.Context) {
	p := c.plan
	c.programs.start(ctx, "kube-apiserver", "kube-apiserver", c.gated(append(auditing(p),
		"--advertise-address="+hubAddress, "--bind-address=0.0.0.0", fmt.Sprintf("--secure-port=%d", apiPort),
		"--etcd-servers=https://127.0.0.1:2379", "--etcd-cafile="+p.pki("ca.crt"),
		"--etcd-certfile="+p.pki("etcd-client.crt"), "--etcd-keyfile="+p.pki("etcd-client.key"),
		"--client-ca-file="+p.pki("ca.crt"),
		"--tls-cert-file="+p.pki("kube-apiserver.crt"), "--tls-private-key-file="+p.pki("kube-apiserver.key"),
		"--cert-dir="+p.path("apiserver"),
		"--authorization-mode=Node,RBAC", "--enable-admission-plugins=NodeRestriction", "--allow-privileged=true",
		"--service-cluster-ip-range="+serviceNetwork,
		"--service-account-issuer=https://kubernetes.default.svc."+clusterDomain,
		"--service-account-key-file="+p.pki("service-account.pub"),
		"--service-account-signing-key-file="+p.pki("service-account.key"),
		"--kubelet-certificate-authority="+p.pki("ca.crt"),
		"--kubelet-client-certificate="+p.pki("kube-apiserver-kubelet-client.crt"),
		"--kubelet-client-key="+p.pki("kube-apiserver-kubelet-client.key"),
		"--kubelet-preferred-address-types=InternalIP",
		// There is no kube-proxy in the hub: webhooks are called at the addresses of their pods.
		"--enable-aggregator-routing=true")...)...)
}

func (c *controlPlane) startControllerManager(ctx context.Context) {
	p := c.plan
	config := p.conf("kube-controller-manager.kubeconfig")
	c.programs.start(ctx, "kube-controller-manager", "kube-controller-manager", c.gated(
		"--kubeconfig="+config, "--authentication-kubeconfig="+config, "--authorization-kubeconfig="+config,
		"--bind-address=127.0.0.1", "--cert-dir="+p.path("controller-manager"), "--leader-elect=false",
		"--use-service-account-credentials=true", "--root-ca-file="+p.pki("ca.crt"),
		"--service-account-private-key-file="+p.pki("service-account.key"),
		"--cluster-signing-cert-file="+p.pki("ca.crt"), "--cluster-signing-key-file="+p.pki("ca.key"),
		"--cluster-cidr="+podNetwork, "--service-cluster-ip-range="+serviceNetwork, "--allocate-node-cidrs=false",
		"--pv-recycler-pod-template-filepath-nfs="+p.conf(recyclerFile),
		// What it waits for, and why it makes and deletes pods: the first thing to read when a promise is not kept.
		"--vmodule=stateful_set_control=4,stateful_pod_control=4",
		// The default of 20 requests a second is shared by all controllers: a specification is a burst of small sets.
		"--kube-api-qps=300", "--kube-api-burst=600")...)
}

func (c *controlPlane) startScheduler(ctx context.Context) {
	p := c.plan
	config := p.conf("kube-scheduler.kubeconfig")
	c.programs.start(ctx, "kube-scheduler", "kube-scheduler", c.gated(
		"--kubeconfig="+config, "--authentication-kubeconfig="+config, "--authorization-kubeconfig="+config,
		"--bind-address=127.0.0.1", "--cert-dir="+p.path("scheduler"), "--leader-elect=false")...)
}

func (c *controlPlane) startNFS(ctx context.Context) {
	serve := []string{"serve", "--listen", fmt.Sprintf("%s:%d", hubAddress, nfsPort), "--export", c.plan.nfsDirectory(), "--as", NFSExport}
	for number := 1; number <= c.plan.Nodes; number++ {
		serve = append(serve, "--client", nodeAddress(number)) // pods reach the server, with addresses of their own
	}
	c.programs.startAs(ctx, "nfs", "holdfast-nfs", "nfs-server", serve...)
}

func (c *controlPlane) startProvisioner(ctx context.Context) {
	p := c.plan
	c.programs.startAs(ctx, "provisioner", "holdfast-nfs-provisioner", "nfs-provisioner",
		"--kubeconfig", p.conf("nfs-provisioner.kubeconfig"), "--class", StorageClass,
		"--server", hubAddress, "--path", NFSExport+"/dynamic", "--directory", p.path("nfs", "dynamic"))
}

// gated adds the feature gates, if there are any.
func (c *controlPlane) gated(arguments ...string) []string {
	if c.plan.FeatureGates != "" {
		arguments = append(arguments, "--feature-gates="+c.plan.FeatureGates)
	}
	return arguments
}
