package dev.holdfast.machines;

import dev.holdfast.cluster.EmbeddedCluster;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One pod on each node that counts in a file on NFS, up to ten times a second from ten times the clock, and serves a page. What a node cannot do any more
 * shows in which of them go on counting, and in who gets whose page.
 */
final class Probes {

    /** How long things may take that are to happen. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final String NAMESPACE = "default";

    private final EmbeddedCluster cluster;
    private final KubernetesClient client;
    private Path folder;

    Probes(EmbeddedCluster cluster) {
        this.cluster = cluster;
        this.client = cluster.client();
    }

    /** Makes them, and returns when all count. */
    void start() throws IOException, InterruptedException {
        claim("shared");
        PersistentVolumeClaim bound = boundClaim("shared");
        for (String node : cluster.nodes()) {
            client.pods()
                    .inNamespace(NAMESPACE)
                    .resource(pod(
                            node,
                            node,
                            "mkdir -p /tmp/www; echo page >/tmp/www/index.html; httpd -p 8080 -h /tmp/www;"
                                    + " i=$(date +%s)0; while :; do i=$((i+1)); echo $i >/data/" + node
                                    + " 2>/dev/null; sleep 0.1; done"))
                    .create();
        }
        cluster.nodes().forEach(this::awaitReady);
        String path = client.persistentVolumes()
                .withName(bound.getSpec().getVolumeName())
                .get()
                .getSpec()
                .getNfs()
                .getPath();
        var export = cluster.nfs().orElseThrow();
        folder = export.directory().resolve(Path.of(export.path()).relativize(Path.of(path)));
        awaitCounting(Set.copyOf(cluster.nodes()));
    }

    /** Makes a claim. */
    void claim(String name) {
        client.persistentVolumeClaims()
                .inNamespace(NAMESPACE)
                .resource(new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withStorageClassName(cluster.storageClass().orElseThrow())
                        .withAccessModes("ReadWriteMany")
                        .withNewResources()
                        .withRequests(Map.of("storage", new Quantity("1Mi")))
                        .endResources()
                        .endSpec()
                        .build())
                .create();
    }

    /** Waits until a claim is bound. */
    PersistentVolumeClaim boundClaim(String name) {
        return client.persistentVolumeClaims()
                .inNamespace(NAMESPACE)
                .withName(name)
                .waitUntilCondition(
                        claim -> claim != null
                                && claim.getStatus() != null
                                && "Bound".equals(claim.getStatus().getPhase()),
                        PATIENCE.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /**
     * A pod that mounts what all share.
     *
     * @param node the node that it is bound to, or null where the scheduler is to choose
     */
    Pod pod(String name, String node, String script) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .withTerminationGracePeriodSeconds(0L)
                .addNewToleration()
                .withOperator("Exists")
                .endToleration()
                .addNewContainer()
                .withName("main")
                .withImage(cluster.images().reference("tools"))
                .withCommand("sh", "-c", script)
                .addNewVolumeMount()
                .withName("data")
                .withMountPath("/data")
                .endVolumeMount()
                .endContainer()
                .addNewVolume()
                .withName("data")
                .withNewPersistentVolumeClaim("shared", false)
                .endVolume()
                .endSpec()
                .build();
    }

    PodResource named(String name) {
        return client.pods().inNamespace(NAMESPACE).withName(name);
    }

    Pod awaitReady(String pod) {
        return named(pod).waitUntilReady(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits until each of these has counted on by a few since now. */
    void awaitCounting(Set<String> nodes) throws IOException, InterruptedException {
        awaitCounting(nodes, PATIENCE);
    }

    /** Does so, with another limit. */
    void awaitCounting(Set<String> nodes, Duration limit) throws IOException, InterruptedException {
        for (String node : nodes) {
            awaitCount(node, count(node) + 3, limit);
        }
    }

    /** Whether a node's probe stands still, while that of another counts on by so many that it would have been seen. */
    boolean standsStill(String node, String other) throws IOException, InterruptedException {
        awaitCount(other, count(other) + 5, PATIENCE); // what was under way has arrived
        long before = count(node);
        awaitCount(other, count(other) + 15, PATIENCE);
        return count(node) == before;
    }

    private long count(String node) throws IOException {
        try {
            String text = Files.readString(folder.resolve(node)).strip();
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private void awaitCount(String node, long wanted, Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        try (WatchService changes = folder.getFileSystem().newWatchService()) {
            folder.register(changes, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            while (count(node) < wanted) {
                var key = changes.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (key == null) {
                    throw new AssertionError("the pod on " + node + " did not count on within " + limit);
                }
                key.pollEvents();
                key.reset();
            }
        }
    }

    /** Whether the pod on a node gets the page of the pod on another within a few seconds. */
    boolean reaches(String node, String other) throws InterruptedException {
        String address = named(other).get().getStatus().getPodIP();
        return run(node, "printf 'GET / HTTP/1.0\\r\\n\\r\\n' | nc -w 3 " + address + " 8080")
                .endsWith("page\n");
    }

    /** What a command says that is run in a node's probe. */
    String run(String node, String command) throws InterruptedException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (ExecWatch running =
                named(node).writingOutput(said).writingError(said).exec("sh", "-c", command)) {
            running.exitCode().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("cannot run " + List.of(command) + " on " + node, e);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
