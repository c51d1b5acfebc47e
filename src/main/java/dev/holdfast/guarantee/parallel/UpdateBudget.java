package dev.holdfast.guarantee.parallel;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;

/**
 * How many pods of a Parallel set an update may take away, and which of those that are not available count.
 *
 * <p>Where the feature MaxUnavailableStatefulSet is off, which it is up to Kubernetes 1.34 and again from 1.35.4 up to 1.36, a
 * controller goes from the largest ordinal down and looks at no pod below the one that it updates. That the feature is on is told by
 * the field {@code maxUnavailable}, which the API server fills in then; an earlier release may have left it there, so that the release
 * counts, too.
 */
record UpdateBudget(JudgingContext context) {

    /** Whether all pods that are not available count, and those among them that are not updated go first. */
    boolean countsAll(StatefulSetView spec) {
        return spec.maxUnavailable().isPresent()
                && context.history()
                        .serverVersion()
                        .filter(server -> server.isAtLeast(1, 37))
                        .isPresent();
    }

    /** How many other pods were not available at least when the controller deleted one for an update, as far as they count. */
    int unavailable(PodTransition update, ReplayState before, StatefulSetView spec) {
        return before.leastUnhealthyWhenDeleting(
                update.ordinal(), from(update, spec), spec.end(), pod -> context.asksAgain(pod, spec));
    }

    /** The lowest ordinal that counts. */
    int from(PodTransition update, StatefulSetView spec) {
        return countsAll(spec) ? spec.start() : update.ordinal() + 1;
    }
}
