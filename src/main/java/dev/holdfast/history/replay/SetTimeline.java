package dev.holdfast.history.replay;

import dev.holdfast.history.Change;
import dev.holdfast.history.Gap;
import dev.holdfast.history.History;
import dev.holdfast.history.InOrder;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Owner;
import dev.holdfast.history.view.Ordinal;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One StatefulSet over time: what was asked of it, and the pods that it controlled. */
public final class SetTimeline {
    private final History history;
    private final String namespace;
    private final String name;
    private final List<Observation> states;
    private final List<Incarnation> incarnations;
    private final List<Lifetime> misnamed;
    private final Map<Integer, List<Incarnation>> byOrdinal;
    private final List<Gap> gaps;
    private final long absentUntil;
    private final List<Observation> specs = new ArrayList<>();
    private final List<Observation> turns = new ArrayList<>();
    private final Map<String, Incarnation> byUid = new HashMap<>();
    /** The first spec of each set of this name, by its uid. */
    private final Map<String, StatefulSetView> firstSpecs = new HashMap<>();
    /** The first spec of the set that owned each pod first, by the number of the pod; null where it was never seen. */
    private final StatefulSetView[] owners;

    /** Every range that the set wanted at some time: seldom more than a few. */
    private final Set<Range> ranges = new LinkedHashSet<>();

    private EventSequence sequence;
    /** By the uid of the set. */
    private final Map<String, List<PodStep>> steps = new HashMap<>();

    private record Range(int start, int replicas) {}

    private SetTimeline(
            History history,
            String namespace,
            String name,
            List<Observation> states,
            List<Incarnation> incarnations,
            List<Lifetime> misnamed) {
        this.history = history;
        this.namespace = namespace;
        this.name = name;
        this.states = List.copyOf(states);
        this.incarnations = List.copyOf(incarnations);
        this.misnamed = List.copyOf(misnamed);
        this.byOrdinal = new TreeMap<>();
        for (Incarnation incarnation : incarnations) {
            byOrdinal
                    .computeIfAbsent(incarnation.ordinal(), ordinal -> new ArrayList<>())
                    .add(incarnation);
            byUid.put(incarnation.uid(), incarnation);
        }
        this.gaps = history.gaps(Kinds.STATEFUL_SET, Kinds.POD);
        this.absentUntil = states.isEmpty() ? 0 : history.absentUntil(states.get(0));
        Observation before = null;
        for (Observation state : states) {
            take(state, before);
            before = state;
        }
        for (Observation state : specs) {
            StatefulSetView view = StatefulSetView.of(state);
            ranges.add(new Range(view.start(), view.replicas()));
            firstSpecs.putIfAbsent(state.object().uid(), view);
        }
        this.owners = new StatefulSetView[incarnations.size()];
        for (Incarnation pod : incarnations) {
            owners[pod.number()] = firstSpecOfOwner(pod);
        }
    }

    /** A StatefulSet as a history tells of it, worked out once for all who ask. */
    public static SetTimeline of(History history, String namespace, String name) {
        return history.derived(SetTimeline.class, namespace + "/" + name, () -> read(history, namespace, name));
    }

    private static SetTimeline read(History history, String namespace, String name) {
        List<Observation> states = history.observations(Kinds.STATEFUL_SET).stream()
                .filter(state -> state.object().namespace().equals(namespace)
                        && state.object().name().equals(name))
                .toList();
        List<Incarnation> incarnations = new ArrayList<>();
        List<Lifetime> misnamed = new ArrayList<>();
        Set<String> controllers = ClaimOwnerships.controllers(states);
        for (Lifetime pod : history.lifetimes(Kinds.POD, namespace)) {
            if (!controlled(pod, name)) {
                continue;
            }
            OptionalInt ordinal = Ordinal.of(name, pod.name());
            if (ordinal.isPresent()) {
                incarnations.add(new Incarnation(incarnations.size(), ordinal.getAsInt(), pod, controllers));
            } else {
                misnamed.add(pod);
            }
        }
        incarnations.sort(Comparator.comparingLong(
                incarnation -> incarnation.lifetime().first().resourceVersion()));
        return new SetTimeline(history, namespace, name, states, incarnations, misnamed);
    }

