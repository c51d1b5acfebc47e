package dev.holdfast.history.replay;

import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.replay.Transition.SetWritten;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/**
 * What a set and its pods were at a moment of the history, carried along from moment to moment, so that a question about the other
 * pods at that moment does not go through all of them.
 */
public final class ReplayState {
    private final Attribution deletions;
    private final int base;
    private final Map<Integer, OrdinalState> slots = new HashMap<>();
    /** The slot of each pod by its number, so that not every turn has to look for it. */
    private final OrdinalState[] slotOf;

    private final BitSet existing = new BitSet();
    private final BitSet standing = new BitSet();
    private final BitSet healthy = new BitSet();
    private final Map<String, BitSet> ofRevision = new HashMap<>();
    private final List<StatefulSetView> possible = new ArrayList<>();
    private Observation state;
    private StatefulSetView view;

    private ReplayState(SetTimeline set, Attribution deletions) {
        this.deletions = deletions;
        this.base = set.lowestOrdinal();
        this.slotOf = new OrdinalState[set.incarnations().size()];
    }

    /** Goes through the history of a set; the observer gets each moment with the situation in which it came. */
    public static ReplayState follow(
            SetTimeline set, Attribution deletions, BiConsumer<Transition, ReplayState> observer) {
        ReplayState situation = new ReplayState(set, deletions);
        for (Transition moment : set.course()) {
            observer.accept(moment, situation);
            situation.take(moment);
        }
        return situation;
    }

    /** The set as it was written last; empty before its creation and after its deletion. */
    public Optional<StatefulSetView> set() {
        return Optional.ofNullable(view);
    }

    /** The observation that tells what the set is. */
    public Optional<Observation> state() {
        return Optional.ofNullable(view == null ? null : state);
    }

    /**
     * The specs by which the controller may be acting: the present one and, as long as it has not said that it saw that, those
     * since the one that it has seen.
     */
    public List<StatefulSetView> possible() {
        return possible;
    }

    /** What is known of an ordinal; empty when no pod ever held it. */
    public Optional<OrdinalState> slot(int ordinal) {
        return Optional.ofNullable(slots.get(ordinal));
    }

    public boolean healthy(int ordinal) {
        return ordinal >= base && healthy.get(ordinal - base);
    }

    public boolean exists(int ordinal) {
        return ordinal >= base && existing.get(ordinal - base);
    }

    /** The lowest ordinal from one on, below another, whose pod is not there or not healthy. */
    public OptionalInt firstUnhealthy(int from, int end) {
        return first(healthy.nextClearBit(Math.max(0, from - base)), end);
    }

    /** The lowest ordinal from one on, below another, that has no pod. */
    public OptionalInt firstMissing(int from, int end) {
        return first(existing.nextClearBit(Math.max(0, from - base)), end);
    }

    /** The lowest ordinal from one on whose pod exists, terminating or not. */
    public OptionalInt firstExisting(int from) {
        return first(existing.nextSetBit(Math.max(0, from - base)), Integer.MAX_VALUE);
    }

    /** The lowest ordinal from one on whose pod exists and is not terminating. */
    public OptionalInt firstStanding(int from) {
        return first(standing.nextSetBit(Math.max(0, from - base)), Integer.MAX_VALUE);
    }

    /** The lowest ordinal from one on, below another, whose pod stands and is not of a revision. */
    public OptionalInt firstOfOther(String revision, int from, int end) {
        BitSet same = ofRevision.getOrDefault(revision, new BitSet());
        int bit = same.nextClearBit(Math.max(0, from - base));
        while (bit + base < end) {
            if (standing.get(bit)) {
                return OptionalInt.of(bit + base);
            }
            bit = same.nextClearBit(bit + 1);
        }
        return OptionalInt.empty();
    }

    /** The lowest ordinal from one on, below another, whose pod stands and is of a revision. */
    public OptionalInt firstOf(String revision, int from, int end) {
        return first(ofRevision.getOrDefault(revision, new BitSet()).nextSetBit(Math.max(0, from - base)), end);
    }

