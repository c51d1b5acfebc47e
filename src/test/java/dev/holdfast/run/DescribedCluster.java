package dev.holdfast.run;

import dev.holdfast.cluster.Capabilities;
import dev.holdfast.cluster.Cluster;
import dev.holdfast.cluster.Images;
import dev.holdfast.cluster.Need;
import dev.holdfast.cluster.NfsExport;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a report says of a cluster; nobody asks these scenarios' cluster for more. */
final class DescribedCluster implements Cluster {

    private final Optional<String> storageClass;
    private final Optional<String> namespace;

    /** One without volumes. */
    DescribedCluster() {
        this(Optional.empty());
    }

    /**
     * One whose claims are answered.
     *
     * @param storageClass the class that makes volumes
     */
    DescribedCluster(Optional<String> storageClass) {
        this(storageClass, Optional.empty());
    }

    private DescribedCluster(Optional<String> storageClass, Optional<String> namespace) {
        this.storageClass = storageClass;
        this.namespace = namespace;
    }

    /** {@return one that makes volumes, and on which all has to be in one namespace} */
    static DescribedCluster confinedTo(String namespace) {
        return new DescribedCluster(Optional.of("standard"), Optional.of(namespace));
    }

    /** As on most clusters, the update strategy Recreate is refused. */
    @Override
    public Capabilities capabilities() {
        Map<Need, String> missing = new HashMap<>(Cluster.super.capabilities().missing());
        missing.put(Need.RECREATE_STRATEGY, "the API server refuses the update strategy Recreate");
        return new Capabilities(missing);
    }

    @Override
    public Optional<String> namespace() {
        return namespace;
    }

    @Override
    public KubernetesClient client() {
        throw new UnsupportedOperationException("nothing runs on it");
    }

    @Override
    public Images images() {
        return Images.PUBLISHED;
    }

    @Override
    public Optional<NfsExport> nfs() {
        return Optional.empty();
    }

    @Override
    public Optional<String> storageClass() {
        return storageClass;
    }

    @Override
    public String kubernetesVersion() {
        return "1.37.2";
    }

    @Override
    public List<String> nodes() {
        return List.of();
    }

    @Override
    public Map<String, Duration> startedIn() {
        return Map.of();
    }

    @Override
    public Optional<String> failure() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
