package dev.holdfast.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What one scenario waited for.
 *
 * @param total how long it waited for the cluster
 * @param arrivals when each event arrived that it waited for
 * @param answers when each answer came that it had to ask for again and again
 */
public record Waited(Duration total, List<Instant> arrivals, List<Instant> answers) {

    /** A scenario that did not say. */
    static final Waited NOTHING = new Waited(Duration.ZERO, List.of(), List.of());

    /** Keeps its own copies. */
    public Waited {
        arrivals = List.copyOf(arrivals);
        answers = List.copyOf(answers);
    }
}
