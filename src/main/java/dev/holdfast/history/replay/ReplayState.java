package dev.holdfast.history.replay;

import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.replay.Transition.SpecWritten;
import dev.holdfast.history.view.StatefulSetView;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a set and its pods were at a moment of the history, carried along from moment to moment, so that a question about the other
 * pods at that moment does not go through all of them.
 */
public final class ReplayState {
    private static final int BEFORE_ALL = -1;
    private static final BitSet NO_PODS = new BitSet();

    private final Attribution deletions;
    private final int base;
    private final Map<Integer, OrdinalState> slots = new HashMap<>();
    /** The slot of each pod by its number, so that not every turn has to look for it. */
    private final OrdinalState[] slotOf;

    private final BitSet existing = new BitSet();
    private final BitSet standing = new BitSet();
    private final BitSet healthy = new BitSet();
    private final Map<String, BitSet> ofRevision = new HashMap<>();
    private final PossibleSpecs specs;
    private final PossiblePods pasts = new PossiblePods();
    private final ControllerKnowledge knowledge;
    /** Where the moment that comes to pass is among all, and the last for which the pasts were left out that are over. */
    private int now = BEFORE_ALL;

    private int pastsOf = BEFORE_ALL;
    /** The resourceVersion of the moment that comes to pass. */
    private long revision;

    private ReplayState(SetTimeline set, Attribution deletions, ControllerKnowledge knowledge) {
        this.deletions = deletions;
        this.knowledge = knowledge;
        this.specs = new PossibleSpecs(set.sequence().writes());
        this.base = set.lowestOrdinal();
        this.slotOf = new OrdinalState[set.incarnations().size()];
        knowledge.found().ifPresent(last -> {
            // Any pod may have been there and healthy before the recording began, and the controller still take it for
            // that.
            BitSet all = new BitSet();
            all.set(0, set.highestOrdinal() - base + 1);
            pasts.before(last.resourceVersion(), all, all);
        });
    }

    /**
     * Goes through the history of a set; the observer gets each moment at which the set was asked for something else, or at which a
     * pod changed, with the situation in which it came.
     */
    public static ReplayState follow(
            SetTimeline set,
            Attribution deletions,
            ControllerKnowledge knowledge,
            BiConsumer<Transition, ReplayState> observer) {
        return new ReplayState(set, deletions, knowledge).through(set.sequence().specsAndPods(), observer);
    }

    /** Goes through the history of a set; the observer gets each moment with the situation in which it came. */
    public static ReplayState followEveryWrite(
            SetTimeline set,
            Attribution deletions,
            ControllerKnowledge knowledge,
            BiConsumer<Transition, ReplayState> observer) {
        return new ReplayState(set, deletions, knowledge).through(set.sequence().all(), observer);
    }

    private ReplayState through(EventSequence.Selection selection, BiConsumer<Transition, ReplayState> observer) {
        int position = 0;
        for (Transition moment : selection.moments()) {
            now = selection.place(position);
            revision = moment.at().resourceVersion();
            specs.at(selection.writesBefore(position++));
            observer.accept(moment, this);
            take(moment);
        }
        specs.atTheEnd();
        revision = Long.MAX_VALUE;
        return this;
    }

    /** The set as it was written last; empty before its creation and after its deletion. */
    public Optional<StatefulSetView> set() {
        return specs.set();
    }

    /** The observation that tells what the set is. */
    public Optional<Observation> state() {
        return specs.state();
    }

    /**
     * The specs by which the controller may be acting: the present one and, as long as it has not said that it saw that, those
     * since the one that it has seen.
     */
    public List<StatefulSetView> possible() {
        return specs.all();
    }

    /**
     * The specs of the set of that name before by which the controller may still be acting: of the one that is gone, and as long as it
     * has not said that it saw the next.
     */
    public List<StatefulSetView> ofSetBefore() {
        return specs.ofSetBefore();
    }

