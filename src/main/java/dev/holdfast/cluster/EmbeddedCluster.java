package dev.holdfast.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The cluster that {@link EmbeddedClusterProvider} started: one child process, and everything in it. */
public final class EmbeddedCluster implements Cluster {

    private final Child node;
    private final Path programs;
    private final NodeReport report;
    private final KubernetesClient client;
    private final Images images;
    private final Map<String, Duration> startedIn;
    private final EmbeddedClusterOptions options;
    private final Machines machines;
    private volatile boolean closed;
    private final AskedCapabilities capabilities = new AskedCapabilities(this);

    EmbeddedCluster(
            Child node,
            Path programs,
            NodeReport report,
            KubernetesClient client,
            Images images,
            Map<String, Duration> startedIn,
            EmbeddedClusterOptions options) {
        this.node = node;
        this.programs = programs;
        this.report = report;
        this.client = client;
        this.images = images;
        this.startedIn = startedIn;
        this.options = options;
        this.machines = new OrderSocket(report.orders());
    }

    /** {@return the file that leads to the cluster as its administrator} */
    public Path kubeconfig() {
        return report.kubeconfig();
    }

    /** {@return the folder of the programs that it was started from} */
    public Path programs() {
        return programs.resolve("bin");
    }

    /**
     * The program that a component of the cluster runs, or that came with it.
     *
     * @param component its name, such as {@code kube-controller-manager}
     * @return the one that the user chose, or the one that was built
     */
    public Path program(String component) {
        return options.components().getOrDefault(component, programs().resolve(component));
    }

    /** {@return the feature gates of all its components, as {@code A=true,B=false}, if the user chose any} */
    public Optional<String> featureGates() {
        return options.featureGates();
    }

    /** {@return the folder that the cluster's programs write their logs to; it goes with the cluster} */
    public Path logs() {
        return report.data().resolve("logs");
    }

    /** Waits until the cluster ends, because it broke or because it was closed. */
    public void await() throws InterruptedException {
        node.await();
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public Images images() {
        return images;
    }

    @Override
    public Optional<NfsExport> nfs() {
        return report.nfs();
    }

    @Override
    public Optional<String> storageClass() {
        return Optional.of(report.storageClass());
    }

    @Override
    public Capabilities capabilities() {
        return capabilities.get();
    }

    @Override
    public String kubernetesVersion() {
        return report.kubernetes();
    }

    @Override
    public Map<String, String> components() {
        Map<String, String> components = new TreeMap<>(options.componentVersions());
        options.components().keySet().forEach(name -> components.put(name, OWN_BUILD));
        return components;
    }

    @Override
    public Optional<String> distribution() {
        return Optional.of("embedded");
    }

    @Override
    public Optional<String> network() {
        return Optional.of("ptp");
    }

    @Override
    public List<String> nodes() {
        return report.nodes();
    }

    @Override
    public Optional<Machines> machines() {
        return Optional.of(machines);
    }

    @Override
    public KubectlAccess kubectl() {
        return new KubectlAccess(
                List.of("export KUBECONFIG=" + kubeconfig(), "export PATH=" + programs() + ":$PATH"), "kubectl");
    }

    @Override
    public List<ComponentLog> componentLogs() {
        Stream<ComponentLog> control =
                Stream.of("kube-controller-manager", "kube-scheduler").map(name -> log(name, name));
        Stream<ComponentLog> kubelets = nodes().stream().map(node -> log("kubelet-" + node, node + "-kubelet"));
        return Stream.concat(control, kubelets).toList();
    }

    private ComponentLog log(String component, String name) {
        return new ComponentLog(component, logs().resolve(name + ".log"));
    }

    @Override
    public Map<String, Duration> startedIn() {
        return startedIn;
    }

    @Override
    public Optional<String> failure() {
        if (closed || node.running()) {
            return Optional.empty();
        }
        return Optional.of("the cluster ended on its own"
                + node.error().map(reason -> ": " + reason).orElse(""));
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            client.close();
            node.close();
        }
    }
}
