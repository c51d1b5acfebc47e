package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;

/** What an update may do besides its order. */
final class Rollout {
    private Rollout() {}

    /**
     * Whether the controller may have taken a pod that it deletes for an update for one that was not available anyway. With
     * podManagementPolicy Parallel it replaces all such pods at once, before it goes through the others in order.
     */
    static boolean alreadyUnavailable(PodTransition ending, ReplayState before) {
        return before.possible().stream().anyMatch(spec -> !spec.ordered() && !available(ending, spec, before));
    }

    // Who was Ready for as long as the spec asks for can be told by clocks only, and no verdict follows from a clock.
    private static boolean available(PodTransition ending, StatefulSetView spec, ReplayState before) {
        List<Incarnation.Interval> ready = ending.pod().ready();
        if (ready.isEmpty() || !wasHealthy(ending)) {
            return false;
        }
        Observation since = ready.get(ready.size() - 1).from();
        return before.heardOf(since) && spec.minReadySeconds() == 0;
    }

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

    // The moment before the deletion is the one that ended the pod's health, so the pod itself is asked.
    private static boolean wasHealthy(PodTransition ending) {
        return ending.pod().healthyAt(ending.at().resourceVersion() - 1);
    }
}
