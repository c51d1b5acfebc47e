package dev.holdfast.guarantee;

import dev.holdfast.history.Action;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Attribution;
import dev.holdfast.history.replay.ClaimOwnerships;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.EventView;
import java.util.Locale;

/** Who created a claim that bears a name that a set gives: users may do so before the set does. */
public enum ClaimOrigin {
    /** The scenario noted that it did, or an audit log names another user. */
    SCENARIO,
    /** An Event of the controller names the claim, or nobody else acts on the set. */
    CONTROLLER,
    /** Nobody is on record for it. */
    UNKNOWN;

    public static ClaimOrigin of(SetTimeline set, Observation created) {
        History history = set.history();
        boolean scenario = history.actions(set.namespace()).stream()
                .anyMatch(action -> action.verb().equals(Action.CREATE)
                        && action.kind().equals(Kinds.CLAIM)
                        && action.name().equals(created.object().name()));
        if (scenario || Attribution.byUser(created)) {
            return SCENARIO;
        }
        // An Event tells the name of a claim, which may be that of an earlier one.
        boolean controller = Attribution.of(set).allNotedBy(created)
                || (!ClaimOwnerships.of(set).createdByOthers(created)
                        && history.observations(Kinds.EVENT).stream().anyMatch(event -> tellsOf(event, set, created)));
        return controller ? CONTROLLER : UNKNOWN;
    }

    // "Create Claim www-web-0 Pod web-0 in StatefulSet web success", in earlier releases with a small first letter.
    private static boolean tellsOf(Observation event, SetTimeline set, Observation created) {
        EventView view = EventView.of(event);
        return event.object().namespace().equals(set.namespace())
                && view.byStatefulSetController()
                && view.reason().equals("SuccessfulCreate")
                && view.about().name().equals(set.name())
                && view.message()
                        .toLowerCase(Locale.ROOT)
                        .contains("claim " + created.object().name() + " ");
    }
}
