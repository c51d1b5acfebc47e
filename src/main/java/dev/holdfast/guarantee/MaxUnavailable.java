package dev.holdfast.guarantee;

import dev.holdfast.history.Change;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where maxUnavailable is at work. Where the feature MaxUnavailableStatefulSet is off, the API server drops the field from a set that
 * did not have it before; where it is on, it fills it in. So it is on if a set got the field while the history was recorded; of one that
 * was found with it, that is not known.
 */
public final class MaxUnavailable {
    private final JudgingContext context;
    /** The sets of that name that got the field. */
    private final Set<String> kept = new HashSet<>();

    /** Asks it of a set. */
    public MaxUnavailable(JudgingContext context) {
        this.context = context;
        String uid = "";
        boolean had = true;
        for (Observation state : context.set().states()) {
            boolean first = !state.object().uid().equals(uid);
            uid = state.object().uid();
            boolean has = StatefulSetView.of(state).maxUnavailable().isPresent();
            if (has && (first ? state.change() == Change.ADDED : !had)) {
                kept.add(uid);
            }
            had = has;
        }
    }

    /** The verdict for a set that never had it at work by a spec of a kind. */
    public Optional<Verdict> never(String kind, Predicate<StatefulSetView> condition) {
        return context.set().states().stream()
                        .anyMatch(state -> kept.contains(state.object().uid())
                                && limits(StatefulSetView.of(state))
                                && condition.test(StatefulSetView.of(state)))
                ? Optional.empty()
                : Optional.of(Verdict.notApplicable("StatefulSet " + context.name() + " never had maxUnavailable" + kind
                        + ", or is not known to be on a cluster that has the feature MaxUnavailableStatefulSet"));
    }

    /** Whether it limits the updates of the present set by a spec. */
    public boolean limits(StatefulSetView spec, ReplayState situation) {
        return limits(spec)
                && situation
                        .state()
                        .filter(state -> kept.contains(state.object().uid()))
                        .isPresent();
    }

    private static boolean limits(StatefulSetView spec) {
        return spec.strategy().rolling() && spec.maxUnavailable().isPresent();
    }

    /** How many pods that a set wants are unavailable beside one that is deleted, at least, by whatever the controller may know. */
    public int unavailable(PodTransition ending, ReplayState before, StatefulSetView spec) {
        return before.leastUnhealthyWhenDeleting(
                ending.ordinal(), spec.start(), spec.end(), pod -> context.asksAgain(pod, spec));
    }
}
