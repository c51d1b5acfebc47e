package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.SetTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** The pods of a set that came in the place of others of it, and that have their claims and what was written to these. */
final class ReturnedPods {
    private ReturnedPods() {}

    /**
     * A pod that served the page which had been written before.
     *
     * @param before its predecessor
     */
    record Returned(Incarnation before, Incarnation pod) {}

    /**
     * Judges them by their claims, and by the pages that they served.
     *
     * @param concerned which of them, by predecessor and successor
     * @return those of which there was a page to compare
     */
    static List<Returned> judge(JudgingContext context, BiPredicate<Incarnation, Incarnation> concerned) {
        SetTimeline set = context.set();
        Claims claims = Claims.of(set);
        KeptPages pages = new KeptPages(context.history(), set, claims, context.attribution(), context.findings());
        List<Returned> returned = new ArrayList<>();
        for (int ordinal : set.ordinals()) {
            Optional<Incarnation> last = Optional.empty();
            for (Incarnation pod : set.incarnations(ordinal)) {
                if (claims.givenBySet(pod)) {
                    Optional<Incarnation> before = last.filter(old -> concerned.test(old, pod));
                    before.ifPresent(old -> ReboundClaims.judge(old, pod, claims, context));
                    before.filter(old -> pages.judge(pod)).ifPresent(old -> returned.add(new Returned(old, pod)));
                    last = Optional.of(pod);
                }
            }
        }
        return returned;
    }
}
