package dev.holdfast.guarantee;

import dev.holdfast.history.replay.OrdinalState;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The pods of another version than the one that a set with the strategy Recreate is to have. As long as there is one, the controller
 * does nothing else to the set: it creates no pod, and removes none that is not wanted any more.
 */
public final class OldPods {
    private OldPods() {}

    /**
     * Whether the controller may have to wait by a spec for the end of such a pod before it does anything else, also of one that is gone if
     * it may not have heard of that; never with another strategy.
     *
     * @param target the revision that the pods of that spec are to have
     */
    public static boolean awaited(StatefulSetView spec, String target, ReplayState situation) {
        return old(spec, target, situation).findAny().isPresent();
    }

    /** The first of them that is not gone. */
    static Optional<OrdinalState> left(StatefulSetView spec, String target, ReplayState situation) {
        return old(spec, target, situation).filter(OrdinalState::exists).min(Comparator.comparingInt(OldPods::ordinal));
    }

    private static Stream<OrdinalState> old(StatefulSetView spec, String target, ReplayState situation) {
        return spec.strategy().recreating()
                ? situation
                        .notKnownToBeGone()
                        .filter(slot -> !slot.pod().revision().equals(target))
                : Stream.empty();
    }

    private static int ordinal(OrdinalState slot) {
        return slot.pod().ordinal();
    }
}
