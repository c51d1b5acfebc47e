package dev.holdfast.guarantee;

import dev.holdfast.history.Change;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.HashSet;
import java.util.List;
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
    private final GotField got;

    /** Asks it of a set. */
    public MaxUnavailable(JudgingContext context) {
        this.context = context;
        this.got = context.history()
                .derived(
                        GotField.class,
                        context.subject().namespace() + "/" + context.name(),
                        () -> GotField.of(context.set().states()));
    }

    /**
     * The sets of one name that got the field.
     *
     * @param uids the uids of these sets
     */
    private record GotField(Set<String> uids) {
        static GotField of(List<Observation> states) {
            Set<String> uids = new HashSet<>();
            Observation before = null;
            for (Observation state : states) {
                if (got(state, before)) {
                    uids.add(state.object().uid());
                }
                before = state;
            }
            return new GotField(uids);
        }

        private static boolean got(Observation state, Observation before) {
            if (!hasIt(state)) {
                return false;
            }
            boolean first = before == null
                    || !before.object().uid().equals(state.object().uid());
            return first ? state.change() == Change.ADDED : !hasIt(before);
        }

        private static boolean hasIt(Observation state) {
            return StatefulSetView.of(state).maxUnavailable().isPresent();
        }

        boolean includes(Resource set) {
            return uids.contains(set.uid());
        }
    }

    /** The verdict for a set that never had it at work by a spec of a kind. */
    public Optional<Verdict> never(String kind, Predicate<StatefulSetView> condition) {
        return context.set().states().stream()
                        .anyMatch(state -> got.includes(state.object())
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
                        .filter(state -> got.includes(state.object()))
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