    /**
     * Whether these are all the specs by which the controller may be acting: the set was seen from its creation on, or the controller
     * has seen the spec that was found.
     */
    public boolean specsKnown() {
        return specs.known();
    }

    /**
     * Whether the pod of an ordinal belongs to the present set: that of somebody else the controller takes for none of its pods, and one
     * that it has let go, since somebody gave it other labels, for none any more.
     */
    public boolean owns(int ordinal) {
        return state().flatMap(set -> slot(ordinal)
                        .flatMap(slot -> slot.pod().lifetime().at(revision))
                        .filter(pod -> pod.object().controlledBy(set.object().uid())))
                .isPresent();
    }

    /** What is known of an ordinal; empty when no pod ever held it. */
    public Optional<OrdinalState> slot(int ordinal) {
        return Optional.ofNullable(slots.get(ordinal));
    }

    /** Whether the pod of that ordinal is Running and Ready and not about to end. */
    public boolean healthy(int ordinal) {
        return ordinal >= base && healthy.get(ordinal - base);
    }

    /** Whether the ordinal has a pod, terminating or not. */
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
        BitSet same = ofRevision.getOrDefault(revision, NO_PODS);
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
        return first(ofRevision.getOrDefault(revision, NO_PODS).nextSetBit(Math.max(0, from - base)), end);
    }

    /** The lowest ordinal from one on, below another, whose pod is of a revision and not healthy, by what is so. */
    public OptionalInt firstUnhealthyOf(String revision, int from, int end) {
        BitSet made = ofRevision.getOrDefault(revision, NO_PODS);
        int bit = healthy.nextClearBit(Math.max(0, from - base));
        // Few pods are unhealthy at a time, and many are of the revision.
        while (bit < made.length() && !made.get(bit)) {
            bit = healthy.nextClearBit(bit + 1);
        }
        return first(bit < made.length() ? bit : -1, end);
    }

    /**
     * Whether an ordinal is not healthy by anything that the controller may take the pods for; it knows of its own deletions.
     */
    public boolean knewOfPlight(int ordinal) {
        int bit = ordinal - base;
        return bit < 0 || !(healthy.get(bit) || pasts().everSpared(past -> past.get(bit)));
    }

    /**
     * The lowest ordinal from one on, below another, whose pod is not there or not healthy, if there is one by anything that the
     * controller may take the pods for when it creates one.
     */
    public OptionalInt unhealthyWhenCreating(int from, int end) {
        int none = from - 1;
        return all(healthy, from, end, none) || pasts().everHealthy(past -> all(past, from, end, none))
                ? OptionalInt.empty()
                : firstClear(healthy, from, end, none);
    }

    /**
     * The lowest ordinal from one on, below another, whose pod is not there or not healthy, if there is one by anything that the
     * controller may take the pods for when it deletes one.
     *
     * @param except the ordinal whose pod it deletes
     * @param again whether it would ask again for the deletion of a pod as long as it has not heard that it did so
     */
    public OptionalInt unhealthyWhenDeleting(int except, int from, int end, Predicate<Incarnation> again) {
        return all(healthy, from, end, except)
                        || pasts().everHealthyAndSpared((past, spared) -> all(past, from, end, except)
                                && noneAgain(spared, Math.max(from, except + 1), end, again))
                ? OptionalInt.empty()
                : firstClear(healthy, from, end, except);
    }

    /**
     * How many of the ordinals from one on, below another, have no pod or one that is not healthy, at least, by anything that the
     * controller may take the pods for when it deletes one.
     *
     * @param except the ordinal whose pod it deletes
     * @param again whether it would ask again for the deletion of a pod as long as it has not heard that it did so
     */
    public int leastUnhealthyWhenDeleting(int except, int from, int end, Predicate<Incarnation> again) {
        int now = missingFrom(healthy, from, end, except);
        return pasts()
                .least((past, spared) -> missingFrom(past, from, end, except)
                        + askedAgain(past, spared, Math.max(from, except + 1), end, again))
                .stream()
                .map(then -> Math.min(then, now))
                .findFirst()
                .orElse(now);
    }

    /** How many of the ordinals from one on, below another, are not among some pods, without one of them. */
    private int missingFrom(BitSet pods, int from, int end, int except) {
        int missing = end - from - pods.get(from - base, end - base).cardinality();
        return except >= from && except < end && !pods.get(except - base) ? missing - 1 : missing;
    }

    /** How many of the pods that were healthy the controller would ask to end once more. */
    private int askedAgain(BitSet past, BitSet spared, int from, int end, Predicate<Incarnation> again) {
        BitSet asked = (BitSet) past.clone();
        asked.andNot(spared);
        return (int) asked.stream()
                .map(bit -> bit + base)
                .filter(ordinal -> ordinal >= from && ordinal < end)
                .filter(ordinal ->
                        slot(ordinal).map(OrdinalState::pod).filter(again).isPresent())
                .count();
    }

    /**
     * The lowest ordinal from one on, below another, that has no pod, if there is one by anything that the controller may take the
     * pods for.
     */
    public OptionalInt surelyMissing(int from, int end) {
        int none = from - 1;
        return all(existing, from, end, none) || pasts().everExisting(past -> all(past, from, end, none))
                ? OptionalInt.empty()
                : firstClear(existing, from, end, none);
    }

    /**
     * Whether the controller knows of the pod of this ordinal. Since Kubernetes 1.36 it waits to hear of its own creations; before, it
     * may act as if it had not made them yet.
     */
    public boolean knows(int ordinal) {
        boolean waits = slot(ordinal)
                .filter(slot -> knowledge.ofCreations() && !slot.pod().madeByOthers())
                .isPresent();
        return waits
                || slot(ordinal)
                        .flatMap(slot -> slot.pod().added())
                        .map(added -> added.resourceVersion() <= heard())
                        .orElse(true);
    }

    /** Whether the controller knows of everything that it wrote itself, for which it waits since Kubernetes 1.36. */
    public boolean knowsWhatItWrote() {
        return knowledge.ofCreations();
    }

    /** Whether the controller has heard of a change of a pod. */
    public boolean heardOf(Observation change) {
        return change.resourceVersion() <= heard();
    }

    /** The pods of which the controller may not know that they are gone, and be it since they are not. */
    public Stream<OrdinalState> notKnownToBeGone() {
        return slots.values().stream()
                .filter(slot -> slot.exists()
                        || slot.pod().deleted().filter(this::heardOf).isEmpty());
    }

    /** Whether the controller would go on past the pods that it had asked to end already. */
    private boolean noneAgain(BitSet spared, int from, int end, Predicate<Incarnation> again) {
        int bit = spared.nextClearBit(Math.max(0, from - base));
        while (bit + base < end) {
            if (slot(bit + base).map(OrdinalState::pod).filter(again).isPresent()) {
                return false;
            }
            bit = spared.nextClearBit(bit + 1);
        }
        return true;
    }

    private boolean all(BitSet pods, int from, int end, int except) {
        return firstClear(pods, from, end, except).isEmpty();
    }

    private OptionalInt firstClear(BitSet pods, int from, int end, int except) {
        int bit = pods.nextClearBit(Math.max(0, from - base));
        if (bit + base == except) {
            bit = pods.nextClearBit(bit + 1);
        }
        return first(bit, end);
    }

    /** The observation that shows why an ordinal is not healthy, or failing that another. */
    public Observation evidence(int ordinal, Observation otherwise) {
        return slot(ordinal).map(OrdinalState::evidence).orElse(otherwise);
    }

    /** Why an ordinal is not healthy, as a clause. */
    public String plight(int ordinal) {
        return slot(ordinal).map(OrdinalState::plight).orElse(Phrases.pod(ordinal) + " did not exist");
    }

    /** The revision of the last change of a pod that the controller has heard of. */
    private long heard() {
        return now == BEFORE_ALL ? 0 : knowledge.heardAt(now);
    }

    /** What the controller may have taken the pods for; looked through for those that are over only when somebody asks. */
    private PossiblePods pasts() {
        if (pastsOf != now) {
            pastsOf = now;
            pasts.heard(heard());
        }
        return pasts;
    }

    private OptionalInt first(int bit, int end) {
        return bit < 0 || bit + base >= end ? OptionalInt.empty() : OptionalInt.of(bit + base);
    }

    private void take(Transition moment) {
        if (moment instanceof PodTransition turn) {
            take(turn);
        } else if (moment instanceof SpecWritten written && specs.take(written.at())) {
            belongsTo(written.at().object().uid());
        }
    }

    /** Pods of another set of this name are none of this one's. */
    private void belongsTo(String set) {
        slots.forEach((ordinal, slot) -> {
            Optional<String> owner = slot.pod().lifetime().last().object().controllerUid();
            if (owner.filter(uid -> !uid.equals(set)).isPresent()) {
                pasts.belongsToAnother(ordinal - base);
            }
        });
    }

    private void take(PodTransition turn) {
        Incarnation pod = turn.pod();
        int bit = pod.ordinal() - base;
        OrdinalState slot = slotOf(pod);
        if (turn.is(PodChange.FOUND) || turn.is(PodChange.CREATED)) {
            boolean knewTheOneBefore = knewTheOneBefore(slot, turn.at());
            slot.begins(pod, turn.at());
            stands(bit, slot);
            // Of the one before, of which it had not heard when it made the next one of that name, it is still to hear.
            if (turn.is(PodChange.CREATED) && pod.createdBySet().isPresent() && knewTheOneBefore) {
                pasts.created(bit);
            }
        } else if (slot.pod() == pod) {
            if (toBeHeardOf(turn)) {
                pasts().before(turn.at().resourceVersion(), healthy, existing);
            }
            if (turn.is(PodChange.ENDING) && deletions.actor(pod) == DeletionActor.CONTROLLER) {
                pasts.ended(bit);
            }
            // Should a pod outlive the beginning of its successor, what becomes of it does not count any more.
            switch (turn.turn()) {
                case HEALTHY -> slot.healthy(turn.at());
                case UNHEALTHY -> slot.loses(turn.at(), true);
                case ENDING -> {
                    slot.ends(turn.at(), deletions.actor(pod) != DeletionActor.CONTROLLER);
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

    /** Whether the controller had heard of the last pod of an ordinal, if there was one, when it made another. */
    private boolean knewTheOneBefore(OrdinalState slot, Observation next) {
        boolean unknown = knowledge.found().filter(last -> !heardOf(last)).isPresent();
        if (knowledge.ofCreations() || slot.pod() == null) {
            return knowledge.ofCreations() || !unknown;
        }
        Observation first = slot.pod().lifetime().first();
        return slot.pod()
                .added()
                .map(this::heardOf)
                .orElseGet(() -> !unknown
                        || !ControllerKnowledge.young(
                                first.object(), next.object().creationTimestamp()));
    }

    /** Whether this makes the pod worse, so that the controller may still take it for what it was. */
    private boolean toBeHeardOf(PodTransition turn) {
        return switch (turn.turn()) {
            // A pod that is asked to end ceases to be healthy by that, and the next turn tells of it.
            case UNHEALTHY -> true;
            case GONE -> deletions.actor(turn.pod()) != DeletionActor.CONTROLLER;
            default -> false;
        };
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
            BitSet before = ofRevision.get(slot.filedUnder());
            if (before != null) {
                before.clear(bit);
            }
            if (slot.standing()) {
                ofRevision.computeIfAbsent(revision, any -> new BitSet()).set(bit);
            }
            slot.fileUnder(revision);
        }
    }
}
