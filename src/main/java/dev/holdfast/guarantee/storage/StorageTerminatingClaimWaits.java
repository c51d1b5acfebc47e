package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Standstills;
import dev.holdfast.guarantee.StorageGuarantee;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * No pod is created on a claim that is being deleted: it would keep the claim from going, and never be started. Judged where the
 * controller had gone over the set twice since the deletion of the claim was asked for, so that it knew of that.
 */
public final class StorageTerminatingClaimWaits extends StorageGuarantee {
    public StorageTerminatingClaimWaits() {
        super(Promise.of(
                        "storage.terminating-claim-waits",
                        "A Pod MUST NOT be created while a PersistentVolumeClaim of its name is being deleted: it waits for that"
                                + " to be gone and gets a new one")
                .otherwise(Harm.AVAILABILITY, "A member hangs on a claim that cannot go, and cannot be started on it")
                .documentedAt(
                        "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#storage-object-in-use-protection")
                .alsoSeenIn(Kinds.CLAIM));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Claims claims = Claims.of(context.set());
        Set<Integer> waited = new TreeSet<>();
        Map<Integer, Observation> gone = new HashMap<>();
        context.followPods((turn, before) -> {
            if (turn.is(PodChange.GONE)) {
                gone.put(turn.ordinal(), turn.at());
            } else if (JudgingContext.createdForTheSet(turn, before)) {
                for (String name : claims.of(turn.pod()).values()) {
                    ending(claims, name, turn.at()).ifPresent(claim -> tooEarly(turn, claim, before, context));
                    if (waitedFor(claims, name, turn, Optional.ofNullable(gone.get(turn.ordinal())))) {
                        context.findings().judged();
                        waited.add(turn.ordinal());
                    }
                }
            }
        });
        return context.findings()
                .verdict(
                        "the pods " + Phrases.list(waited) + " were created only when their former claims were gone",
                        "no claim of " + context.name() + " was being deleted while its pod was missing");
    }

    private static Optional<Lifetime> ending(Claims claims, String name, Observation created) {
        return claims.existing(name, created.resourceVersion()).filter(claim -> claim.firstTerminating()
                .filter(state -> state.resourceVersion() < created.resourceVersion())
                .isPresent());
    }

    private static void tooEarly(PodTransition turn, Lifetime claim, ReplayState before, JudgingContext context) {
        Observation ending = claim.firstTerminating().orElseThrow();
        String sentence = Phrases.pod(turn.pod()) + " was created " + Phrases.at(turn.at()) + " on claim "
                + claim.name() + ", which was being deleted since resourceVersion " + ending.resourceVersion();
        if (Standstills.of(context).knownBy(ending, turn.at().resourceVersion())) {
            context.broken(turn, before, sentence, ending, turn.at());
        } else {
            context.findings().open(sentence + "; the controller may not have heard of that yet", ending, turn.at());
        }
    }

    /** Whether a claim of that name was on its way out when the pod before was gone. */
    private static boolean waitedFor(Claims claims, String name, PodTransition created, Optional<Observation> gone) {
        return gone.filter(end -> claims.named(name).stream()
                        .anyMatch(claim -> claim.at(end.resourceVersion())
                                        .filter(state -> state.object().terminating())
                                        .isPresent()
                                && !claim.existsAt(created.at().resourceVersion())))
                .isPresent();
    }
}
