package dev.holdfast.machines;

import dev.holdfast.cluster.ClusterRefusedException;
import dev.holdfast.cluster.EmbeddedCluster;
import dev.holdfast.cluster.Machines;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Something that is broken and mended, and looked at from inside meanwhile. */
abstract class Trial {

    static final String ONE = "node-1";
    static final String TWO = "node-2";
    static final String THREE = "node-3";

    private static final long BEGAN = System.nanoTime();

    final EmbeddedCluster cluster;
    final KubernetesClient client;
    final Machines machines;
    final Probes probes;

    Trial(EmbeddedCluster cluster, Probes probes) {
        this.cluster = cluster;
        this.client = cluster.client();
        this.machines = cluster.machines().orElseThrow();
        this.probes = probes;
    }

    /** Breaks it, looks, and mends it. */
    abstract void run() throws IOException, InterruptedException;

    void create(String name, String node) {
        client.pods()
                .inNamespace("default")
                .resource(probes.pod(name, node, "sleep 1000000"))
                .create();
    }

    void awaitNode(String name, Predicate<Node> met) {
        client.nodes().withName(name).waitUntilCondition(met, Probes.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    static String status(Node node, String type) {
        return node.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .map(condition -> condition.getStatus())
                .findFirst()
                .orElse("");
    }

    /** Something that may not succeed. */
    interface Attempt {
        void make() throws IOException, InterruptedException;
    }

    static boolean fails(Attempt attempt) {
        try {
            attempt.make();
            return false;
        } catch (AssertionError | KubernetesClientException | IOException e) {
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    static void refused(Runnable attempt, String sentence) {
        try {
            attempt.run();
        } catch (ClusterRefusedException e) {
            if (e.getMessage().startsWith(sentence)) {
                return;
            }
            throw new AssertionError("refused with: " + e.getMessage(), e);
        }
        throw new AssertionError("not refused: " + sentence);
    }

    static void check(boolean so, String sentence) {
        if (!so) {
            throw new AssertionError("not so: " + sentence);
        }
        say(sentence);
    }

    static void say(String sentence) {
        System.out.printf(
                "%4d s  %s%n", Duration.ofNanos(System.nanoTime() - BEGAN).toSeconds(), sentence);
    }
}
