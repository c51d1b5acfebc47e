package dev.holdfast.guarantee.retention;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Standstills;
import dev.holdfast.history.Action;
import dev.holdfast.history.Change;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Owner;
import dev.holdfast.history.replay.Attribution;
import dev.holdfast.history.replay.ClaimOwnerships;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The claims of a set's pods, who owned them, and whether the controller knew of them. */
final class OwnedClaims {
    private final JudgingContext context;
    private final Claims claims;
    private final ClaimOwnerships ownerships;
    /** Looked for only when a verdict depends on them. */
    private Optional<Standstills> standstills = Optional.empty();

    OwnedClaims(JudgingContext context) {
        this.context = context;
        this.claims = Claims.of(context.set());
        this.ownerships = ClaimOwnerships.of(context.set());
    }

    OwnedClaims(JudgingContext context, Standstills standstills) {
        this(context);
        this.standstills = Optional.of(standstills);
    }

    /**
     * The claims of a pod that existed as of that revision, which the set that there was then gives to it; one that the pod was adopted
     * from, or whoever made it, may have given it others.
     */
    List<Lifetime> of(Incarnation pod, long resourceVersion) {
        Map<String, String> mounts = claims.of(pod);
        List<String> templates = context.set()
                .at(resourceVersion)
                .map(StatefulSetView::claimTemplates)
                .orElse(List.copyOf(mounts.keySet()));
        return mounts.entrySet().stream()
                .filter(mount -> templates.contains(mount.getKey())
                        && mount.getValue().equals(mount.getKey() + "-" + pod.name()))
                .map(Map.Entry::getValue)
                .flatMap(name -> claims.existing(name, resourceVersion).stream())
                .toList();
    }

    /** The claims of the names that a pod mounts which were gone by that revision. */
    List<Lifetime> before(Incarnation pod, long resourceVersion) {
        return claims.of(pod).values().stream()
                .flatMap(name -> claims.named(name).stream())
                .filter(claim -> claim.deleted()
                        .filter(gone -> gone.resourceVersion() <= resourceVersion)
                        .isPresent())
                .toList();
    }

    /** The state at which the controller gave a claim back to a set that had lost it since its deletion had begun, if it did. */
    Optional<Observation> givenBack(Lifetime claim, Observation deletion) {
        return ownerships.givenBack(claim, deletion.object().uid(), deletion.resourceVersion());
    }

    /** The first state of a claim of which an object was an owner, no later than that revision. */
    static Optional<Observation> given(Lifetime claim, String owner, long resourceVersion) {
        return claim.states().stream()
                .filter(state -> state.resourceVersion() <= resourceVersion)
                .filter(state -> ClaimOwnerships.owns(owner, state))
                .findFirst();
    }

    /**
     * Whether a claim belongs to somebody else: to another controller, or to a set or pod of that name that was there before. Such a
     * claim is not touched.
     */
    boolean foreign(Observation claim, Incarnation pod, String set) {
        for (Owner owner : claim.object().owners()) {
            boolean ofSet = owner.kind().equals(Kinds.STATEFUL_SET)
                    && owner.name().equals(context.name())
                    && owner.uid().equals(set);
            boolean ofPod = owner.kind().equals(Kinds.POD)
                    && owner.name().equals(pod.name())
                    && owner.uid().equals(pod.uid());
            if (!ofSet && !ofPod) {
                return true;
            }
        }
        return false;
    }

    /** Whether the controller of a set knew that a claim was there when it acted at a revision. */
    boolean known(Lifetime claim, String set, long resourceVersion) {
        boolean ownWrite = context.knowsItsOwnWrites()
                && madeByController(claim)
                && claim.first().resourceVersion() > firstOf(set);
        return ownWrite
                || standstills().knownBy(claim.first(), resourceVersion)
                || (given(claim, set, resourceVersion).isPresent() && ownerships.givenByController(claim, set));
    }

    /** Whether the controller of a set knew, when it acted at a revision, that a claim did not belong to somebody else any more. */
    boolean knownToBeFree(Lifetime claim, Incarnation pod, String set, long resourceVersion) {
        Optional<Observation> freed = Optional.empty();
        boolean foreign = false;
        for (Observation state : claim.states()) {
            if (state.resourceVersion() > resourceVersion) {
                break;
            }
            boolean now = foreign(state, pod, set);
            freed = foreign && !now ? Optional.of(state) : freed;
            foreign = now;
        }
        return freed.map(state -> standstills().knownBy(state, resourceVersion)).orElse(true);
    }

    /** Whether the controller of a set knew that a claim had been given to an owner when it acted at a revision. */
    boolean knownToBeOf(Lifetime claim, Observation given, String owner, String set, long resourceVersion) {
        boolean ownWrite = context.knowsItsOwnWrites()
                && givenByController(claim, given, owner)
                && given.resourceVersion() > firstOf(set);
        return ownWrite || standstills().knownBy(given, resourceVersion);
    }

    private Standstills standstills() {
        if (standstills.isEmpty()) {
            standstills = Optional.of(Standstills.of(context));
        }
        return standstills.get();
    }

    /** Whether a pod was made the owner of a claim by the controller, as far as is known. */
    boolean givenByController(Lifetime claim, Observation given, String owner) {
        return allNoted(given) || ownerships.givenByController(claim, owner);
    }

    boolean allNoted(Observation at) {
        return Attribution.of(context.set()).allNotedBy(at);
    }

    /** Whether the cluster deleted a claim, as far as is known. */
    boolean deletedByCluster(Observation ending) {
        return Attribution.of(context.set()).deletedByCluster(ending);
    }

    private boolean madeByController(Lifetime claim) {
        if (claim.created().isEmpty()) {
            return false;
        }
        boolean scenario = Attribution.byUser(claim.first())
                || context.history().actions(context.set().namespace()).stream()
                        .anyMatch(action -> action.verb().equals(Action.CREATE)
                                && action.kind().equals(Kinds.CLAIM)
                                && action.name().equals(claim.name()));
        return !scenario && (allNoted(claim.first()) || ownerships.createdByController(claim));
    }

    /** When the set was seen first: with that it was created; nothing is known of what it made if it was there already. */
    private long firstOf(String set) {
        return context.set().specs().stream()
                .filter(state -> state.object().uid().equals(set))
                .findFirst()
                .filter(first -> first.change() == Change.ADDED)
                .map(Observation::resourceVersion)
                .orElse(Long.MAX_VALUE);
    }
}
