package dev.holdfast.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A running Kubernetes cluster, with what the scenarios need of it. One cluster serves all scenarios of a run. */
public interface Cluster extends AutoCloseable {

    /** What is said of a component that the user built, as nobody knows its release. */
    String OWN_BUILD = "own build";

    /**
     * The client that all scenarios share.
     *
     * @return an open client; it is closed with the cluster, never by a scenario
     */
    KubernetesClient client();

    /**
     * The container images that scenarios run.
     *
     * @return images by role
     */
    Images images();

    /**
     * The NFS server that belongs to the cluster.
     *
     * @return its export, or nothing when the cluster has none
     */
    Optional<NfsExport> nfs();

    /**
     * The storage class that binds claims for scenarios which do not bring their own volumes.
     *
     * @return its name, or nothing when claims are to name none and so get the cluster's default class
     */
    Optional<String> storageClass();

    /**
     * What the cluster can do of what not every cluster can.
     *
     * @return what it was found to be able to do
     */
    default Capabilities capabilities() {
        return Capabilities.of(this);
    }

    /**
     * The namespace that scenarios have to stay in, if they may not make their own.
     *
     * @return its name, or nothing
     */
    default Optional<String> namespace() {
        return Optional.empty();
    }

    /**
     * Whether the cluster is there after the run, and so has to be left as it was found.
     *
     * @return false where it ends with this process
     */
    default boolean outlivesRun() {
        return false;
    }

    /**
     * The kinds of objects of the whole cluster that a run may not look at.
     *
     * @return kinds such as {@code Node}; none on a cluster of one's own
     */
    default Set<String> hiddenKinds() {
        return Set.of();
    }

    /**
     * The version of Kubernetes.
     *
     * @return the release, such as {@code 1.37.2}
     */
    String kubernetesVersion();

    /**
     * The components that are not those of the release.
     *
     * @return by name, the release that each is of, such as {@code 1.30.14}, or {@link #OWN_BUILD}; none where all are of
     *     one release, or nothing else is known
     */
    default Map<String, String> components() {
        return Map.of();
    }

    /**
     * What made the cluster.
     *
     * @return a name such as {@code embedded}, or nothing when it is not known
     */
    default Optional<String> distribution() {
        return Optional.empty();
    }

    /**
     * What connects the pods of the cluster.
     *
     * @return the name of a CNI plugin, or nothing when it is not known
     */
    default Optional<String> network() {
        return Optional.empty();
    }

    /**
     * The nodes that pods can be scheduled to.
     *
     * @return their names
     */
    List<String> nodes();

    /**
     * The machines and links of the cluster, where they can be broken on purpose.
     *
     * @return them, or nothing when this run has no hand in them
     */
    default Optional<Machines> machines() {
        return Optional.empty();
    }

    /**
     * How people look at the cluster while the run goes on.
     *
     * @return what they have to type
     */
    default KubectlAccess kubectl() {
        return KubectlAccess.UNKNOWN;
    }

    /**
     * The logs of what acts on objects: the controllers, the scheduler, the kubelets.
     *
     * @return the logs, or none when the cluster does not give them
     */
    default List<ComponentLog> componentLogs() {
        return List.of();
    }

    /**
     * What the cluster does to scenarios on purpose.
     *
     * @return by default nothing, to none of them
     */
    default FaultPlan interference() {
        return FaultPlan.NONE;
    }

    /**
     * Where the time went until the cluster was usable.
     *
     * @return durations by phase, in the order in which they happened
     */
    Map<String, Duration> startedIn();

    /**
     * Whether the cluster broke on its own. What a scenario saw after that says nothing about a guarantee.
     *
     * @return one sentence on how it ended, or nothing while it runs and when it was closed on purpose
     */
    Optional<String> failure();

    /** Ends the cluster, if this process started it, and returns when it is gone. Closing twice is closing once. */
    @Override
    void close();
}
