package dev.holdfast.history.replay;

import dev.holdfast.history.Observation;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A change of how many pods a set wants.
 *
 * @param asked the state of the set that shows it first
 */
public record Scaling(Observation asked, StatefulSetView before, StatefulSetView after) {

    /** The change that this state of the set brings; empty when it brings none. */
    public static Optional<Scaling> by(Observation written, ReplayState situation) {
        return situation.set().filter(before -> sameSpec(before, written)).isPresent()
                ? Optional.empty()
                : situation.state().flatMap(before -> between(before, written));
    }

    // Most writes of a set change its status only, and equal specs of a file are read as one object.
    // Should they be two, the long way gives the same answer.
    @SuppressWarnings("ReferenceEquality")
    private static boolean sameSpec(StatefulSetView before, Observation written) {
        return before.spec() == StatefulSetView.of(written).spec();
    }

    /** The change between two states of a set; empty when there is none, or one of them is the end of a set. */
    public static Optional<Scaling> between(Observation earlier, Observation later) {
        boolean sameSet = earlier.object().uid().equals(later.object().uid());
        if (!sameSet || earlier.deleted() || later.deleted() || later.object().terminating()) {
            return Optional.empty();
        }
        StatefulSetView before = StatefulSetView.of(earlier);
        StatefulSetView after = StatefulSetView.of(later);
        boolean sameRange = before.start() == after.start() && before.replicas() == after.replicas();
        return sameRange ? Optional.empty() : Optional.of(new Scaling(later, before, after));
    }

    /** The ordinals that are wanted now and were not before. */
    public List<Integer> gained() {
        return difference(after, before);
    }

    /** The ordinals that were wanted before and are not now. */
    public List<Integer> lost() {
        return difference(before, after);
    }

    /** Whether an ordinal is wanted as it was before. */
    public boolean keeps(int ordinal) {
        return before.wants(ordinal) && after.wants(ordinal);
    }

    /** Whether the ordinals begin with another one than before. */
    public boolean moves() {
        return before.start() != after.start();
    }

    /** "scaled from 2 to 4 replicas at resourceVersion 4711". */
    public String words() {
        if (moves()) {
            return "changed from the ordinals " + range(before) + " to " + range(after) + " " + Phrases.at(asked);
        }
        return "scaled from " + before.replicas() + " to " + after.replicas() + " replicas " + Phrases.at(asked);
    }

    private static String range(StatefulSetView spec) {
        return spec.replicas() == 0 ? "none" : spec.start() + ".." + (spec.end() - 1);
    }

    private static List<Integer> difference(StatefulSetView one, StatefulSetView other) {
        List<Integer> ordinals = new ArrayList<>();
        for (int ordinal = one.start(); ordinal < one.end(); ordinal++) {
            if (!other.wants(ordinal)) {
                ordinals.add(ordinal);
            }
        }
        return ordinals;
    }
}
