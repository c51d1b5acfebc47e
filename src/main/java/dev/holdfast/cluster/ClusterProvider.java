package dev.holdfast.cluster;

/** Where a cluster comes from. */
@FunctionalInterface
public interface ClusterProvider {

    /**
     * Makes a cluster ready for scenarios.
     *
     * @param progress is told what is being done while the caller waits
     * @return the running cluster, to be closed by the caller
     * @throws ClusterRefusedException when the machine or an option does not allow it; nothing is left behind
     * @throws ClusterFailedException when it should have worked and did not; nothing is left behind
     */
    Cluster start(Progress progress);
}
