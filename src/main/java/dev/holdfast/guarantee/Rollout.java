package dev.holdfast.guarantee;

import dev.holdfast.history.Moment.PodTurn;
import dev.holdfast.history.StatefulSetView;

/** What an update may do besides its order. */
final class Rollout {
    private Rollout() {}

    /**
     * Whether a pod that is deleted for an update was not available anyway. With podManagementPolicy Parallel the controller replaces
     * all such pods at once, before it goes through the others in order.
     */
    static boolean alreadyUnavailable(PodTurn ending, Situation before) {
        boolean ordered = before.set().map(StatefulSetView::ordered).orElse(true);
        return !ordered && !wasHealthy(ending);
    }

    /** Whether a pod of these ordinals stands and is not of the revision that belongs to a spec. */
    static boolean outdated(Matter matter, Situation situation, StatefulSetView spec, int from, int end) {
        return matter.targets()
                .of(spec)
                .filter(target -> situation.firstOfOther(target, from, end).isPresent())
                .isPresent();
    }

    /** Whether a pod of these ordinals stands and is of the revision that belongs to a spec. */
    static boolean updated(Matter matter, Situation situation, StatefulSetView spec, int from, int end) {
        return matter.targets()
                .of(spec)
                .filter(target -> situation.firstOf(target, from, end).isPresent())
                .isPresent();
    }

    // The moment before the deletion is the one that ended the pod's health, so the pod itself is asked.
    private static boolean wasHealthy(PodTurn ending) {
        return ending.pod().healthyAt(ending.at().resourceVersion() - 1);
    }
}
