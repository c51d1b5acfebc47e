package dev.holdfast.guarantee.retention;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Owner;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A pod that is scaled up again does not get the claim that goes with the pod that was scaled away: as long as that pod is its owner,
 * the controller makes no other of the name.
 */
public final class RetentionStaleWaits extends RetentionGuarantee {
    public RetentionStaleWaits() {
        super(
                RetentionPolicy.WHEN_SCALED,
                Promise.of(
                                "retention.stale-waits",
                                "With whenScaled Delete a Pod that is scaled up again MUST NOT be created while its PersistentVolumeClaim"
                                        + " still belongs to the Pod that was scaled down")
                        .otherwise(Harm.DATA, "A new member writes to a volume that is deleted under it")
                        .documentedAt(RETENTION));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        OwnedClaims claims = new OwnedClaims(context);
        Set<Integer> waited = new TreeSet<>();
        context.followCreations((turn, before) -> {
            if (!before.possible().isEmpty()
                    && before.possible().stream().allMatch(StatefulSetView::deletesClaimsWhenScaled)) {
                judge(turn, before, claims, waited, context);
            }
        });
        return context.findings()
                .verdict(
                        "the pods " + Phrases.list(waited)
                                + " came back only when the claims of those that were scaled away were gone",
                        "no pod of " + context.name()
                                + " was scaled up again whose claim had gone with the one before");
    }

    /** Judges the creation of a pod, and notes its ordinal if it had a claim to wait for, and did. */
    private static void judge(
            PodTransition turn, ReplayState before, OwnedClaims claims, Set<Integer> waited, JudgingContext context) {
        long created = turn.at().resourceVersion();
        String set = before.state().orElseThrow().object().uid();
        for (Lifetime claim : claims.of(turn.pod(), created)) {
            Observation state = claim.at(created).orElseThrow();
            Optional<Owner> former = state.object().owners().stream()
                    .filter(owner -> owner.kind().equals(Kinds.POD)
                            && owner.name().equals(turn.pod().name())
                            && !owner.uid().equals(turn.pod().uid()))
                    .findFirst();
            if (former.isPresent()) {
                stale(turn, before, claim, former.get(), set, claims, context);
                return;
            }
        }
        boolean hadToWait = claims.before(turn.pod(), created).stream().anyMatch(claim -> claim.lastNotTerminating()
                .filter(state -> state.object().owners().stream()
                        .anyMatch(owner -> owner.kind().equals(Kinds.POD)))
                .isPresent());
        if (hadToWait) {
            context.findings().judged();
            waited.add(turn.ordinal());
        }
    }

    private static void stale(
            PodTransition turn,
            ReplayState before,
            Lifetime claim,
            Owner former,
            String set,
            OwnedClaims claims,
            JudgingContext context) {
        Observation given = OwnedClaims.given(claim, former.uid(), turn.at().resourceVersion())
                .orElseThrow();
        String sentence = Phrases.pod(turn.pod()) + " was created " + Phrases.at(turn.at()) + " on claim "
                + claim.name() + ", which goes with the pod before (uid " + former.uid() + ") since resourceVersion "
                + given.resourceVersion();
        if (claims.knownToBeOf(claim, given, former.uid(), set, turn.at().resourceVersion())) {
            context.broken(turn, before, sentence, given, turn.at());
        } else {
            context.findings().open(sentence + "; the controller may not have heard of that yet", given, turn.at());
        }
    }
}
