package dev.holdfast.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Where the time of one scenario went.
 *
 * @param began when it began
 * @param took how long it took
 * @param worker which of the workers that run scenarios side by side ran it
 * @param cluster how much of it the scenario waited for the cluster; the rest is Holdfast's own
 * @param reactions for each step that waited for an event, how long after its arrival the step ended
 */
public record ScenarioTimes(Instant began, Duration took, String worker, Duration cluster, List<Duration> reactions) {

    /** Keeps its own copy. */
    public ScenarioTimes {
        reactions = List.copyOf(reactions);
    }

    /** {@return when it ended} */
    Instant ended() {
        return began.plus(took);
    }

    /** {@return how much of it was not waiting for the cluster} */
    Duration own() {
        return took.minus(cluster);
    }
}
