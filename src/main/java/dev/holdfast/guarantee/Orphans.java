package dev.holdfast.guarantee;

import dev.holdfast.history.Change;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.view.StatefulSetView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The pods that belonged to nobody when a set was created, and that the set takes as its own. */
public final class Orphans {
    private Orphans() {}

    /** Those that match the selector of a set that was created, each with the set as it was created then. */
    public static Map<Incarnation, Observation> of(JudgingContext context) {
        Map<Incarnation, Observation> orphans = new LinkedHashMap<>();
        for (Observation set : context.set().specs()) {
            if (set.change() == Change.ADDED) {
                context.set().incarnations().stream()
                        .filter(pod -> orphan(pod, set))
                        .forEach(pod -> orphans.put(pod, set));
            }
        }
        return orphans;
    }

    /** Whether a pod has the labels that a set selects its pods by. */
    public static boolean matches(Observation pod, StatefulSetView set) {
        return pod.object().labels().entrySet().containsAll(set.matchLabels().entrySet());
    }

    /** The first state in which a set owned the pod and had not ended it. */
    public static Optional<Observation> owned(Incarnation pod, Observation set) {
        return pod.lifetime().states().stream()
                .filter(state -> state.resourceVersion() > set.resourceVersion()
                        && !state.object().terminating()
                        && !state.deleted())
                .filter(state -> state.object().controlledBy(set.object().uid()))
                .findFirst();
    }

    private static boolean orphan(Incarnation pod, Observation set) {
        return pod.lifetime()
                .at(set.resourceVersion())
                .filter(state -> state.object().controllerUid().isEmpty()
                        && !state.object().terminating())
                .filter(state -> matches(state, StatefulSetView.of(set)))
                .isPresent();
    }
}
