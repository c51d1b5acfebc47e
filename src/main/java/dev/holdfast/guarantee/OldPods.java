package dev.holdfast.guarantee;

import dev.holdfast.history.replay.OrdinalState;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Comparator;
import java.util.Optional;

/**
 * The pods of another version than the one that a set with the strategy Recreate is to have. As long as there is one, the controller
 * does nothing else to the set: it creates no pod, and removes none that is not wanted any more.
 */
public final class OldPods {
    private OldPods() {}

    /**
     * The first pod for whose end the controller may have to wait by a spec before it does anything else; nothing with another
     * strategy.
     *
     * @param target the revision that the pods of that spec are to have
     */
    public static Optional<OrdinalState> awaited(StatefulSetView spec, String target, ReplayState situation) {
        if (!spec.strategy().recreating()) {
            return Optional.empty();
        }
        return situation
                .notKnownToBeGone()
                .filter(slot -> !slot.pod().revision().equals(target))
                .min(Comparator.comparingInt(slot -> slot.pod().ordinal()));
    }
}
