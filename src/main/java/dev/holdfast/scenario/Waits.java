package dev.holdfast.scenario;

import dev.holdfast.history.Awaited;
import dev.holdfast.history.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one scenario has waited for: how long the cluster took for it, and when what it waited for arrived, to tell how
 * quickly the scenario went on from there. Used by the scenario's own thread.
 */
public final class Waits {

    private final List<Instant> arrivals = new ArrayList<>();
    private final List<Instant> answers = new ArrayList<>();
    private Duration total = Duration.ZERO;

    Waits() {}

    /** {@return how long the scenario has waited for the cluster, up to the arrival of what it waited for} */
    public Duration total() {
        return total;
    }

    /** {@return when each event arrived that was waited for; those that were there already are not among them} */
    public List<Instant> arrivals() {
        return List.copyOf(arrivals);
    }

    /** {@return when each answer came that was asked for again and again, since nothing tells of it} */
    public List<Instant> answers() {
        return List.copyOf(answers);
    }

    /** Since then an answer was waited for, which has come. */
    void since(Instant begin) {
        Instant now = Instant.now();
        answers.add(now);
        total = total.plus(Duration.between(begin, now));
    }

    /**
     * Watches over waiting for something in the history.
     *
     * @param awaited what is waited for
     * @param <T> what it hands out
     * @return the same, which tells when it was met
     */
    <T> Awaited<T> of(Awaited<T> awaited) {
        return new Timed<>(awaited);
    }

    private final class Timed<T> implements Awaited<T> {

        private final Awaited<T> awaited;
        private final Instant begin = Instant.now();
        private boolean waiting;
        private Optional<Instant> arrival = Optional.empty();

        Timed(Awaited<T> awaited) {
            this.awaited = awaited;
        }

        @Override
        public void next(Entry entry) {
            // Of entries that are taken together the first counts: nobody knows which of them was the one.
            if (waiting && arrival.isEmpty()) {
                arrival = Optional.of(entry.at());
            }
            awaited.next(entry);
        }

        @Override
        public Optional<T> met() {
            Optional<T> met = awaited.met();
            if (met.isPresent()) {
                arrival.ifPresent(at -> {
                    arrivals.add(at);
                    total = total.plus(Duration.between(begin, at));
                });
            }
            waiting = true;
            arrival = Optional.empty();
            return met;
        }

        @Override
        public String seen() {
            return awaited.seen();
        }
    }
}
