package dev.holdfast.guarantee;

import dev.holdfast.history.History;
import dev.holdfast.history.replay.SetTimeline;

/**
 * Which StatefulSet is judged.
 *
 * @param zone the DNS zone of the cluster
 */
public record Subject(String namespace, String statefulSet, String zone) {
    /** The zone of most clusters. */
    public static final String DEFAULT_ZONE = "cluster.local";

    /** A set on a cluster with the usual zone. */
    public static Subject of(String namespace, String statefulSet) {
        return new Subject(namespace, statefulSet, DEFAULT_ZONE);
    }

    /** The set that is judged, over time, as a history tells of it. */
    public SetTimeline timeline(History history) {
        return SetTimeline.of(history, namespace, statefulSet);
    }
}
