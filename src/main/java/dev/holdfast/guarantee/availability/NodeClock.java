package dev.holdfast.guarantee.availability;

import dev.holdfast.history.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The clock of a pod's node beside that of the API server, as far as the statuses that the node wrote tell. Both tell whole seconds. */
final class NodeClock {
    private static final String KUBELET = "kubelet";
    private static final Duration WHOLE_SECOND = Duration.ofSeconds(1);
    /** The conditions that only the node sets, by its own clock. */
    private static final Set<String> OWN_CONDITIONS =
            Set.of("PodReadyToStartContainers", "Initialized", "ContainersReady", "Ready");

    private NodeClock() {}

    /** {@return when the node last wrote the status of a pod, by the clock of the API server; empty when that is not on record} */
    static Optional<Instant> written(Observation pod) {
        return pod.object().writers().stream()
                .filter(writer ->
                        writer.manager().equals(KUBELET) && writer.subresource().equals("status"))
                .flatMap(writer -> writer.time().stream())
                .max(Comparator.naturalOrder());
    }

    /**
     * The most by which the clock of the node may be behind that of the API server; less than nothing where it is ahead. Whatever
     * conditions the node had set when it wrote, it had set before that, and so the least of these differences counts.
     *
     * @param states the states of a pod
     * @return empty when the node set no condition in any of them
     */
    static Optional<Duration> behind(List<Observation> states) {
        return states.stream()
                .flatMap(state ->
                        newest(state)
                                .flatMap(set -> written(state).map(write -> Duration.between(set, write)))
                                .stream())
                .min(Comparator.naturalOrder())
                .map(WHOLE_SECOND::plus);
    }

    /**
     * Whether what ended at a time of the node was over when the API server was written to.
     *
     * @param end when it ended, by the clock of the node
     * @param write when the API server was written to, by its own
     * @param behind the most by which the node's clock may be behind
     */
    static boolean isOver(Instant end, Instant write, Duration behind) {
        return !end.plus(WHOLE_SECOND).plus(behind).isAfter(write);
    }

    private static Optional<Instant> newest(Observation pod) {
        Stream<Instant> times = pod.object()
                .json()
                .path("status")
                .path("conditions")
                .valueStream()
                .filter(condition ->
                        OWN_CONDITIONS.contains(condition.path("type").asString("")))
                .map(condition -> condition.path("lastTransitionTime").asString(""))
                .filter(time -> !time.isEmpty())
                .map(Instant::parse);
        return times.max(Comparator.naturalOrder());
    }
}
