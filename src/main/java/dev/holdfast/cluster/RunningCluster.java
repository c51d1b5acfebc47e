package dev.holdfast.cluster;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Holds the one cluster of this run. Cucumber makes the step classes itself, so what all scenarios share has to be
 * found by them; it is put here before the first scenario and taken away after the last one.
 */
public final class RunningCluster {

    private static final AtomicReference<Cluster> CURRENT = new AtomicReference<>();

    private RunningCluster() {}

    /**
     * The cluster of this run.
     *
     * @return the cluster
     * @throws IllegalStateException when no run has begun
     */
    public static Cluster get() {
        return current()
                .orElseThrow(() -> new IllegalStateException(
                        "no cluster is running: scenarios run inside `holdfast verify` or `mvn verify`"));
    }

    /**
     * The cluster of this run, if one has begun.
     *
     * @return the cluster, or nothing
     */
    public static Optional<Cluster> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /**
     * Begins a run.
     *
     * @param cluster the cluster that its scenarios use
     */
    public static void set(Cluster cluster) {
        CURRENT.set(cluster);
    }

    /** Ends the run. The cluster itself is closed by whoever started it. */
    public static void clear() {
        CURRENT.set(null);
    }
}
