package dev.holdfast.report;

import java.time.Duration;
import java.util.List;

/**
 * How long after the arrival of the event that they waited for steps ended.
 *
 * @param sorted all of them, the quickest first
 */
record Reactions(List<Duration> sorted) {

    static Reactions of(List<ScenarioResult> scenarios) {
        return new Reactions(scenarios.stream()
                .flatMap(each -> each.times().reactions().stream())
                .sorted()
                .toList());
    }

    /**
     * The time within which a share of the steps ended, by the nearest rank.
     *
     * @param percent the share, above 0 and up to 100
     * @throws IllegalStateException when no step waited
     */
    Duration within(int percent) {
        if (sorted.isEmpty()) {
            throw new IllegalStateException("no step waited for an event");
        }
        return sorted.get((int) Math.ceil(percent / 100.0 * sorted.size()) - 1);
    }
}
