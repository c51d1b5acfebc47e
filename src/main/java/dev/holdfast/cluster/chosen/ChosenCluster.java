package dev.holdfast.cluster.chosen;

import dev.holdfast.cluster.Capabilities;
import dev.holdfast.cluster.Cluster;
import dev.holdfast.cluster.Images;
import dev.holdfast.cluster.KubectlAccess;
import dev.holdfast.cluster.NfsExport;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A cluster that the user has named. It was there before the run and stays when the run is over. */
public final class ChosenCluster implements Cluster {

    private final ChosenClusterOptions options;
    private final KubernetesClient client;
    private final String version;
    private final FirstContact contact;
    private final Map<String, Duration> startedIn = new LinkedHashMap<>();
    private final Deque<Runnable> beforeClose = new ArrayDeque<>();
    private Capabilities capabilities = Capabilities.found(Map.of());
    private List<String> nodes = List.of();
    private Set<String> hidden = Set.of();
    private boolean closed;

    ChosenCluster(ChosenClusterOptions options, KubernetesClient client, String version, FirstContact contact) {
        this.options = options;
        this.client = client;
        this.version = version;
        this.contact = contact;
    }

    /**
     * Says what was found out about the cluster.
     *
     * @param found what it can do
     * @param schedulable the names of the nodes that take pods; none when they may not be looked at
     * @param hiddenKinds the kinds of objects of the whole cluster that may not be looked at
     */
    public void found(Capabilities found, List<String> schedulable, Set<String> hiddenKinds) {
        capabilities = found;
        nodes = List.copyOf(schedulable);
        hidden = Set.copyOf(hiddenKinds);
    }

    /**
     * Has something done at the end, while the cluster can still be talked to.
     *
     * @param action what is to be done
     */
    public void beforeClose(Runnable action) {
        beforeClose.push(action);
    }

    void took(String phase, Duration time) {
        startedIn.put(phase, time);
    }

    /** {@return what the user has named, for messages} */
    public String told() {
        return options.access().told();
    }

    @Override
    public KubectlAccess kubectl() {
        return options.access().kubectl();
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public Images images() {
        return options.images();
    }

    @Override
    public Optional<NfsExport> nfs() {
        return options.nfs();
    }

    @Override
    public Optional<String> storageClass() {
        return options.storageClass();
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Optional<String> namespace() {
        return options.namespace();
    }

    @Override
    public boolean outlivesRun() {
        return true;
    }

    @Override
    public Set<String> hiddenKinds() {
        return hidden;
    }

    @Override
    public String kubernetesVersion() {
        return version;
    }

    @Override
    public Optional<String> distribution() {
        return Distribution.of(version);
    }

    @Override
    public List<String> nodes() {
        return nodes;
    }

    @Override
    public Map<String, Duration> startedIn() {
        return startedIn;
    }

    @Override
    public Optional<String> failure() {
        return closed ? Optional.empty() : contact.lost();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            while (!beforeClose.isEmpty()) {
                beforeClose.pop().run();
            }
            client.close();
            contact.close();
        }
    }
}
