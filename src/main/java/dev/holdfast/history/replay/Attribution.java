package dev.holdfast.history.replay;

import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.view.PodView;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells the deletions that are not the controller's doing: the scenario's own, and what follows from them. */
public final class Attribution {
    private final SetTimeline set;
    private final Map<String, List<Action>> byUid;
    private final Map<String, List<Action>> byName;
    private final List<Action> ofNamespace;
    private final List<Action> ofSet;
    private final BitSet explained = new BitSet();

    /** Those of a set, worked out once for all who ask. */
    public static Attribution of(SetTimeline set) {
        return set.history().derived(Attribution.class, set.namespace() + "/" + set.name(), () -> new Attribution(set));
    }

    private Attribution(SetTimeline set) {
        this.set = set;
        List<Action> deletions = set.history().actions().stream()
                .filter(action -> action.verb().equals(Action.DELETE))
                .toList();
        this.byUid = deletions.stream()
                .filter(action -> !action.uid().isEmpty())
                .collect(Collectors.groupingBy(Action::uid));
        this.byName = deletions.stream()
                .filter(action -> action.uid().isEmpty())
                .collect(Collectors.groupingBy(Action::name));
        this.ofNamespace = named(deletions, "Namespace", set.namespace());
        this.ofSet = named(deletions, Kinds.STATEFUL_SET, set.name());
        set.incarnations().forEach(pod -> explained.set(pod.number(), endedByOthers(pod)));
    }

    /** The scenario's deletion of this pod. */
    public Optional<Action> of(Incarnation pod) {
        return of(Kinds.POD, pod.lifetime());
    }

    /** The scenario's deletion of this claim. */
    public Optional<Action> ofClaim(Lifetime claim) {
        return of(Kinds.CLAIM, claim);
    }

    /**
     * Whether somebody else than the controller ended this pod: the scenario, whoever evicted it, or the garbage collector after
     * the set or the namespace was deleted.
     */
    public boolean explain(Incarnation pod) {
        return explained.get(pod.number());
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
        for (Action action : byUid.getOrDefault(object.uid(), List.of())) {
            if (names(action, kind, object.name()) && action.index() < ending) {
                return Optional.of(action);
            }
        }
        for (Action action : byName.getOrDefault(object.name(), List.of())) {
            if (names(action, kind, object.name()) && during(action, object)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
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

    private static List<Action> named(List<Action> deletions, String kind, String name) {
        return deletions.stream().filter(action -> names(action, kind, name)).toList();
    }

    private static boolean names(Action action, String kind, String name) {
        return action.kind().equals(kind) && action.name().equals(name);
    }

    private static boolean during(Action action, Lifetime object) {
        return object.first().index() < action.index()
                && object.deleted().map(gone -> action.index() < gone.index()).orElse(true);
    }
}
