package dev.holdfast.guarantee.parallel;

import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.OrdinalState;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The controller has gone over a whole Parallel set by one spec, from the pods to create to the pods to delete, and has written the
 * status at the end. What it had to do at once by what it knew when it began is done by then, unless a request was refused.
 *
 * @param status the status that it wrote
 * @param asked the state of the set that first had the spec by which it acted
 * @param situation what was so when it wrote the status
 */
record Pass(Observation status, Observation asked, ReplayState situation) {

    /** The spec by which it acted. */
    StatefulSetView spec() {
        return StatefulSetView.of(asked);
    }

    /** The ordinals that the spec wants, of which something is so. */
    List<Integer> wanted(IntPredicate condition) {
        return IntStream.range(spec().start(), spec().end())
                .filter(condition)
                .boxed()
                .toList();
    }

    /** The ordinals that the spec wants and that have no pod, as the controller knew. */
    List<Integer> missing() {
        List<Integer> missing = new ArrayList<>();
        OptionalInt next = situation.firstMissing(spec().start(), spec().end());
        while (next.isPresent()) {
            if (missing(next.getAsInt())) {
                missing.add(next.getAsInt());
            }
            next = situation.firstMissing(next.getAsInt() + 1, spec().end());
        }
        return missing;
    }

    /** The set's pods that stand and that the spec does not want, as far as the controller knew of them. */
    List<Incarnation> unwanted() {
        List<Incarnation> unwanted = new ArrayList<>();
        OptionalInt next = situation.firstStanding(0);
        while (next.isPresent()) {
            int ordinal = next.getAsInt();
            boolean wanted = spec().wants(ordinal);
            if (!wanted) {
                standing(ordinal).ifPresent(unwanted::add);
            }
            next = situation.firstStanding(wanted ? spec().end() : ordinal + 1);
        }
        return unwanted;
    }

    /** Whether an ordinal had no pod by anything that the controller may have taken the pods for. */
    private boolean missing(int ordinal) {
        boolean heard = situation
                .slot(ordinal)
                .map(slot -> slot.pod().deleted().filter(situation::heardOf).isPresent())
                .orElse(true);
        return heard && situation.surelyMissing(ordinal, ordinal + 1).isPresent();
    }

    /** The pod of an ordinal that exists, is not about to end, is the set's own, and is known to the controller. */
    private Optional<Incarnation> standing(int ordinal) {
        return situation
                .slot(ordinal)
                .filter(OrdinalState::standing)
                .map(OrdinalState::pod)
                .filter(pod -> situation.knows(ordinal) && pod.controlledBy(status));
    }

    /** "at resourceVersion 4711, when the controller said that it had gone over the set". */
    String words() {
        return Phrases.at(status) + ", when the controller said that it had gone over the set";
    }
}
