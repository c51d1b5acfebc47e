package dev.holdfast.fault;

import dev.holdfast.cluster.Cluster;
import dev.holdfast.cluster.ClusterFailedException;
import dev.holdfast.cluster.Progress;
import dev.holdfast.ownership.Mark;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;

/** Makes a cluster one on which promises can be broken, each only for the scenarios that are to notice. */
public final class Saboteur {

    /**
     * What a cluster that Holdfast builds has to be started with, each as {@code COMPONENT=--flag=value}: its own
     * StatefulSet controller stays at rest, and one that can be deceived takes its place.
     */
    public static final List<String> EXTRA_ARGUMENTS =
            List.of("kube-controller-manager=--controllers=*,-statefulset-controller");

    private Saboteur() {}

    /**
     * Installs what the faults need. Until scenarios are given faults, the cluster does what it did before.
     *
     * @param cluster a running cluster, which was started with {@link #EXTRA_ARGUMENTS} where it was started here
     * @param faults the faults that are to be tried
     * @param progress is told what is being done
     * @return the same cluster, to be closed instead of it
     * @throws dev.holdfast.cluster.ClusterFailedException when something that should work does not; then nothing of it is
     *     left
     */
    public static SabotagedCluster prepare(Cluster cluster, List<Fault> faults, Progress progress) {
        List<Mechanism> mechanisms = new ArrayList<>();
        SabotagedCluster sabotaged = new SabotagedCluster(cluster, mechanisms);
        boolean prepared = false;
        try {
            progress.say("a StatefulSet controller that can be deceived");
            mechanisms.add(ControllerProxy.start(cluster));
            progress.say("policies that change what is written");
            mechanisms.add(Policies.install(cluster, Mark.begin(), faults));
            progress.say("a DNS server that gives wrong answers");
            mechanisms.add(NameServer.deceive(cluster, faults));
            mechanisms.add(new Bystanders(cluster));
            prepared = true;
            return sabotaged;
        } catch (KubernetesClientException refused) {
            throw new ClusterFailedException(
                    "the cluster refuses what a fault needs: "
                            + refused.getMessage().lines().findFirst().orElse("without a word"),
                    refused);
        } finally {
            if (!prepared) {
                sabotaged.heal();
            }
        }
    }
}
