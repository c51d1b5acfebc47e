package dev.holdfast.history.replay;

import dev.holdfast.history.Lifetime;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Optional;

/** Why a pod's deletion was asked for. */
public enum DeletionReason {
    /** The scenario or somebody else did it, or the set itself went, or the controller did it for a set that is gone. */
    OTHERS,
    /**
     * The pod was not made from the template that the set has now, and its update strategy is Recreate: the controller removes all such
     * pods before it does anything else.
     */
    RECREATE,
    /** The set does not want the ordinal any more. */
    SCALE_DOWN,
    /** The pod had Failed or Succeeded, so the controller replaces it. */
    ENDED_ITSELF,
    /** The pod was not made from the template that the set has now, and its update strategy lets the controller replace it. */
    UPDATE,
    /** The controller had no reason. */
    NONE;

    /** Why the controller may have asked for this pod's deletion, by any spec that it may have been acting on. */
    public static DeletionReason of(
            PodTransition ending, ReplayState situation, UpdateRevisions revisions, Attribution attribution) {
        if (attribution.explain(ending.pod())) {
            return OTHERS;
        }
        DeletionReason found = NONE;
        for (StatefulSetView spec : situation.possible()) {
            DeletionReason cause = by(spec, ending, revisions);
            // The constants are in the order in which they count.
            found = cause.compareTo(found) < 0 ? cause : found;
        }
        if (found != NONE) {
            return found;
        }
        if (endedItself(ending)) {
            return ENDED_ITSELF;
        }
        return forTheSetBefore(ending, situation, revisions) ? OTHERS : NONE;
    }

    /** Whether a controller that has not heard of the end of the set before had a reason, and the present one has not taken the pod. */
    private static boolean forTheSetBefore(PodTransition ending, ReplayState situation, UpdateRevisions revisions) {
        Optional<String> owner = ending.pod()
                .lifetime()
                .lastNotTerminating()
                .orElse(ending.at())
                .object()
                .controllerUid();
        boolean taken = owner.isPresent()
                && owner.equals(situation.state().map(state -> state.object().uid()));
        return !taken && situation.ofSetBefore().stream().anyMatch(spec -> by(spec, ending, revisions) != NONE);
    }

    /** Whether the controller deleted the pod because it is not of the set's template. */
    public boolean isForTheTemplate() {
        return this == UPDATE || this == RECREATE;
    }

    /** Why the controller would ask for this pod's deletion if it acted on a spec; {@link #NONE} if it would not. */
    public static DeletionReason by(StatefulSetView spec, PodTransition ending, UpdateRevisions revisions) {
        String revision = PodView.of(ending.at()).revision();
        if (spec.strategy().recreating() && outdated(spec, ending.pod(), revision, revisions)) {
            return RECREATE;
        }
        if (!spec.wants(ending.ordinal())) {
            return SCALE_DOWN;
        }
        if (endedItself(ending)) {
            return ENDED_ITSELF;
        }
        return updates(spec, ending.pod(), revision, revisions) ? UPDATE : NONE;
    }

    private static boolean endedItself(PodTransition ending) {
        Lifetime pod = ending.pod().lifetime();
        return PodView.of(pod.lastNotTerminating().orElse(pod.first())).ended();
    }

    private static boolean updates(StatefulSetView spec, Incarnation pod, String revision, UpdateRevisions revisions) {
        return spec.strategy().rolling() && !spec.heldBack(pod.ordinal()) && outdated(spec, pod, revision, revisions);
    }

    // Where the controller never told a revision, a pod that the set adopted may be of another one.
    private static boolean outdated(StatefulSetView spec, Incarnation pod, String revision, UpdateRevisions revisions) {
        return revisions.of(spec).map(target -> !target.equals(revision)).orElse(revisions.several() || !pod.ofSet());
    }
}
