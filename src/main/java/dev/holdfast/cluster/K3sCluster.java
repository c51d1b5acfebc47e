package dev.holdfast.cluster;

import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.model.WaitResponse;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cluster that {@link K3sClusterProvider} started: one container, and everything in it. */
public final class K3sCluster implements Cluster {

    /**
     * What is known of a cluster that is usable.
     *
     * @param distribution what it is
     * @param network what connects its pods
     * @param kubernetes its release
     * @param nodes the names of its nodes
     * @param images what scenarios run on it
     * @param nfs its NFS server
     * @param startedIn where the time went until it was usable
     */
    record Facts(
            String distribution,
            String network,
            String kubernetes,
            List<String> nodes,
            Images images,
            NfsExport nfs,
            Map<String, Duration> startedIn) {}

    private final StartedContainer container;
    private final KubernetesClient client;
    private final Facts facts;
    private volatile boolean ended;
    private volatile boolean closed;
    private final AskedCapabilities capabilities = new AskedCapabilities(this);

    K3sCluster(StartedContainer container, KubernetesClient client, Facts facts) {
        this.container = container;
        this.client = client;
        this.facts = facts;
        container.whenEnded(new WaitContainerResultCallback() {
            @Override
            public void onNext(WaitResponse code) {
                ended = true;
                super.onNext(code);
            }
        });
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public Images images() {
        return facts.images();
    }

    @Override
    public Optional<NfsExport> nfs() {
        return Optional.of(facts.nfs());
    }

    @Override
    public Optional<String> storageClass() {
        return Optional.of(K3sStorage.CLASS);
    }

    @Override
    public Capabilities capabilities() {
        return capabilities.get();
    }

    @Override
    public String kubernetesVersion() {
        return facts.kubernetes();
    }

    @Override
    public Optional<String> distribution() {
        return Optional.of(facts.distribution());
    }

    @Override
    public Optional<String> network() {
        return Optional.of(facts.network());
    }

    @Override
    public List<String> nodes() {
        return facts.nodes();
    }

    @Override
    public Map<String, Duration> startedIn() {
        return facts.startedIn();
    }

    @Override
    public Optional<String> failure() {
        if (closed || !ended) {
            return Optional.empty();
        }
        return Optional.of("the container of the cluster ended on its own"
                + container.error().map(reason -> ": " + reason).orElse(""));
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            client.close();
            container.close();
        }
    }
}
