package dev.holdfast.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Builds a single-machine Kubernetes from the upstream sources that {@code node/} pins, unless that was done before, and
 * starts it. The cluster lives in namespaces of its own and ends with this process.
 */
public final class EmbeddedClusterProvider implements ClusterProvider {

    private static final int REFUSED = 2;

    private final EmbeddedClusterOptions options;
    private final String go;
    private final Supplier<Optional<String>> objection;

    /**
     * Chooses a cluster; nothing is started yet.
     *
     * @param options what the user chose about it
     */
    public EmbeddedClusterProvider(EmbeddedClusterOptions options) {
        this(options, "go", Host::objection);
    }

    /** For tests that bring a {@code go} and a machine of their own. */
    EmbeddedClusterProvider(EmbeddedClusterOptions options, String go, Supplier<Optional<String>> objection) {
        this.options = options;
        this.go = go;
        this.objection = objection;
    }

    /** Starts a cluster that a run needs as it is: no order reaches it that does not name its data folder. */
    @Override
    public EmbeddedCluster start(Progress progress) {
        return start(List.of("--used-by", "a run"), progress);
    }

    /**
     * Starts a cluster that nothing else uses than whoever asked for it, who may break it from another terminal.
     *
     * @param progress is told what happens meanwhile
     * @return the cluster, which its user closes
     * @throws ClusterRefusedException when this machine cannot run it
     * @throws ClusterFailedException when it could not be built or started
     */
    public EmbeddedCluster startForOrders(Progress progress) {
        return start(List.of(), progress);
    }

    private EmbeddedCluster start(List<String> use, Progress progress) {
        objection.get().ifPresent(sentence -> {
            throw new ClusterRefusedException(sentence);
        });
        try {
            long begin = System.nanoTime();
            Path programs = new NodeBuild(options, go).run(progress);
            Duration build = Duration.ofNanos(System.nanoTime() - begin);
            return up(programs, use, build, progress);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterFailedException("interrupted while the cluster was starting", e);
        }
    }

    /**
     * Builds what a cluster consists of, as far as it is not in the cache, and writes it to a bundle. Nothing is started.
     *
     * @param output the file for the bundle; its checksum is written to {@code OUTPUT.sha256}
     * @throws ClusterRefusedException when this machine cannot build it, or the file cannot be written
     * @throws ClusterFailedException when building failed
     */
    public void bundle(Path output, Progress progress) {
        try {
            new NodeBuild(options, go).bundle(output, progress);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterFailedException("interrupted while the bundle was made", e);
        }
    }

    private EmbeddedCluster up(Path programs, List<String> use, Duration build, Progress progress)
            throws InterruptedException {
        long begin = System.nanoTime();
        BuildManifest built = BuildManifest.read(programs);
        Child node = Child.start(command(programs, use), options.home(), options.log(), progress, true);
        boolean started = false;
        try {
            String line = node.output().readLine();
            if (line == null) {
                throw ended(node);
            }
            NodeReport report = NodeReport.parse(line);
            Map<String, Duration> times = new LinkedHashMap<>();
            times.put("build", build);
            times.put("cluster start", Duration.ofNanos(System.nanoTime() - begin));
            EmbeddedCluster cluster = new EmbeddedCluster(
                    node,
                    programs,
                    report,
                    client(report),
                    new Images(report.images().references(), built.packages()).with(options.images()),
                    times,
                    options);
            started = true;
            return cluster;
        } catch (IOException e) {
            throw new ClusterFailedException("cannot read what holdfast-node says; see " + options.log(), e);
        } finally {
            if (!started) {
                node.close();
            }
        }
    }

    private RuntimeException ended(Child node) throws InterruptedException {
        int code = node.await();
        if (code == REFUSED && node.error().isPresent()) {
            return new ClusterRefusedException(node.error().get());
        }
        return new ClusterFailedException(node.error()
                .orElse("the cluster ended while it was starting, with exit code " + code + "; see " + options.log()));
    }

    private List<String> command(Path programs, List<String> use) {
        // In a session of its own: Ctrl-C is for this process, which then closes the cluster in its own order.
        List<String> command = new ArrayList<>(List.of(
                "setsid", programs.resolve("bin/holdfast-node").toString(), "up", "--home", programs.toString()));
        command.addAll(List.of("--nodes", Integer.toString(options.nodes()), "--stop-with-stdin"));
        command.addAll(use);
        if (options.simulatedNodes() > 0) {
            command.addAll(List.of("--simulated-nodes", Integer.toString(options.simulatedNodes())));
        }
        if (options.nfsClient() != NfsClient.FUSE) {
            command.addAll(List.of("--nfs-client", options.nfsClient().word()));
        }
        options.nodeDisk().ifPresent(size -> command.addAll(List.of("--node-disk", size)));
        options.data().ifPresent(data -> command.addAll(List.of("--data", data.toString())));
        options.components().forEach((name, path) -> command.addAll(List.of("--component", name + "=" + path)));
        options.featureGates().ifPresent(gates -> command.addAll(List.of("--feature-gates", gates)));
        options.extraArguments().forEach(argument -> command.addAll(List.of("--extra-arg", argument)));
        options.auditLog().ifPresent(file -> command.addAll(List.of("--audit-log", file.toString())));
        options.imageArchives().forEach(archive -> command.addAll(List.of("--image-archive", archive.toString())));
        return command;
    }

    private KubernetesClient client(NodeReport report) {
        Config config = Config.fromKubeconfig(report.kubeconfig().toFile());
        return PatientClient.of(config);
    }
}
