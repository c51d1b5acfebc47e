package dev.holdfast.history.replay;

import dev.holdfast.history.Action;
import dev.holdfast.history.AuditedRequest;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Owner;
import dev.holdfast.history.view.PodView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who asked for the deletion of each pod of a set, by the evidence that there is.
 *
 * <p>A scenario notes all that it does, and nobody else acts on what it makes; so in a history in which actions are noted, what
 * is not the scenario's, nor follows from that, is the controller's. Whoever only watches does not know what others did: there the
 * controller has done what its own Events say, and otherwise it is {@link DeletionActor#UNKNOWN} who did it.
 */
public final class Attribution {
    private static final String NAMESPACE = "Namespace";
    /** The kubelet ends the pod; it is the controller that deletes it then. */
    private static final String BY_KUBELET = "TerminationByKubelet";

    private static final Set<String> DISRUPTERS = Set.of(
            "device-taint-eviction-controller",
            "kube-scheduler",
            "node-controller",
            "pod-garbage-collector",
            "taint-eviction-controller");
    private static final String COLLECTOR = "generic-garbage-collector";
    private static final Set<String> COLLECTORS = Set.of(COLLECTOR, "namespace-controller");

    private final SetTimeline set;
    private final Map<String, List<Action>> byUid;
    private final Map<String, List<Action>> byName;
    private final List<Action> ofNamespace;
    private final List<Action> ofSet;
    private final Optional<Observation> namespaceEnding;
    private final Map<String, Observation> setEnding = new HashMap<>();
    private final ControllerEvents events;
    /** From which entry on all is noted that the scenario does. */
    private final long noted;

    private final List<DeletionActor> actors = new ArrayList<>();

    /** Those of a set, worked out once for all who ask. */
    public static Attribution of(SetTimeline set) {
        return set.history().derived(Attribution.class, set.namespace() + "/" + set.name(), () -> new Attribution(set));
    }

    private Attribution(SetTimeline set) {
        this.set = set;
        List<Action> deletions = set.history().actions(set.namespace()).stream()
                .filter(action -> action.verb().equals(Action.DELETE))
                .toList();
        this.byUid = deletions.stream()
                .filter(action -> !action.uid().isEmpty())
                .collect(Collectors.groupingBy(Action::uid));
        this.byName = deletions.stream()
                .filter(action -> action.uid().isEmpty())
                .collect(Collectors.groupingBy(Action::name));
        this.ofNamespace = named(deletions, NAMESPACE, set.namespace());
        this.ofSet = named(deletions, Kinds.STATEFUL_SET, set.name());
        this.namespaceEnding = set.history().observations(NAMESPACE).stream()
                .filter(state -> state.object().name().equals(set.namespace()))
                .filter(state -> state.object().terminating() || state.deleted())
                .findFirst();
        for (Observation state : set.specs()) {
            if (state.object().terminating() || state.deleted()) {
                setEnding.putIfAbsent(state.object().uid(), state);
            }
        }
        this.events = new ControllerEvents(set);
        this.noted = set.history().actions().stream()
                .mapToLong(Action::index)
                .findFirst()
                .orElse(Long.MAX_VALUE);
        set.incarnations().stream()
                .sorted(Comparator.comparingInt(Incarnation::number))
                .forEach(pod -> actors.add(actorOf(pod)));
    }

    /** Who asked for the deletion of this pod; {@link DeletionActor#UNKNOWN} also when nobody did. */
    public DeletionActor actor(Incarnation pod) {
        return actors.get(pod.number());
    }

    /** The scenario's deletion of this pod. */
    public Optional<Action> of(Incarnation pod) {
        return of(Kinds.POD, pod.lifetime());
    }

    /**
     * Whether somebody else than the controller is on record for having ended this pod: the scenario, whoever evicted it, or the
     * garbage collector after the set or the namespace was deleted.
     */
    public boolean explain(Incarnation pod) {
        DeletionActor actor = actor(pod);
        return actor != DeletionActor.CONTROLLER && actor != DeletionActor.UNKNOWN;
    }

    /**
     * Whether the controller itself tells that it asked for the deletion of this pod, whoever else did: in an Event of its own, or by
     * the request that an audit log has.
     */
    public boolean toldByController(Incarnation pod) {
        return events.ofDeletion(pod).isPresent()
                || pod.firstTerminating()
                        .flatMap(Attribution::audited)
                        .filter(DeletionActor.CONTROLLER::equals)
                        .isPresent();
    }

    private DeletionActor actorOf(Incarnation pod) {
        Optional<Observation> ending = pod.firstTerminating();
        Optional<DeletionActor> audited = ending.flatMap(Attribution::audited);
        if (audited.isPresent()) {
            return audited.get();
        }
        if (of(pod).isPresent()) {
            return DeletionActor.SCENARIO;
        }
        if (ending.isEmpty()) {
            return DeletionActor.UNKNOWN;
        }
        if (disrupted(pod, ending.get())) {
            return DeletionActor.DISRUPTION;
        }
        if (withItsNamespace(ending.get()) || withItsSet(pod, ending.get())) {
            return DeletionActor.OWNER_GONE;
        }
        // Where a log tells of a request that is none for a deletion, it lacks the one that was.
        if (ending.get().request().isEmpty() && allNotedBy(ending.get())) {
            return DeletionActor.CONTROLLER;
        }
        boolean byForce = forced(pod, ending.get());
        Optional<Observation> told = events.ofDeletion(pod);
        if (told.isEmpty()) {
            return byForce ? DeletionActor.FORCED : DeletionActor.UNKNOWN;
        }
        // That the controller asked does not tell that nobody had asked before.
        return byForce || events.mayTellOfALaterRequest(told.get(), ending.get())
                ? DeletionActor.UNKNOWN
                : DeletionActor.CONTROLLER;
    }

    /**
     * Whether this is the cluster's doing: an audit log says so; or a scenario had noted by then all that it did, and nobody is on
     * record for it.
     */
    public boolean allNotedBy(Observation at) {
        return at.request().map(AuditedRequest::byCluster).orElse(at.index() > noted);
    }

    /**
     * Whether this deletion is the cluster's doing. Where an audit log tells of a request that is none for a deletion, it lacks the one
     * that was.
     */
    public boolean deletedByCluster(Observation ending) {
        return allNotedBy(ending)
                && ending.request().map(AuditedRequest::deletes).orElse(true);
    }

    /** Whether an audit log names somebody else than a part of the cluster for this. */
    public static boolean byUser(Observation at) {
        return at.request().filter(request -> !request.byCluster()).isPresent();
    }

    /** Whether an audit log names the garbage collector for this. */
    static boolean byCollector(Observation at) {
        return at.request()
                .filter(request -> request.component().equals(COLLECTOR))
                .isPresent();
    }

    /**
     * Who asked for a deletion, by the audit log: the strongest evidence that there is. A state that another request made only shows
     * that somebody had asked for it before; so does the request by which a kubelet ends what is being deleted.
     */
    static Optional<DeletionActor> audited(Observation ending) {
        Optional<AuditedRequest> asked = ending.request()
                .filter(AuditedRequest::deletes)
                .filter(request -> request.evicts() || !request.byKubelet());
        return asked.map(request -> {
            if (request.evicts() || DISRUPTERS.contains(request.component())) {
                return DeletionActor.DISRUPTION;
            }
            if (COLLECTORS.contains(request.component())) {
                return DeletionActor.OWNER_GONE;
            }
            return request.byStatefulSetController() ? DeletionActor.CONTROLLER : DeletionActor.USER;
        });
    }

    /** The scenario's deletion of this object. */
    Optional<Action> of(String kind, Lifetime object) {
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
    // GC;
    // pod GC's may come with the deletion.
    private static boolean disrupted(Incarnation pod, Observation ending) {
        return PodView.of(pod.lifetime().lastNotTerminating().orElse(ending))
                .disruption()
                .or(() -> PodView.of(ending).disruption())
                .filter(reason -> !reason.equals(BY_KUBELET))
                .isPresent();
    }

    /** Whether the namespace was going before this. */
    boolean withItsNamespace(Observation ending) {
        return ofNamespace.stream().anyMatch(action -> action.index() < ending.index())
                || namespaceEnding
                        .filter(end -> end.resourceVersion() < ending.resourceVersion())
                        .isPresent();
    }

    /** Whether the set that owned the pod was going or gone. */
    private boolean withItsSet(Incarnation pod, Observation ending) {
        Optional<String> owner = pod.lifetime()
                .lastNotTerminating()
                .orElse(ending)
                .object()
                .controller()
                .map(Owner::uid);
        // Who has no owner any more goes with none.
        if (owner.isEmpty()) {
            return false;
        }
        Optional<Observation> left = owner.map(setEnding::get).filter(SetDeletions::orphans);
        if (left.isPresent()) {
            // Its pods go with it only if it goes before it has let them go.
            return left.map(deletion -> SetDeletions.gone(set, deletion))
                    .filter(gone -> gone.deleted() && gone.resourceVersion() < ending.resourceVersion())
                    .isPresent();
        }
        boolean asked = ofSet.stream()
                .filter(action -> action.index() < ending.index())
                .anyMatch(action -> action.uid().isEmpty() || owner.equals(Optional.of(action.uid())));
        boolean going = owner.map(setEnding::get)
                .filter(end -> end.resourceVersion() < ending.resourceVersion())
                .isPresent();
        return asked || going || set.stateAt(ending.resourceVersion()).isEmpty();
    }

    // The controller asks with empty options, which means the pod's own grace period; for a pod that has no node or has
    // ended, the server makes it 0 for everybody.
    private static boolean forced(Incarnation pod, Observation ending) {
        PodView before = PodView.of(pod.lifetime().lastNotTerminating().orElse(ending));
        boolean runs = !before.nodeName().isEmpty() && !before.ended();
        OptionalLong grace = ending.object().deletionGracePeriodSeconds();
        return runs && grace.isPresent() && grace.getAsLong() != before.gracePeriodSeconds();
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
