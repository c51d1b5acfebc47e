package dev.holdfast.history.replay;

import dev.holdfast.history.Change;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Owner;
import dev.holdfast.history.view.StatefulSetView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Who deleted what belongs to a set beside its pods: claims, volumes, its Service, its revisions. As with {@link Attribution}, what
 * nobody is on record for is the cluster's doing where all that is done is noted, and {@link DeletionActor#UNKNOWN} otherwise.
 *
 * <p>A claim goes with its owner: the controller makes the set or the pod its owner where the retention policy says that the claim
 * goes with it, and the garbage collector deletes it after that. Where it did so though the policy never said that, the claim was
 * deleted by the cluster.
 */
public final class ObjectAttribution {
    private final SetTimeline set;
    private final Attribution pods;
    private final ClaimOwnerships ownerships;
    /** When the pods and sets that can be owners were asked to go, by their uid; those that did not go have none. */
    private final Map<String, Optional<Observation>> ends = new HashMap<>();

    /** Those of a set, worked out once for all who ask. */
    public static ObjectAttribution of(SetTimeline set) {
        Attribution pods = Attribution.of(set);
        ClaimOwnerships ownerships = ClaimOwnerships.of(set);
        return set.history()
                .derived(
                        ObjectAttribution.class,
                        set.namespace() + "/" + set.name(),
                        () -> new ObjectAttribution(set, pods, ownerships));
    }

    private ObjectAttribution(SetTimeline set, Attribution pods, ClaimOwnerships ownerships) {
        this.set = set;
        this.pods = pods;
        this.ownerships = ownerships;
        for (String kind : List.of(Kinds.POD, Kinds.STATEFUL_SET)) {
            for (Lifetime object : set.history().lifetimes(kind, set.namespace())) {
                ends.put(object.uid(), object.firstTerminating());
            }
        }
    }

    /** Who asked for the deletion of this object; {@link DeletionActor#UNKNOWN} also when nobody did. */
    public DeletionActor actor(String kind, Lifetime object) {
        Optional<Observation> ending = object.firstTerminating();
        // What the garbage collector does follows from what others did, and what that was is told below.
        Optional<DeletionActor> audited =
                ending.filter(state -> !Attribution.byCollector(state)).flatMap(Attribution::audited);
        if (audited.isPresent()) {
            return audited.get();
        }
        if (pods.of(kind, object).isPresent()) {
            return DeletionActor.SCENARIO;
        }
        if (ending.isEmpty()) {
            return DeletionActor.UNKNOWN;
        }
        boolean inNamespace = !object.first().object().namespace().isEmpty();
        if (inNamespace && pods.withItsNamespace(ending.get())) {
            return DeletionActor.OWNER_GONE;
        }
        if (Attribution.byCollector(ending.get()) && ofSomethingElse(object, ending.get())) {
            return DeletionActor.OWNER_GONE;
        }
        if (kind.equals(Kinds.CLAIM) && byRetention(object, ending.get())) {
            return DeletionActor.RETENTION;
        }
        boolean againstThePolicy = kind.equals(Kinds.CLAIM) && againstThePolicy(object, ending.get());
        return againstThePolicy || pods.deletedByCluster(ending.get())
                ? DeletionActor.CONTROLLER
                : DeletionActor.UNKNOWN;
    }

    /** Whether an object had owners, and none of them was a set or a pod. */
    private static boolean ofSomethingElse(Lifetime object, Observation ending) {
        List<Owner> owners = object.lastNotTerminating().orElse(ending).object().owners();
        return !owners.isEmpty()
                && owners.stream()
                        .map(Owner::kind)
                        .noneMatch(kind -> kind.equals(Kinds.POD) || kind.equals(Kinds.STATEFUL_SET));
    }

    /** Who deleted a claim and those that followed it until another of that name; the worst that is known of any of them. */
    public DeletionActor replaced(Lifetime first, Lifetime second) {
        DeletionActor worst = DeletionActor.SCENARIO;
        for (Lifetime claim : Claims.of(set).named(first.name())) {
            long begin = claim.first().resourceVersion();
            if (begin >= first.first().resourceVersion()
                    && begin < second.first().resourceVersion()) {
                DeletionActor actor = actor(Kinds.CLAIM, claim);
                boolean worse = actor == DeletionActor.CONTROLLER
                        || (actor == DeletionActor.UNKNOWN && worst != DeletionActor.CONTROLLER);
                worst = worse ? actor : worst;
            }
        }
        return worst;
    }

    // A policy that was changed may have left its mark on claims whose pods are gone, so any earlier one counts.
    private boolean byRetention(Lifetime claim, Observation ending) {
        JsonNode owners = owners(claim, ending);
        if (owners.isEmpty()) {
            return everBefore(ending, spec -> !spec.keepsClaims());
        }
        boolean byPolicy = false;
        for (JsonNode owner : owners) {
            if (!gone(owner.path("uid").asString(""), ending)) {
                return false;
            }
            byPolicy |= switch (owner.path("kind").asString("")) {
                case Kinds.POD -> everBefore(ending, StatefulSetView::deletesClaimsWhenScaled);
                case Kinds.STATEFUL_SET -> everBefore(ending, StatefulSetView::deletesClaimsWhenDeleted);
                default -> false;
            };
        }
        return byPolicy;
    }

    /**
     * Whether the claim went after an owner that the controller gave it although no policy asked for that. What the policy was of a set
     * that was gone when the recording began is not known.
     */
    private boolean againstThePolicy(Lifetime claim, Observation ending) {
        JsonNode owners = owners(claim, ending);
        return !owners.isEmpty()
                && ownerships.madeByController(claim)
                && !byUnknownPolicy(claim)
                && !everBefore(ending, spec -> !spec.keepsClaims())
                && owners.valueStream()
                        .map(owner -> owner.path("uid").asString(""))
                        .allMatch(owner -> ends.containsKey(owner) && gone(owner, ending));
    }

    /** Whether the controller gave the claim its owner before it had seen the spec that was found when the recording began. */
    private boolean byUnknownPolicy(Lifetime claim) {
        Observation found = set.states().get(0);
        long generation = StatefulSetView.of(found).generation();
        long seen = set.states().stream()
                .filter(state -> !state.object().uid().equals(found.object().uid())
                        || StatefulSetView.of(state).observedGeneration() >= generation)
                .mapToLong(Observation::resourceVersion)
                .findFirst()
                .orElse(Long.MAX_VALUE);
        return found.change() == Change.LISTED
                && claim.states().stream()
                        .filter(state -> !state.object().owners().isEmpty())
                        .findFirst()
                        .filter(given -> given.resourceVersion() < seen)
                        .isPresent();
    }

    private static JsonNode owners(Lifetime claim, Observation ending) {
        return claim.lastNotTerminating()
                .orElse(ending)
                .object()
                .json()
                .path("metadata")
                .path("ownerReferences");
    }

    private boolean gone(String uid, Observation ending) {
        Optional<Observation> end = ends.getOrDefault(uid, Optional.of(ending));
        return end.filter(at -> at.resourceVersion() <= ending.resourceVersion())
                .isPresent();
    }

    private boolean everBefore(Observation ending, Predicate<StatefulSetView> condition) {
        return set.specs().stream()
                .filter(spec -> spec.change() == Change.LISTED || spec.resourceVersion() < ending.resourceVersion())
                .map(StatefulSetView::of)
                .anyMatch(condition);
    }
}
