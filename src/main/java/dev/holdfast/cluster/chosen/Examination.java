package dev.holdfast.cluster.chosen;

import dev.holdfast.cluster.ClusterRefusedException;
import dev.holdfast.cluster.Progress;

/** Looks at a cluster before the first scenario. */
@FunctionalInterface
public interface Examination {

    /**
     * Looks at it, and tells it what it was found to be able to do.
     *
     * @param cluster the cluster, which answers
     * @param progress is told what was found
     * @throws ClusterRefusedException when no scenario can be run on it
     */
    void examine(ChosenCluster cluster, Progress progress);
}
