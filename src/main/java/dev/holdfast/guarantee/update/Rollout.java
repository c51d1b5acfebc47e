package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;

/** What an update may do besides its order. */
final class Rollout {
    private Rollout() {}

    /**
     * Whether a pod that is deleted for an update was not available anyway. With podManagementPolicy Parallel the controller replaces
     * all such pods at once, before it goes through the others in order.
     */
    static boolean alreadyUnavailable(PodTransition ending, ReplayState before) {
        boolean ordered = before.set().map(StatefulSetView::ordered).orElse(true);
        return !ordered && !wasHealthy(ending);
    }

    /** Whether a pod of these ordinals stands and is not of the revision that belongs to a spec. */
    static boolean outdated(JudgingContext matter, ReplayState situation, StatefulSetView spec, int from, int end) {
        return matter.targets()
                .of(spec)
                .filter(target -> situation.firstOfOther(target, from, end).isPresent())
                .isPresent();
    }

    /** Whether a pod of these ordinals stands and is of the revision that belongs to a spec. */
    static boolean updated(JudgingContext matter, ReplayState situation, StatefulSetView spec, int from, int end) {
        return matter.targets()
                .of(spec)
                .filter(target -> situation.firstOf(target, from, end).isPresent())
                .isPresent();
    }

    // The moment before the deletion is the one that ended the pod's health, so the pod itself is asked.
    private static boolean wasHealthy(PodTransition ending) {
        return ending.pod().healthyAt(ending.at().resourceVersion() - 1);
    }
}
