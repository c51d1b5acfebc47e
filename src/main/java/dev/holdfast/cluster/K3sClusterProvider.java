package dev.holdfast.cluster;

import com.github.dockerjava.api.exception.DockerException;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Starts a cluster in one Docker container, by Testcontainers' {@code K3sContainer}: of an image of k3s, or of one that is
 * built here around the embedded node. The container ends with this process.
 */
public final class K3sClusterProvider implements ClusterProvider {

    private static final Duration USABLE = Duration.ofMinutes(3);

    private final K3sClusterOptions options;

    /**
     * Chooses a cluster; nothing is started yet.
     *
     * @param options what the user chose about it
     */
    public K3sClusterProvider(K3sClusterOptions options) {
        this.options = options;
    }

    /**
     * Whether this machine can have the cluster. An image that is not there is pulled to find out.
     *
     * @param progress is told what is being done while the caller waits
     * @return one sentence on what stands in the way, or nothing
     */
    public Optional<String> obstacle(Progress progress) {
        Optional<DockerEngine> engine = DockerEngine.find();
        if (engine.isEmpty()) {
            return Optional.of("no Docker engine answers");
        }
        if (options.image().built()) {
            return Optional.empty();
        }
        return absent(engine.get(), progress);
    }

    @Override
    public K3sCluster start(Progress progress) {
        shortcoming().ifPresent(sentence -> {
            throw new ClusterRefusedException(sentence
                    + ": choose --cluster embedded with --nodes, --simulated-nodes, --component, --component-version,"
                    + " --data, --nfs-client, --audit-log, --node-disk or --kubernetes"
                    + " (--kubernetes goes with --k3s-image build, too)");
        });
        DockerEngine engine = DockerEngine.find()
                .orElseThrow(() -> new ClusterRefusedException(
                        "no Docker engine answers: start one, name one in DOCKER_HOST, or choose --cluster embedded"));
        try {
            long begin = System.nanoTime();
            NodeBuild build = new NodeBuild(options.build(), "go");
            Path built = options.image().built() ? build.run(progress) : build.workload(progress);
            String image = image(engine, built, progress);
            Duration provided = Duration.ofNanos(System.nanoTime() - begin);
            return run(engine, image, new ClusterPayload(built), provided, progress);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterFailedException("interrupted while the cluster was starting", e);
        } catch (DockerException | IllegalStateException failed) {
            throw new ClusterFailedException("the Docker engine fails: " + DockerAnswer.reason(failed), failed);
        }
    }

    /** {@return one sentence on what was asked for and no such cluster has, or nothing} */
    Optional<String> shortcoming() {
        EmbeddedClusterOptions build = options.build();
        boolean components =
                !build.components().isEmpty() || !build.componentVersions().isEmpty();
        if (build.nodes() != 1 || components || build.data().isPresent()) {
            return Optional.of("a cluster in a container has one node, its image's components and no data folder");
        }
        if (build.simulatedNodes() > 0) {
            return Optional.of("a cluster in a container has no simulated nodes");
        }
        if (build.nfsClient() != NfsClient.FUSE) {
            return Optional.of("a cluster in a container mounts NFS volumes with FUSE");
        }
        if (build.auditLog().isPresent() || build.nodeDisk().isPresent()) {
            return Optional.of("a cluster in a container writes no audit log, and its node has no disk of its own");
        }
        if (build.kubernetes().isPresent() && !options.image().built()) {
            return Optional.of("the release of a cluster in a container is its image's");
        }
        return Optional.empty();
    }

    /** {@return what such a cluster is made of} */
    K3sImage image() {
        return options.image();
    }

    private String image(DockerEngine engine, Path built, Progress progress) throws InterruptedException {
        if (options.image().built()) {
            return new BuiltK3sImage(engine, built, options.build().log()).provide(progress);
        }
        absent(engine, progress).ifPresent(reason -> {
            throw new ClusterRefusedException(
                    reason + ": name another with --k3s-image, or have one built with --k3s-image build");
        });
        return options.image().name();
    }

    private Optional<String> absent(DockerEngine engine, Progress progress) {
        String name = options.image().name();
        return engine.has(name)
                ? Optional.empty()
                : engine.pull(name, progress)
                        .map(reason -> "the image " + name + " is not here and cannot be pulled (" + reason + ")");
    }

    private K3sCluster run(
            DockerEngine engine, String image, ClusterPayload workload, Duration provided, Progress progress)
            throws InterruptedException {
        long begin = System.nanoTime();
        Path runs = options.build().cache().resolve("k3s");
        DockerRun.sweep(runs, id -> engine.remove(DockerRun.LABEL, id));
        StartedContainer container =
                StartedContainer.start(engine, image, DockerRun.begin(runs), workload, options, progress);
        boolean usable = false;
        KubernetesClient client = null;
        try {
            client =
                    PatientClient.of(Config.fromKubeconfig(container.container().getKubeConfigYaml()));
            progress.say("the container is up; starting NFS in it");
            NfsExport nfs = container.storage(workload).start(container, client);
            List<String> nodes = awaitUsable(client);
            Map<String, Duration> times = new LinkedHashMap<>();
            times.put("build", provided);
            times.put("cluster start", Duration.ofNanos(System.nanoTime() - begin));
            K3sCluster cluster = new K3sCluster(
                    container,
                    client,
                    new K3sCluster.Facts(
                            options.image().built() ? "embedded in a container" : "k3s",
                            options.image().built() ? "ptp" : "flannel",
                            release(client),
                            nodes,
                            workload.images().with(options.build().images()),
                            nfs,
                            times));
            usable = true;
            return cluster;
        } catch (KubernetesClientException failed) {
            throw new ClusterFailedException(
                    "the cluster in the container does not answer: " + failed.getMessage(), failed);
        } finally {
            if (!usable) {
                if (client != null) {
                    client.close();
                }
                container.close();
            }
        }
    }

    /** Waits until pods can run and names are answered. K3s says that it is up a little before. */
    private static List<String> awaitUsable(KubernetesClient client) {
        Deployment dns = client.apps()
                .deployments()
                .inNamespace("kube-system")
                .withName("coredns")
                .waitUntilCondition(
                        seen -> seen != null && seen.getStatus() != null && ready(seen),
                        USABLE.toMillis(),
                        TimeUnit.MILLISECONDS);
        Objects.requireNonNull(dns);
        return client.nodes().list().getItems().stream()
                .map(Node::getMetadata)
                .map(metadata -> metadata.getName())
                .toList();
    }

    private static boolean ready(Deployment dns) {
        Integer replicas = dns.getStatus().getReadyReplicas();
        return replicas != null && replicas > 0;
    }

    /** {@return the release without what a distribution adds to it: 1.36.4 of v1.36.4+k3s1} */
    private static String release(KubernetesClient client) {
        return client.getKubernetesVersion()
                .getGitVersion()
                .replaceFirst("^v", "")
                .replaceFirst("\\+.*$", "");
    }
}