    /**
     * Whether the controller knew that this ordinal is not healthy. It knows what it did itself. What others did it learns from its
     * watch, so that counts only when the set was written in between.
     */
    public boolean knewOfPlight(int ordinal) {
        OrdinalState slot = slots.get(ordinal);
        return slot == null
                || !slot.lostToOthers()
                || (state != null && state.resourceVersion() > slot.since().resourceVersion());
    }

    /** The observation that shows why an ordinal is not healthy, or failing that another. */
    public Observation evidence(int ordinal, Observation otherwise) {
        return slot(ordinal).map(OrdinalState::evidence).orElse(otherwise);
    }

    /** Why an ordinal is not healthy, as a clause. */
    public String plight(int ordinal) {
        return slot(ordinal).map(OrdinalState::plight).orElse(Phrases.pod(ordinal) + " did not exist");
    }

    private OptionalInt first(int bit, int end) {
        return bit < 0 || bit + base >= end ? OptionalInt.empty() : OptionalInt.of(bit + base);
    }

    private void take(Transition moment) {
        if (moment instanceof SetWritten written) {
            take(written.at());
        } else if (moment instanceof PodTransition turn) {
            take(turn);
        }
    }

    private void take(Observation written) {
        boolean other =
                state != null && !state.object().uid().equals(written.object().uid());
        if (other || written.deleted()) {
            possible.clear();
        }
        state = written;
        view = written.deleted() ? null : StatefulSetView.of(written);
        if (view != null) {
            int last = possible.size() - 1;
            if (last >= 0 && sameSpecs(possible.get(last), view)) {
                possible.set(last, view);
            } else {
                possible.removeIf(spec ->
                        spec.generation() < view.observedGeneration() || spec.generation() == view.generation());
                possible.add(view);
            }
        }
    }

    /** Whether neither the spec nor what the controller knows of it is new, as nearly always: it has counted anew. */
    private static boolean sameSpecs(StatefulSetView before, StatefulSetView now) {
        return before.generation() == now.generation() && before.observedGeneration() == now.observedGeneration();
    }

    private void take(PodTransition turn) {
        Incarnation pod = turn.pod();
        int bit = pod.ordinal() - base;
        OrdinalState slot = slotOf(pod);
        if (turn.is(PodChange.FOUND) || turn.is(PodChange.CREATED)) {
            slot.begins(pod, turn.at());
            stands(bit, slot);
        } else if (slot.pod() == pod) {
            // Should a pod outlive the beginning of its successor, what becomes of it does not count any more.
            switch (turn.turn()) {
                case HEALTHY -> slot.healthy(turn.at());
                case UNHEALTHY -> slot.loses(turn.at(), true);
                case ENDING -> {
                    slot.ends(turn.at(), deletions.explain(pod));
                    stands(bit, slot);
                }
                default -> {
                    slot.gone(turn.at());
                    stands(bit, slot);
                }
            }
        }
        healthy.set(bit, slot.healthy());
    }

    private OrdinalState slotOf(Incarnation pod) {
        OrdinalState slot = slotOf[pod.number()];
        if (slot == null) {
            slot = slots.computeIfAbsent(pod.ordinal(), any -> new OrdinalState());
            slotOf[pod.number()] = slot;
        }
        return slot;
    }

    /** Notes whether the pod is there, and files it under its revision as long as it stands. */
    private void stands(int bit, OrdinalState slot) {
        existing.set(bit, slot.exists());
        standing.set(bit, slot.standing());
        file(bit, slot);
    }

    private void file(int bit, OrdinalState slot) {
        String revision = slot.standing() ? slot.pod().revision() : "";
        if (!revision.equals(slot.filedUnder())) {
            Optional.ofNullable(ofRevision.get(slot.filedUnder())).ifPresent(pods -> pods.clear(bit));
            ofRevision.computeIfAbsent(revision, any -> new BitSet()).set(bit, slot.standing());
            slot.fileUnder(revision);
        }
    }
}