    /** What tells of it. */
    public History history() {
        return history;
    }

    public String namespace() {
        return namespace;
    }

    public String name() {
        return name;
    }

    /** Every state of the StatefulSet, in order; of several sets of this name one after the other. */
    public List<Observation> states() {
        return states;
    }

    /** The first state with each spec, and the deletions: what was asked of the StatefulSet, in order. */
    public List<Observation> specs() {
        return Collections.unmodifiableList(specs);
    }

    /**
     * The states in which the StatefulSet was asked for something else, or its controller says that it acted on another spec or names
     * another revision, and the deletions, in order. Nearly all others tell only what the controller has counted.
     */
    List<Observation> turns() {
        return turns;
    }

    /** What the templates of the StatefulSet asked of its pods, in order: {@code spec.template.spec} of each spec. */
    public Stream<JsonNode> podSpecs() {
        return specs.stream()
                .map(state ->
                        state.object().json().path("spec").path("template").path("spec"));
    }

    /** What the StatefulSet was as of that revision; empty before its creation, from its deletion on, or when never seen. */
    public Optional<StatefulSetView> at(long resourceVersion) {
        return stateAt(resourceVersion).map(StatefulSetView::of);
    }

    /** The observation that tells what the StatefulSet was as of that revision. */
    public Optional<Observation> stateAt(long resourceVersion) {
        int next = InOrder.firstAfter(states, resourceVersion);
        if (next == 0) {
            // What was listed had been there for an unknown time.
            return states.stream()
                    .findFirst()
                    .filter(first -> first.change() == Change.LISTED && resourceVersion > absentUntil);
        }
        return Optional.of(states.get(next - 1)).filter(state -> !state.deleted());
    }

    /** The last that was seen of the StatefulSet, be it deleted since or not; empty when it was never seen. */
    public Optional<StatefulSetView> last() {
        return states.isEmpty() ? Optional.empty() : Optional.of(StatefulSetView.of(states.get(states.size() - 1)));
    }

    /**
     * The first spec of the set that owned the pod first: for what never changes in the life of a set. Of an owner that was never seen
     * the last set of that name is taken; but not for a pod that was created for it, of which that says nothing.
     */
    public Optional<StatefulSetView> setOf(Incarnation pod) {
        Optional<StatefulSetView> owner = Optional.ofNullable(owners[pod.number()]);
        return pod.createdBySet().isPresent() ? owner : owner.or(this::last);
    }

    private StatefulSetView firstSpecOfOwner(Incarnation pod) {
        for (Observation state : pod.lifetime().states()) {
            Owner owner = state.object().controller().orElse(null);
            StatefulSetView set = owner == null ? null : firstSpecs.get(owner.uid());
            if (set != null) {
                return set;
            }
        }
        return null;
    }

    /** Whether the set ever wanted a pod of this ordinal. */
    public boolean everWanted(int ordinal) {
        return ranges.stream()
                .anyMatch(range -> ordinal >= range.start() && ordinal < range.start() + range.replicas());
    }

    /** Whether every spec that the set ever had wants a pod of this ordinal. */
    public boolean alwaysWanted(int ordinal) {
        return ranges.stream()
                .allMatch(range -> ordinal >= range.start() && ordinal < range.start() + range.replicas());
    }

    /** The pods that the set controlled and that carry a name that it gives, by their first appearance. */
    public List<Incarnation> incarnations() {
        return incarnations;
    }

    /** The pods that held an ordinal, one after the other. */
    public List<Incarnation> incarnations(int ordinal) {
        return byOrdinal.getOrDefault(ordinal, List.of());
    }

    /** What changes how many pods a set of this name has, in order. */
    synchronized List<PodStep> steps(String uid) {
        return steps.computeIfAbsent(uid, any -> steps(uid, Set.of()));
    }

