package dev.holdfast.machines;

import dev.holdfast.cluster.ClusterRefusedException;
import dev.holdfast.cluster.Component;
import dev.holdfast.cluster.EmbeddedCluster;
import dev.holdfast.cluster.Link;
import dev.holdfast.cluster.MachineOrder;
import dev.holdfast.cluster.RunningClusters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Links are cut, nodes are killed, and a disk is filled. */
final class NodeFaults extends Trial {

    private final Path cache;

    NodeFaults(EmbeddedCluster cluster, Probes probes, Path cache) {
        super(cluster, probes);
        this.cache = cache;
    }

    @Override
    void run() throws IOException, InterruptedException {
        links();
        nodes();
        disks();
    }

    private void links() throws IOException, InterruptedException {
        machines.cut(THREE, EnumSet.of(Link.API));
        awaitNode(THREE, node -> status(node, "Ready").equals("Unknown"));
        probes.awaitCounting(Set.of(THREE));
        check(probes.reaches(ONE, THREE), "a node cut from the API is unknown, and its pods write and answer");
        machines.heal(THREE, EnumSet.of(Link.API));
        awaitNode(THREE, node -> status(node, "Ready").equals("True"));
        say("healed, it is Ready");

        new RunningClusters(cache)
                .one(Optional.of(cluster.logs().getParent()))
                .obey(new MachineOrder("cut")
                        .with("node", TWO)
                        .with("links", List.of("nfs"))
                        .with("for", "15s"));
        check(probes.standsStill(TWO, ONE), "a pod on a node cut from NFS waits");
        check(probes.reaches(ONE, TWO), "and answers");
        probes.awaitCounting(Set.of(TWO));
        say("after the time that was ordered it goes on");

        machines.part(ONE, TWO);
        check(!probes.reaches(ONE, TWO) && probes.reaches(ONE, THREE), "two nodes are parted, and not from the third");
        machines.heal(TWO, ONE);
        check(probes.reaches(ONE, TWO), "healed, they reach each other");

        machines.loss(THREE, 100);
        check(probes.standsStill(THREE, ONE), "a link that loses all packets lets nothing through");
        machines.loss(THREE, 20);
        probes.awaitCounting(Set.of(THREE));
        machines.heal(THREE);
        say("one that loses every fifth lets the pod count");

        try {
            machines.delay(THREE, Duration.ofMillis(50));
            probes.awaitCounting(Set.of(THREE));
            machines.heal(THREE);
            say("a slow link lets the pod count");
        } catch (ClusterRefusedException e) {
            say("not tried: " + e.getMessage());
        }
    }

    private void nodes() throws IOException, InterruptedException {
        machines.killNode(TWO);
        check(!probes.reaches(ONE, TWO), "the pods of a killed node do not answer");
        refused(() -> machines.freeze(Component.onNode(TWO, "kubelet")), "node-2 does not run: start it first");
        awaitNode(TWO, node -> status(node, "Ready").equals("Unknown"));
        machines.startNode(TWO);
        awaitNode(TWO, node -> status(node, "Ready").equals("True"));
        probes.named(TWO)
                .waitUntilCondition(
                        pod -> pod.getStatus().getContainerStatuses().get(0).getRestartCount() > 0
                                && pod.getStatus().getContainerStatuses().get(0).getReady(),
                        Probes.PATIENCE.toMillis(),
                        TimeUnit.MILLISECONDS);
        probes.awaitCounting(Set.of(TWO));
        check(probes.reaches(ONE, TWO), "started again, it is Ready and its pod runs again");
    }

    private void disks() throws InterruptedException {
        machines.fill(THREE);
        awaitNode(THREE, node -> status(node, "DiskPressure").equals("True"));
        machines.empty(THREE);
        awaitNode(THREE, node -> status(node, "DiskPressure").equals("False"));
        say("a full disk is seen as DiskPressure, and one that has room again as none");
    }
}
