package dev.holdfast.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** When the steps of one scenario ended, to tell how quickly each did once the event was there that it waited for. */
final class StepTimes {

    private final Instant began;
    private final String worker = Thread.currentThread().getName();
    private final List<Instant> ends = new ArrayList<>();

    StepTimes(Instant began) {
        this.began = began;
    }

    void stepEnded(Instant at) {
        ends.add(at);
    }

    /**
     * Sums up.
     *
     * @param took how long the scenario took
     * @param waited what its steps waited for
     */
    ScenarioTimes of(Duration took, Waited waited) {
        List<Duration> reactions = new ArrayList<>();
        Instant begin = began;
        for (Instant end : ends) {
            // A step may wait for several events; what it does after the last one is what it is late. One that then
            // asks
            // a pod for something does not end because of an event.
            Optional<Instant> event = last(waited.arrivals(), begin, end);
            Optional<Instant> answer = last(waited.answers(), begin, end);
            event.filter(at -> answer.isEmpty() || at.isAfter(answer.get()))
                    .ifPresent(at -> reactions.add(Duration.between(at, end)));
            begin = end;
        }
        return new ScenarioTimes(began, took, worker, waited.total(), reactions);
    }

    private static Optional<Instant> last(List<Instant> all, Instant after, Instant until) {
        return all.stream()
                .filter(at -> at.isAfter(after) && !at.isAfter(until))
                .max(Comparator.naturalOrder());
    }
}
