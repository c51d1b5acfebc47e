package kubernetes

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"sigs.k8s.io/yaml"

	"holdfast.dev/node/internal/cluster"
)

const containerdSocket = "/run/containerd/containerd.sock"

// startDeadline bounds the wait for any one program; a loaded machine may take a while to read it from the disk.
const startDeadline = 2 * time.Minute

// WriteNodeConfiguration writes the configurations of a node's programs, in the node.
func WriteNodeConfiguration(plan *cluster.Plan, number int) error {
	kubelet := map[string]any{
		"apiVersion": "kubelet.config.k8s.io/v1beta1",
		"kind":       "KubeletConfiguration",
		"authentication": map[string]any{
			"anonymous": map[string]any{"enabled": false},
			"webhook":   map[string]any{"enabled": true},
			"x509":      map[string]any{"clientCAFile": plan.PKI("ca.crt")},
		},
		"authorization":            map[string]any{"mode": "Webhook"},
		"tlsCertFile":              plan.PKI(cluster.NodeName(number) + "-server.crt"),
		"tlsPrivateKeyFile":        plan.PKI(cluster.NodeName(number) + "-server.key"),
		"cgroupDriver":             "cgroupfs",
		"failCgroupV1":             false,
		"failSwapOn":               false,
		"containerRuntimeEndpoint": "unix://" + containerdSocket,
		"clusterDNS":               []string{cluster.DNSServiceIP},
		"clusterDomain":            cluster.ClusterDomain,
		"resolvConf":               "/etc/resolv.conf",
		"serializeImagePulls":      false,
		"enforceNodeAllocatable":   []string{},
		"evictionHard": map[string]string{
			"memory.available": "50Mi", "nodefs.available": "1%", "imagefs.available": "1%", "nodefs.inodesFree": "1%"},
		// Images cannot be pulled again: none is ever collected.
		"imageGCHighThresholdPercent": 100,
		"imageGCLowThresholdPercent":  99,
		"readOnlyPort":                0,
		"maxPods":                     200,
		"kubeAPIQPS":                  200,
		"kubeAPIBurst":                400,
		// Events are evidence: none is dropped.
		"eventRecordQPS":  0,
		"volumePluginDir": "/var/lib/kubelet/volume-plugins",
	}
	if plan.NodeDisk > 0 {
		// A node whose disk has room again is as good as before at once, and not after five minutes.
		kubelet["evictionPressureTransitionPeriod"] = "5s"
	}
	proxy := map[string]any{
		"apiVersion":         "kubeproxy.config.k8s.io/v1alpha1",
		"kind":               "KubeProxyConfiguration",
		"mode":               "nftables",
		"clusterCIDR":        cluster.PodNetwork,
		"clientConnection":   map[string]any{"kubeconfig": plan.Conf("kube-proxy.kubeconfig")},
		"healthzBindAddress": "127.0.0.1:10256",
		"metricsBindAddress": "127.0.0.1:10249",
		// These limits are the machine's, not the node's: leave them alone.
		"conntrack": map[string]any{"maxPerCore": 0, "min": 0, "tcpEstablishedTimeout": "0s", "tcpCloseWaitTimeout": "0s"},
	}
	if plan.FeatureGates != "" {
		gates, err := cluster.ParseFeatureGates(plan.FeatureGates)
		if err != nil {
			return err
		}
		kubelet["featureGates"], proxy["featureGates"] = gates, gates
	}
	if err := os.MkdirAll("/run/holdfast", 0o700); err != nil {
		return err
	}
	for name, content := range map[string]any{"kubelet.yaml": kubelet, "kube-proxy.yaml": proxy} {
		text, err := yaml.Marshal(content)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join("/run/holdfast", name), text, 0o600); err != nil {
			return err
		}
	}
	return os.WriteFile("/run/holdfast/containerd.toml", []byte(containerdConfiguration(plan)), 0o600)
}

func containerdConfiguration(plan *cluster.Plan) string {
	return fmt.Sprintf(`version = 3
root = "/var/lib/containerd"
state = "/run/containerd"

[grpc]
  address = %[1]q

[plugins.'io.containerd.metadata.v1.bolt']
  # The cluster does not outlive the machine.
  no_sync = true

[plugins.'io.containerd.cri.v1.images'.pinned_images]
  sandbox = %[2]q

[plugins.'io.containerd.cri.v1.runtime']
  # Lowering an oom_score_adj takes a capability that not every root has.
  restrict_oom_score_adj = %[3]t
  # A loaded AppArmor profile would stay on the machine.
  disable_apparmor = true

[plugins.'io.containerd.cri.v1.runtime'.cni]
  bin_dirs = [%[4]q]
  conf_dir = "/etc/cni/net.d"
  # Otherwise a program runs for every pod, once when it begins and more than once when it ends, to do as much.
  use_internal_loopback = true

[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"

[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]
  BinaryName = %[5]q
  SystemdCgroup = false
`, containerdSocket, plan.Images["pause"], plan.RestrictOOMScoreAdj, cluster.BinDirectory+"/cni", cluster.BinDirectory+"/runc")
}
