package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.ClaimOrigin;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.StorageGuarantee;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Change;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A claim that is there before the pod whose claim it is by its name is used by that pod, and is not made anew. Judged of claims that
 * were there before their set, or that others than the controller made.
 */
public final class StorageExistingClaim extends StorageGuarantee {
    public StorageExistingClaim() {
        super(Promise.of(
                        "storage.existing-claim",
                        "A PersistentVolumeClaim that exists already under the name of a Pod's claim MUST be used by that Pod as it is")
                .otherwise(
                        Harm.DATA,
                        "A volume that was provisioned for a member, with the data in it, is not the one it gets")
                .documentedAt(
                        "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/#StatefulSetSpec")
                .alsoSeenIn(Kinds.CLAIM));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Claims claims = Claims.of(context.set());
        Set<String> used = new TreeSet<>();
        Map<String, Boolean> byOthers = new HashMap<>(); // who made a claim does not depend on the pod
        for (Incarnation pod : context.set().incarnations()) {
            if (pod.createdBySet().isPresent()) {
                for (String template : claims.templates(pod)) {
                    before(pod, template + "-" + pod.name(), claims, byOthers, context)
                            .ifPresent(claim -> {
                                context.findings().judged();
                                judge(pod, template, claim, claims, context);
                                used.add(claim.name());
                            });
                }
            }
        }
        return context.findings()
                .verdict(
                        "the pods have the claims that were there before: " + Phrases.list(used),
                        "no claim of " + context.name() + " was there before its set and its pod");
    }

    /** The claim of that name that was there before the pod and is not of the making of the set that made the pod. */
    private static Optional<Lifetime> before(
            Incarnation pod, String name, Claims claims, Map<String, Boolean> byOthers, JudgingContext context) {
        long created = pod.added().orElseThrow().resourceVersion();
        return claims.existing(name, created)
                .filter(claim -> claim.at(created)
                        .filter(state -> !state.object().terminating())
                        .isPresent())
                .filter(claim -> beforeSet(pod, claim, context)
                        || byOthers.computeIfAbsent(claim.uid(), any -> byOthers(claim, context)));
    }

    private static boolean beforeSet(Incarnation pod, Lifetime claim, JudgingContext context) {
        String owner = pod.added().orElseThrow().object().controllerUid().orElse("");
        return context.set().states().stream()
                .filter(state -> state.object().uid().equals(owner))
                .findFirst()
                .filter(first -> first.change() == Change.ADDED)
                .filter(first -> claim.first().resourceVersion() < first.resourceVersion())
                .isPresent();
    }

    private static boolean byOthers(Lifetime claim, JudgingContext context) {
        return claim.created()
                .filter(made -> ClaimOrigin.of(context.set(), made) == ClaimOrigin.SCENARIO)
                .isPresent();
    }

    private static void judge(Incarnation pod, String template, Lifetime claim, Claims claims, JudgingContext context) {
        Observation added = pod.added().orElseThrow();
        String there = "claim " + claim.name() + " (uid " + claim.uid() + ") was there since resourceVersion "
                + claim.first().resourceVersion();
        String mounted = claims.of(pod).getOrDefault(template, "");
        if (!mounted.equals(claim.name())) {
            context.findings()
                    .broken(
                            Phrases.pod(pod) + " was created " + Phrases.at(added) + " with "
                                    + (mounted.isEmpty() ? "no claim" : "claim " + mounted) + " as its volume "
                                    + template + ", although " + there,
                            claim.first(),
                            added);
            return;
        }
        claims.named(claim.name()).stream()
                .filter(next -> next.first().resourceVersion() > claim.last().resourceVersion())
                .findFirst()
                .flatMap(Lifetime::created)
                .ifPresent(next -> replaced(claim, next, there, claims, context));
    }

    private static void replaced(
            Lifetime claim, Observation next, String there, Claims claims, JudgingContext context) {
        Lifetime by = claims.existing(claim.name(), next.resourceVersion()).orElseThrow();
        context.replaced(
                claim,
                by,
                there + " before its pod, and was replaced by another (uid " + by.uid() + ") " + Phrases.at(next),
                claim.last(),
                next);
    }
}
