package dev.holdfast.observer;

import dev.holdfast.guarantee.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Waits until one set has come to rest after it was changed: what a deployment waits for. */
public final class RestWait {

    /** A set that seems to rest may be about to go on. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private final Subject set;
    private final Instant began;
    private final Duration patience;

    /** What came of it. */
    public enum Ended {
        /** The set was changed, and rests. */
        AT_REST,
        /** The set was at rest, and nobody changed it in time. */
        UNCHANGED,
        /** There never was such a set. */
        NEVER_THERE
    }

    /**
     * Begins to wait.
     *
     * @param patience how long a set is given to be changed that rests, or to be there
     */
    public RestWait(Subject set, Instant began, Duration patience) {
        this.set = set;
        this.began = began;
        this.patience = patience;
    }

    /** {@return what is waited for} */
    public Subject set() {
        return set;
    }

    /** {@return what came of it; nothing as long as it has to be waited} */
    public Optional<Ended> ended(SetObserver sets, Instant now) {
        boolean impatient = Duration.between(began, now).compareTo(patience) >= 0;
        Optional<SetReport> report = sets.report(set.namespace(), set.statefulSet());
        if (report.isEmpty()) {
            return impatient ? Optional.of(Ended.NEVER_THERE) : Optional.empty();
        }
        if (!sets.isQuiet(set, now, QUIET)) {
            return Optional.empty();
        }
        if (report.get().moved()) {
            return Optional.of(Ended.AT_REST);
        }
        return impatient ? Optional.of(Ended.UNCHANGED) : Optional.empty();
    }
}
