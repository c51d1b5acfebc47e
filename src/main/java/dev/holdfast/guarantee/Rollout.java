package dev.holdfast.guarantee;

import dev.holdfast.history.Incarnation;
import dev.holdfast.history.Moment.PodTurn;
import dev.holdfast.history.PodView;
import dev.holdfast.history.StatefulSetView;
import java.util.OptionalInt;
import java.util.function.Predicate;

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
        return anyStanding(situation, from, end, pod -> isOther(matter, spec, pod));
    }

    /** Whether a pod of these ordinals stands and is of the revision that belongs to a spec. */
    static boolean updated(Matter matter, Situation situation, StatefulSetView spec, int from, int end) {
        return anyStanding(situation, from, end, pod -> matter.upToDate(revision(pod), spec));
    }

    /** From which revision a pod was made, as its label said at first. */
    static String revision(Incarnation pod) {
        return PodView.of(pod.lifetime().first()).revision();
    }

    private static boolean isOther(Matter matter, StatefulSetView spec, Incarnation pod) {
        return matter.targets()
                .of(spec)
                .filter(target -> !target.equals(revision(pod)))
                .isPresent();
    }

    private static boolean anyStanding(Situation situation, int from, int end, Predicate<Incarnation> condition) {
        for (OptionalInt next = situation.firstStanding(from);
                next.isPresent() && next.getAsInt() < end;
                next = situation.firstStanding(next.getAsInt() + 1)) {
            if (condition.test(situation.slot(next.getAsInt()).orElseThrow().pod())) {
                return true;
            }
        }
        return false;
    }

    // The moment before the deletion is the one that ended the pod's health, so the pod itself is asked.
    private static boolean wasHealthy(PodTurn ending) {
        return ending.pod().healthyAt(ending.at().resourceVersion() - 1);
    }
}
