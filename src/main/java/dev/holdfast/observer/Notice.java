package dev.holdfast.observer;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.History;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Something that whoever observes wants to hear of. */
public sealed interface Notice {

    /** {@return when it was found out, by the clock of this machine} */
    Instant at();

    /**
     * A promise was broken. Each is told once.
     *
     * @param verdict what was seen, and the entries that prove it
     * @param history the window that the entries are of
     * @param lag how long it took from the arrival of the last of them to this
     */
    record Finding(Instant at, Subject set, Guarantee guarantee, Verdict verdict, History history, Duration lag)
            implements Notice {}

    /**
     * A guarantee is judged otherwise than before.
     *
     * @param before nothing when there was nothing to judge before
     * @param sentence why, as the verdict says it
     */
    record VerdictChange(
            Instant at, Subject set, Guarantee guarantee, Optional<Outcome> before, Outcome now, String sentence)
            implements Notice {}

    /** A set does something else than before. */
    record StateChange(Instant at, Subject set, SetActivity activity) implements Notice {}

    /**
     * A set was judged.
     *
     * @param lag how long it took from the arrival of the first thing that had not been judged yet to this
     */
    record Judged(Instant at, Subject set, Duration lag) implements Notice {}

    /**
     * Something may have been missed.
     *
     * @param set the set of which that is; nothing where it is all
     * @param sentence what, and why
     */
    record Hole(Instant at, Optional<Subject> set, String sentence) implements Notice {}
}
