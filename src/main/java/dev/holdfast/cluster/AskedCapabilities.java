package dev.holdfast.cluster;

import java.util.Optional;

/** What a cluster that Holdfast has started can do. It is asked once, when somebody wants to know. */
final class AskedCapabilities {
    private final Cluster cluster;
    private Optional<Capabilities> found = Optional.empty();

    AskedCapabilities(Cluster cluster) {
        this.cluster = cluster;
    }

    synchronized Capabilities get() {
        if (found.isEmpty()) {
            found = Optional.of(Capabilities.asked(cluster));
        }
        return found.get();
    }
}
