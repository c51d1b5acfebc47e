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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells the deletions that are not the controller's doing: the scenario's own, and what follows from them. */
final class OwnDeletions {
    private final String namespace;
    private final SetTimeline set;
    private final Map<String, List<Action>> deletions;

    OwnDeletions(History history, Subject subject) {
        this.namespace = subject.namespace();
        this.set = history.set(subject.namespace(), subject.statefulSet());
        this.deletions = history.actions().stream()
                .filter(action -> action.verb().equals(Action.DELETE))
                .collect(Collectors.groupingBy(action -> key(action.kind(), action.name())));
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
        return of(pod).isPresent()
                || disrupted(pod)
                || pod.firstTerminating()
                        .map(ending -> withItsNamespace(ending) || withItsSet(ending))
                        .orElse(false);
    }

    private Optional<Action> of(String kind, Lifetime object) {
        return named(kind, object.name())
                .filter(action -> action.deletes(kind, object.name(), object.uid()))
                .filter(action -> !action.uid().isEmpty() || during(action, object))
                .findFirst();
    }

    // The condition is set with or just before the deletion by the eviction API, the taint manager, preemption and pod
    // GC.
    private static boolean disrupted(Incarnation pod) {
        return PodView.of(pod.lifetime().last()).disrupted();
    }

    private boolean withItsNamespace(Observation ending) {
        return named("Namespace", namespace).anyMatch(action -> action.index() < ending.index());
    }

    private boolean withItsSet(Observation ending) {
        boolean asked = named(Kinds.STATEFUL_SET, set.name())
                .filter(action -> action.index() < ending.index())
                .anyMatch(action -> action.uid().isEmpty()
                        || ending.object().controllerUid().equals(Optional.of(action.uid())));
        return asked
                || set.stateAt(ending.resourceVersion())
                        .map(state -> state.object().terminating())
                        .orElse(true);
    }

    private Stream<Action> named(String kind, String name) {
        return deletions.getOrDefault(key(kind, name), List.of()).stream();
    }

    private static String key(String kind, String name) {
        return kind + "/" + name;
    }

    private static boolean during(Action action, Lifetime object) {
        return object.first().index() < action.index()
                && object.deleted().map(gone -> action.index() < gone.index()).orElse(true);
    }
}
