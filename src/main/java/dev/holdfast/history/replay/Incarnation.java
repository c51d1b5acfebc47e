package dev.holdfast.history.replay;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.view.PodView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One pod that held an ordinal: what the guarantees call A (added), R (first Ready), T (first terminating), D (deleted). */
public final class Incarnation {
    /** By what name KWOK writes the status of the pods on its nodes. */
    private static final String SIMULATOR = "kwok";

    private final int number;
    private final int ordinal;
    private final Lifetime lifetime;
    private final List<Interval> ready;
    private final Optional<Observation> ended;
    private final Optional<Observation> terminating;
    private final Optional<Observation> createdBySet;
    private final String revision;

    /**
     * A stretch of the history.
     *
     * @param from where it begins
     * @param to where it ends, exclusive; empty when it lasted until the recording ended
     */
    public record Interval(Observation from, Optional<Observation> to) {
        /** Whether that revision lies in it. */
        public boolean contains(long resourceVersion) {
            return from.resourceVersion() <= resourceVersion
                    && to.map(end -> resourceVersion < end.resourceVersion()).orElse(true);
        }
    }

    /** Since when it first said so of each revision of which it ever said that it was made from it. */
    private final Map<String, Long> said;

    /**
     * A pod of a set.
     *
     * @param number as {@link #number} tells it
     * @param controllers what the controller of its set calls itself; empty when that is not known
     */
    Incarnation(int number, int ordinal, Lifetime lifetime, Set<String> controllers) {
        this.number = number;
        this.ordinal = ordinal;
        this.lifetime = lifetime;
        Course course = new Course();
        lifetime.states().forEach(course::take);
        this.ready = course.intervals();
        this.ended = course.ended;
        this.terminating = lifetime.firstTerminating();
        this.createdBySet = createdBySet(lifetime, controllers);
        this.revision = PodView.of(lifetime.first()).revision();
        this.said = said(lifetime);
    }

    private static Map<String, Long> said(Lifetime lifetime) {
        Map<String, Long> said = new HashMap<>();
        lifetime.states().forEach(state -> said.putIfAbsent(PodView.of(state).revision(), state.resourceVersion()));
        return Map.copyOf(said);
    }

    /** A number of its own among the pods of its set, below how many these are: for whoever notes something about each of them. */
    public int number() {
        return number;
    }

    public int ordinal() {
        return ordinal;
    }

    public String name() {
        return lifetime.name();
    }

    public String uid() {
        return lifetime.uid();
    }

    /** Every state of this pod. */
    public Lifetime lifetime() {
        return lifetime;
    }

    /** From which ControllerRevision the pod was made, as its label said at first; empty when it did not say. */
    public String revision() {
        return revision;
    }

    /** Whether it said by a moment that it was made from a ControllerRevision, which anybody may have it say. */
    public boolean saidToBeOf(String name, long resourceVersion) {
        Long first = said.get(name);
        return first != null && first <= resourceVersion;
    }

    /** A: the creation; empty when the pod was there before the recording began. */
    public Optional<Observation> added() {
        return lifetime.created();
    }

    /**
     * A, if the controller of a StatefulSet made the pod: it was owned from the beginning, and not adopted. Whoever replaces a pod by hand
     * makes one that is owned, too, and calls himself otherwise.
     */
    public Optional<Observation> createdBySet() {
        return createdBySet;
    }

    /** The same of any pod. */
    static Optional<Observation> createdBySet(Lifetime pod, Set<String> controllers) {
        return pod.created()
                .filter(state -> state.object()
                        .controller()
                        .filter(owner -> owner.kind().equals(Kinds.STATEFUL_SET))
                        .isPresent())
                .filter(state -> !Attribution.byUser(state) && !ClaimOwnerships.byOthers(state, controllers));
    }

    /** Whether somebody else than a controller made the pod with a set as its owner. */
    boolean madeByOthers() {
        return createdBySet.isEmpty()
                && lifetime.created()
                        .flatMap(state -> state.object().controller())
                        .filter(owner -> owner.kind().equals(Kinds.STATEFUL_SET))
                        .isPresent();
    }

    /** Whether the pod is of a set's making as far as is known: it was owned when it was seen first, and not adopted later. */
    public boolean ofSet() {
        return lifetime.first().object().controllerUid().isPresent();
    }

    /** Whether a set was the controller of the pod, as of a state of that set. */
    public boolean controlledBy(Observation set) {
        return lifetime.at(set.resourceVersion())
                .filter(state -> state.object().controlledBy(set.object().uid()))
                .isPresent();
    }

    /** R: the first state that was Running with its Ready condition True. */
    public Optional<Observation> firstReady() {
        return ready.isEmpty() ? Optional.empty() : Optional.of(ready.get(0).from());
    }

    /** When the pod was Running with its Ready condition True, in order. */
    public List<Interval> ready() {
        return ready;
    }

    /** T: the first state in which its deletion had been asked for, or the deletion itself. */
    public Optional<Observation> firstTerminating() {
        return terminating;
    }

    /** D: the deletion. */
    public Optional<Observation> deleted() {
        return lifetime.deleted();
    }

    /** The first state in which it had Failed or Succeeded; empty when it never did. */
    public Optional<Observation> ended() {
        return ended;
    }

    /** Whether KWOK reported for it and no kubelet did, so that no container of it ran. */
    public boolean simulated() {
        return lifetime.last().object().writers().stream()
                .anyMatch(writer -> writer.manager().equals(SIMULATOR));
    }

    /** Whether the pod existed as of that revision, terminating or not. */
    public boolean existsAt(long resourceVersion) {
        return lifetime.existsAt(resourceVersion);
    }

    /** Whether the pod existed, was Running and Ready, and its deletion had not been asked for, as of that revision. */
    public boolean healthyAt(long resourceVersion) {
        return lifetime.at(resourceVersion)
                .map(state -> PodView.of(state).healthy())
                .orElse(false);
    }

    @Override
    public String toString() {
        return "pod " + ordinal + " (uid " + uid() + ")";
    }

    /** When a pod was Ready and whether it came to its end, from one state to the next. */
    private static final class Course {
        private final List<Interval> ready = new ArrayList<>();
        private Observation since;
        private Optional<Observation> ended = Optional.empty();

        void take(Observation state) {
            PodView pod = PodView.of(state);
            boolean now = !state.deleted() && pod.ready() && pod.phase().equals("Running");
            if (now && since == null) {
                since = state;
            } else if (!now && since != null) {
                ready.add(new Interval(since, Optional.of(state)));
                since = null;
            }
            if (ended.isEmpty() && pod.ended()) {
                ended = Optional.of(state);
            }
        }

        List<Interval> intervals() {
            if (since != null) {
                ready.add(new Interval(since, Optional.empty()));
            }
            return List.copyOf(ready);
        }
    }
}
