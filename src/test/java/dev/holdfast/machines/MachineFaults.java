package dev.holdfast.machines;

import dev.holdfast.cluster.ClusterFailedException;
import dev.holdfast.cluster.ClusterRefusedException;
import dev.holdfast.cluster.EmbeddedCluster;
import dev.holdfast.cluster.EmbeddedClusterOptions;
import dev.holdfast.cluster.EmbeddedClusterProvider;
import dev.holdfast.cluster.NfsClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Breaks each machine and link of a cluster of three nodes, looks at it from inside, and mends it. */
final class MachineFaults extends Trial {

    /** A node is given up soon, so that the check does not take long; a kubelet says every ten seconds that it is there. */
    private static final String GRACE = "kube-controller-manager=--node-monitor-grace-period=25s";

    private final Path cache;

    private MachineFaults(EmbeddedCluster cluster, Path cache) {
        super(cluster, new Probes(cluster));
        this.cache = cache;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(arguments[0]);
        Path cache = Path.of(arguments[1]);
        EmbeddedClusterOptions options = new EmbeddedClusterOptions(
                home,
                cache,
                Optional.empty(),
                Optional.empty(),
                3,
                0,
                NfsClient.FUSE,
                Optional.of("256Mi"),
                Map.of(),
                Map.of(),
                Optional.empty(),
                List.of(GRACE),
                Optional.empty(),
                Map.of(),
                List.of(),
                Optional.empty(),
                Files.createTempDirectory("machine-faults").resolve("cluster.log"),
                List.of());
        try (EmbeddedCluster cluster = new EmbeddedClusterProvider(options).start(Trial::say)) {
            new MachineFaults(cluster, cache).run();
        } catch (AssertionError e) {
            say("FAILED: " + e.getMessage());
            System.exit(1);
        } catch (ClusterRefusedException | ClusterFailedException | KubernetesClientException e) {
            say(e.getMessage());
            System.exit(3);
        }
    }

    @Override
    void run() throws IOException, InterruptedException {
        probes.start();
        say("a pod on each node counts on NFS");
        new ProgramFaults(cluster, probes).run();
        new NodeFaults(cluster, probes, cache).run();
        asBefore();
    }

    private void asBefore() throws IOException, InterruptedException {
        for (String node : cluster.nodes()) {
            awaitNode(node, each -> status(each, "Ready").equals("True"));
            create("last-" + node, node);
            probes.awaitReady("last-" + node);
        }
        probes.awaitCounting(Set.of(ONE, TWO));
        check(cluster.failure().isEmpty(), "the cluster is as it was");
    }
}
