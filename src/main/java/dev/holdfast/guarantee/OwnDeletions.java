package dev.holdfast.guarantee;

import dev.holdfast.history.Action;
import dev.holdfast.history.History;
import dev.holdfast.history.Incarnation;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.PodView;
import dev.holdfast.history.SetTimeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Tells the deletions that are not the controller's doing: the scenario's own, and what follows from them. */
final class OwnDeletions {
    private final SetTimeline set;
    private final Map<Target, List<Action>> deletions;
    private final List<Action> ofNamespace;
    private final List<Action> ofSet;
    private final Map<Incarnation, Boolean> explained = new ConcurrentHashMap<>();

    /** What is deleted; the uid is empty when the scenario named none. */
    private record Target(String kind, String name, String uid) {}

    /** Those of a set, worked out once for all who ask. */
    static OwnDeletions of(History history, Subject subject) {
        return history.derived(
                OwnDeletions.class,
                subject.namespace() + "/" + subject.statefulSet(),
                () -> new OwnDeletions(history, subject));
    }

    private OwnDeletions(History history, Subject subject) {
        this.set = history.set(subject.namespace(), subject.statefulSet());
        this.deletions = history.actions().stream()
                .filter(action -> action.verb().equals(Action.DELETE))
                .collect(Collectors.groupingBy(action -> new Target(action.kind(), action.name(), action.uid())));
        this.ofNamespace = named("Namespace", subject.namespace());
        this.ofSet = named(Kinds.STATEFUL_SET, subject.statefulSet());
    }

    /** The scenario's deletion of this pod. */
    Optional<Action> of(Incarnation pod) {
        return of(Kinds.POD, pod.lifetime());
    }

    /** The scenario's deletion of this claim. */
    Optional<Action> ofClaim(Lifetime claim) {
        return of(Kinds.CLAIM, claim);
    }

    /**
     * Whether somebody else than the controller ended this pod: the scenario, whoever evicted it, or the garbage collector after
     * the set or the namespace was deleted.
     */
    boolean explain(Incarnation pod) {
        return explained.computeIfAbsent(pod, this::endedByOthers);
    }

    private boolean endedByOthers(Incarnation pod) {
        return of(pod).isPresent()
                || disrupted(pod)
                || pod.firstTerminating()
                        .map(ending -> withItsNamespace(ending) || withItsSet(ending))
                        .orElse(false);
    }

    private Optional<Action> of(String kind, Lifetime object) {
        // What had begun to end before it was asked for did so for another reason.
        long ending = object.firstTerminating().map(Observation::index).orElse(Long.MAX_VALUE);
        Optional<Action> ofThis =
                deletions.getOrDefault(new Target(kind, object.name(), object.uid()), List.of()).stream()
                        .filter(action -> action.index() < ending)
                        .findFirst();
        return ofThis.or(() -> deletions.getOrDefault(new Target(kind, object.name(), ""), List.of()).stream()
                .filter(action -> during(action, object))
                .findFirst());
    }

    // The condition is set with or just before the deletion by the eviction API, the taint manager, preemption and pod
    // GC.
    private static boolean disrupted(Incarnation pod) {
        return PodView.of(pod.lifetime().last()).disrupted();
    }

    private boolean withItsNamespace(Observation ending) {
        return ofNamespace.stream().anyMatch(action -> action.index() < ending.index());
    }

    private boolean withItsSet(Observation ending) {
        boolean asked = ofSet.stream()
                .filter(action -> action.index() < ending.index())
                .anyMatch(action -> action.uid().isEmpty()
                        || ending.object().controllerUid().equals(Optional.of(action.uid())));
        return asked
                || set.stateAt(ending.resourceVersion())
                        .map(state -> state.object().terminating())
                        .orElse(true);
    }

    private List<Action> named(String kind, String name) {
        return deletions.entrySet().stream()
                .filter(deletion -> deletion.getKey().kind().equals(kind)
                        && deletion.getKey().name().equals(name))
                .flatMap(deletion -> deletion.getValue().stream())
                .toList();
    }

    private static boolean during(Action action, Lifetime object) {
        return object.first().index() < action.index()
                && object.deleted().map(gone -> action.index() < gone.index()).orElse(true);
    }
}
