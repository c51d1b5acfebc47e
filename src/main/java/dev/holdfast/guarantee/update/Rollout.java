package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.view.StatefulSetView;

/** What an update may do besides its order. */
final class Rollout {
    private Rollout() {}

    /** Whether a pod of these ordinals stands and is not of the revision that belongs to a spec. */
    static boolean outdated(JudgingContext context, ReplayState situation, StatefulSetView spec, int from, int end) {
        return context.revisions()
                .of(spec)
                .filter(target -> situation.firstOfOther(target, from, end).isPresent())
                .isPresent();
    }

    /** Whether a pod of these ordinals stands and is of the revision that belongs to a spec. */
    static boolean updated(JudgingContext context, ReplayState situation, StatefulSetView spec, int from, int end) {
        return context.revisions()
                .of(spec)
                .filter(target -> situation.firstOf(target, from, end).isPresent())
                .isPresent();
    }
}
