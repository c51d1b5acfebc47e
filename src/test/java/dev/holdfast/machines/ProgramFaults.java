package dev.holdfast.machines;

import dev.holdfast.cluster.Component;
import dev.holdfast.cluster.EmbeddedCluster;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Programs are frozen, killed and restarted, and the NFS server refuses things. */
final class ProgramFaults extends Trial {

    ProgramFaults(EmbeddedCluster cluster, Probes probes) {
        super(cluster, probes);
    }

    @Override
    void run() throws IOException, InterruptedException {
        refusals();
        kubelets();
        containerRuntimes();
        controlPlane();
        storage();
    }

    private void refusals() {
        refused(() -> machines.freeze(Component.onNode("node-9", "kubelet")), "there is no node \"node-9\"");
        refused(() -> machines.kill(Component.inControlPlane("sshd")), "there is no component \"sshd\"");
        say("a node or component that is not there is refused");
    }

    private void kubelets() throws IOException, InterruptedException {
        Component kubelet = Component.onNode(TWO, "kubelet");
        machines.freeze(kubelet);
        String last = renewal(TWO);
        awaitRenewals(ONE, 2);
        check(renewal(TWO).equals(last), "the frozen kubelet does not renew its node's lease");
        check(probes.reaches(ONE, TWO), "its pods run on");
        machines.thaw(kubelet);
        awaitRenewals(TWO, 1);
        say("thawed, it renews its lease");

        machines.kill(kubelet);
        check(fails(() -> probes.run(TWO, "true")), "nobody runs a command by way of a killed kubelet");
        probes.awaitCounting(Set.of(TWO));
        machines.restart(kubelet);
        awaitRenewals(TWO, 1);
        say("restarted, it renews its lease");
    }

    private void containerRuntimes() throws IOException, InterruptedException {
        machines.kill(Component.onNode(TWO, "containerd"));
        machines.freeze(Component.onNode(THREE, "kube-proxy"));
        probes.awaitCounting(Set.of(TWO, THREE));
        machines.thaw(Component.onNode(THREE, "kube-proxy"));
        machines.kill(Component.onNode(THREE, "kube-proxy"));
        machines.restart(Component.onNode(THREE, "kube-proxy"));
        create("late", TWO);
        create("control", ONE);
        probes.awaitReady("control");
        check(!started("late"), "without containerd no pod starts, and those that run go on");
        machines.restart(Component.onNode(TWO, "containerd"));
        probes.awaitReady("late");
        say("restarted, it starts the pod");
    }

    private void controlPlane() {
        machines.freeze(Component.inControlPlane("kube-scheduler"));
        create("unscheduled", null);
        create("scheduled", ONE);
        probes.awaitReady("scheduled");
        check(probes.named("unscheduled").get().getSpec().getNodeName() == null, "a frozen scheduler chooses no node");
        machines.thaw(Component.inControlPlane("kube-scheduler"));
        probes.awaitReady("unscheduled");
        say("thawed, it does");

        machines.kill(Component.inControlPlane("kube-controller-manager"));
        Pod template = probes.pod("of-set", null, "sleep 1000000");
        client.apps()
                .replicaSets()
                .inNamespace("default")
                .resource(new ReplicaSetBuilder()
                        .withNewMetadata()
                        .withName("set")
                        .endMetadata()
                        .withNewSpec()
                        .withReplicas(1)
                        .withNewSelector()
                        .addToMatchLabels("app", "set")
                        .endSelector()
                        .withNewTemplate()
                        .withNewMetadata()
                        .addToLabels("app", "set")
                        .endMetadata()
                        .withSpec(template.getSpec())
                        .endTemplate()
                        .endSpec()
                        .build())
                .create();
        create("control-2", ONE);
        probes.awaitReady("control-2");
        var made = client.pods().inNamespace("default").withLabel("app", "set");
        check(made.list().getItems().isEmpty(), "without kube-controller-manager a ReplicaSet makes no pods");
        machines.restart(Component.inControlPlane("kube-controller-manager"));
        made.waitUntilCondition(pod -> pod != null, Probes.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        say("restarted, it makes them");

        machines.freeze(Component.inControlPlane("etcd"));
        try (KubernetesClient once = onceOnly()) {
            check(fails(() -> once.raw("/api/v1/namespaces/default?timeout=3s")), "with a frozen etcd nothing is read");
        }
        machines.restart(Component.inControlPlane("etcd"));
        machines.restart(Component.inControlPlane("kube-apiserver"));
        client.nodes().withName(ONE).waitUntilCondition(node -> node != null, 3, TimeUnit.MINUTES);
        say("both restarted, it answers");
    }

    /** A client that does not ask again when the answer is an error. */
    private KubernetesClient onceOnly() {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(client.getConfiguration())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    private void storage() throws IOException, InterruptedException {
        machines.kill(Component.inControlPlane("provisioner"));
        probes.claim("late");
        machines.freeze(Component.inControlPlane("nfs"));
        check(
                fails(() -> probes.awaitCounting(Set.of(ONE), Duration.ofSeconds(5))),
                "no pod writes while the server is frozen");
        machines.thaw(Component.inControlPlane("nfs"));
        probes.awaitCounting(Set.copyOf(cluster.nodes()));
        String phase = client.persistentVolumeClaims()
                .inNamespace("default")
                .withName("late")
                .get()
                .getStatus()
                .getPhase();
        check(phase.equals("Pending"), "without the provisioner a claim waits");
        machines.restart(Component.inControlPlane("provisioner"));
        probes.boundClaim("late");
        say("restarted, it binds the claim, and all count on");

        machines.makeExportReadOnly();
        check(probes.run(TWO, "touch /data/new").contains("Read-only file system"), "a read-only export takes no file");
        machines.makeExportFull();
        check(probes.run(TWO, "touch /data/new").contains("No space left on device"), "a full export takes no file");
        machines.makeExportWritable();
        check(probes.run(TWO, "touch /data/new").isEmpty(), "a writable export takes it");
        probes.awaitCounting(Set.copyOf(cluster.nodes()));
    }

    private boolean started(String pod) {
        return !probes.named(pod).get().getStatus().getPhase().equals("Pending");
    }

    private String renewal(String node) {
        return String.valueOf(lease(node).getSpec().getRenewTime());
    }

    private Lease lease(String node) {
        return client.leases().inNamespace("kube-node-lease").withName(node).get();
    }

    private void awaitRenewals(String node, int times) {
        for (int i = 0; i < times; i++) {
            String last = renewal(node);
            client.leases()
                    .inNamespace("kube-node-lease")
                    .withName(node)
                    .waitUntilCondition(
                            lease -> !String.valueOf(lease.getSpec().getRenewTime())
                                    .equals(last),
                            Probes.PATIENCE.toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }
}
