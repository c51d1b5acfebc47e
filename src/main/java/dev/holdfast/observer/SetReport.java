package dev.holdfast.observer;

import dev.holdfast.guarantee.Judge.Judgement;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.guarantee.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How it stands with a set that is observed.
 *
 * @param activity what it is doing
 * @param since since when
 * @param moved whether its spec was changed since it was seen first, or it was not at rest at some time
 * @param outcomes the worst that was seen of each guarantee that could be judged
 * @param open how the guarantees are judged by the window that is going on
 */
public record SetReport(
        Subject set,
        SetActivity activity,
        Instant since,
        boolean moved,
        Map<String, Outcome> outcomes,
        List<Judgement> open) {

    static SetReport of(WatchedSet set) {
        return new SetReport(
                set.subject(), set.activity(), set.since(), set.moved(), set.outcomes(), List.copyOf(set.open()));
    }

    /** {@return how many guarantees were judged so} */
    public long count(Outcome outcome) {
        return outcomes.values().stream().filter(outcome::equals).count();
    }

    /** {@return the worst of all; that nothing can be said where nothing was judged} */
    public Outcome outcome() {
        return Outcome.worstFirst().stream()
                .filter(outcomes.values()::contains)
                .findFirst()
                .orElse(Outcome.INCONCLUSIVE);
    }
}
