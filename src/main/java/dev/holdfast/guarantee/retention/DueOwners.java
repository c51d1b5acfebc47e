package dev.holdfast.guarantee.retention;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Standstills;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ClaimOwnerships;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.OrdinalState;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the owners of the claims of pods that a set wants were when the controller must have put its policy into them: it had gone over
 * the set twice, and came to these pods.
 */
final class DueOwners {
    private final List<Due> due = new ArrayList<>();
    private OwnedClaims claims;

    /**
     * One claim at one of these moments.
     *
     * @param claim the claim as it was
     * @param at the status that shows that the controller had gone over the set
     * @param owned whether the set was an owner of the claim
     * @param ofPod whether the pod was
     */
    record Due(Incarnation pod, Lifetime lifetime, Observation claim, Observation at, boolean owned, boolean ofPod) {
        StatefulSetView spec() {
            return StatefulSetView.of(at);
        }

        /** Whether the owners are what the policy wants while the set wants the pod. */
        boolean right() {
            return owned == spec().deletesClaimsWhenDeleted() && !ofPod;
        }
    }

    private DueOwners() {}

    /** Those of a set, and its claims. */
    static DueOwners of(JudgingContext context) {
        DueOwners owners = new DueOwners();
        List<Runnable> later = new ArrayList<>();
        // Whether the controller knew of a claim is told by these moments, too.
        Standstills standstills = Standstills.of(context, (at, situation) -> {
            List<Incarnation> pods = comesTo(StatefulSetView.of(at), at, situation);
            later.add(() -> pods.forEach(pod -> owners.take(pod, at)));
        });
        owners.claims = new OwnedClaims(context, standstills);
        later.forEach(Runnable::run);
        return owners;
    }

    /** All of them, in order. */
    List<Due> all() {
        return due;
    }

    OwnedClaims claims() {
        return claims;
    }

    /** What was so of a claim the last time before a set was deleted; of a set before that had its name it says nothing. */
    Optional<Due> last(Lifetime claim, Observation deletion) {
        return due.stream()
                .filter(each -> each.lifetime() == claim
                        && each.at().resourceVersion() < deletion.resourceVersion()
                        && each.at().object().uid().equals(deletion.object().uid()))
                .reduce((one, other) -> other);
    }

    /** A pod that is Running has its claims brought in order when it is available, one that is Pending before. */
    private static List<Incarnation> comesTo(StatefulSetView spec, Observation at, ReplayState situation) {
        return Standstills.reached(spec, situation).stream()
                .flatMap(ordinal -> situation.slot(ordinal).filter(OrdinalState::standing).stream())
                .map(OrdinalState::pod)
                .filter(pod -> pod.lifetime()
                        .at(at.resourceVersion())
                        .filter(state -> state.object().controlledBy(at.object().uid()))
                        .map(PodView::of)
                        .filter(view -> view.healthy() || view.phase().equals("Pending"))
                        .isPresent())
                .toList();
    }

    private void take(Incarnation pod, Observation at) {
        String set = at.object().uid();
        for (Lifetime claim : claims.of(pod, at.resourceVersion())) {
            Observation state = claim.at(at.resourceVersion()).orElseThrow();
            boolean untouchable = state.object().terminating() || claims.foreign(state, pod, set);
            if (!untouchable && claims.known(claim, set, at.resourceVersion())) {
                due.add(new Due(
                        pod,
                        claim,
                        state,
                        at,
                        ClaimOwnerships.owns(set, state),
                        ClaimOwnerships.owns(pod.uid(), state)));
            }
        }
    }
}