    /**
     * The same, where the controller does not count some pods before it has heard that it adopted them.
     *
     * @param refused these pods
     */
    List<PodStep> steps(String uid, Set<Incarnation> refused) {
        Map<String, String> selector = Optional.ofNullable(firstSpecs.get(uid))
                .map(StatefulSetView::matchLabels)
                .orElse(Map.of());
        return incarnations.stream()
                .flatMap(pod -> (refused.contains(pod)
                                ? PodStep.sinceAdoption(pod, uid, selector)
                                : PodStep.of(pod, uid, selector))
                        .stream())
                .sorted(Comparator.comparingLong(PodStep::at))
                .toList();
    }

    /** What an order can be judged by, in one sequence. */
    public List<Transition> course() {
        return sequence().all().moments();
    }

    synchronized EventSequence sequence() {
        if (sequence == null) {
            sequence = EventSequence.of(this, gaps);
        }
        return sequence;
    }

    /** The pod of this uid, if the set controlled it. */
    public Optional<Incarnation> withUid(String uid) {
        return Optional.ofNullable(byUid.get(uid));
    }

    /** All ordinals that any pod held, ascending. */
    public List<Integer> ordinals() {
        return List.copyOf(byOrdinal.keySet());
    }

    /**
     * The last state of the set and of its pods that was there already when the recording began; empty when all of it was seen from
     * its creation on.
     */
    Optional<Observation> found() {
        return Stream.concat(states.stream().limit(1), incarnations.stream().map(pod -> pod.lifetime()
                        .first()))
                .filter(state -> state.change() == Change.LISTED)
                .max(Comparator.comparingLong(Observation::resourceVersion));
    }

    /** The highest ordinal that any pod held or the set ever wanted; -1 when there is none. */
    int highestOrdinal() {
        int wanted = ranges.stream()
                .mapToInt(range -> range.start() + range.replicas() - 1)
                .max()
                .orElse(-1);
        return byOrdinal.keySet().stream().reduce(wanted, Math::max);
    }

    /** The lowest ordinal that any pod held or the set ever wanted. */
    public int lowestOrdinal() {
        int lowestWanted = ranges.stream().mapToInt(Range::start).min().orElse(0);
        return byOrdinal.keySet().stream()
                .findFirst()
                .map(held -> Math.min(held, lowestWanted))
                .orElse(lowestWanted);
    }

    /** The pods that the set controlled although they do not carry a name that it gives. */
    public List<Lifetime> misnamed() {
        return misnamed;
    }

    /** The last pod of that ordinal that was created no later than that revision, be it gone since or not. */
    public Optional<Incarnation> holder(int ordinal, long resourceVersion) {
        Incarnation holder = null;
        for (Incarnation incarnation : incarnations(ordinal)) {
            if (incarnation.added().isPresent() && incarnation.added().get().resourceVersion() > resourceVersion) {
                break;
            }
            holder = incarnation;
        }
        return Optional.ofNullable(holder);
    }

    // Adoption and release change the owner of a living pod, so any state counts.
    private static boolean controlled(Lifetime pod, String set) {
        return pod.states().stream().anyMatch(state -> state.object()
                .controller()
                .filter(owner ->
                        owner.kind().equals(Kinds.STATEFUL_SET) && owner.name().equals(set))
                .isPresent());
    }

    private void take(Observation state, Observation before) {
        if (specs.isEmpty() || otherSpec(specs.get(specs.size() - 1), state)) {
            specs.add(state);
        }
        if (before == null || otherSpec(before, state) || otherRevision(before, state)) {
            turns.add(state);
        }
    }

    static boolean otherSpec(Observation earlier, Observation state) {
        return state.deleted()
                || !earlier.object().uid().equals(state.object().uid())
                || earlier.object().terminating() != state.object().terminating()
                || StatefulSetView.of(earlier).generation()
                        != StatefulSetView.of(state).generation();
    }

    private static boolean otherRevision(Observation before, Observation state) {
        StatefulSetView then = StatefulSetView.of(before);
        StatefulSetView now = StatefulSetView.of(state);
        return then.observedGeneration() != now.observedGeneration()
                || !then.updateRevision().equals(now.updateRevision());
    }
}
