package dev.holdfast.cluster;

import java.util.Optional;

/**
 * Starts a cluster in a container where that is possible, and else one on this machine itself: for whoever wants any
 * cluster. It says which one and why.
 *
 * @param inContainer the one that is preferred
 * @param onThisMachine the one that is taken where the other cannot be had, or lacks what was asked for
 */
public record AvailableClusterProvider(K3sClusterProvider inContainer, EmbeddedClusterProvider onThisMachine)
        implements ClusterProvider {

    @Override
    public Cluster start(Progress progress) {
        Optional<String> obstacle = inContainer.shortcoming().or(() -> inContainer.obstacle(progress));
        if (obstacle.isPresent()) {
            progress.say("cluster: embedded, because " + obstacle.get());
            return onThisMachine.start(progress);
        }
        progress.say("cluster: k3s in Docker, of " + inContainer.image());
        return inContainer.start(progress);
    }
}
