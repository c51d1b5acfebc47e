package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.StorageGuarantee;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import java.util.Optional;

/**
 * At the creation of each pod its claims exist. Relates pods to claims by resourceVersion, which Kubernetes takes from one
 * counter for both unless one of them is kept in an etcd of its own. When the numbers accuse, but the claim had arrived here
 * before the pod, the two contradict each other and nothing is concluded.
 */
public final class StorageClaimBeforePod extends StorageGuarantee {
    public StorageClaimBeforePod() {
        super(Promise.of(
                        "storage.claim-before-pod",
                        "The PersistentVolumeClaims of a Pod MUST exist before the Pod is created")
                .otherwise(Harm.AVAILABILITY, "The pod cannot be scheduled until somebody creates its claim")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage")
                .seenOnlyIn(Kinds.POD, Kinds.CLAIM));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        SetTimeline set = context.set();
        Findings findings = context.findings();
        Claims claims = Claims.of(set);
        int pods = 0;
        for (Incarnation pod : set.incarnations()) {
            if (pod.createdBySet().isPresent()) {
                for (String claim : claims.of(pod).values()) {
                    judge(pod, claim, claims, findings);
                    findings.judged();
                }
                pods++;
            }
        }
        return findings.verdict(
                pods + (pods == 1 ? " pod was" : " pods were") + " created when their claims existed",
                "no pod of " + set.name() + " with a claim was created");
    }

    private static void judge(Incarnation pod, String claim, Claims claims, Findings findings) {
        Observation added = pod.added().orElseThrow();
        if (claims.existing(claim, added.resourceVersion()).isPresent()) {
            return;
        }
        String created = Phrases.pod(pod.ordinal()) + " was created " + Phrases.at(added);
        Optional<Observation> gone = claims.named(claim).stream()
                .flatMap(lifetime -> lifetime.deleted().stream())
                .filter(last -> last.resourceVersion() < added.resourceVersion())
                .reduce((first, last) -> last);
        if (gone.isPresent()) {
            findings.open(
                    created + " although its claim " + claim + " was gone " + Phrases.at(gone.get())
                            + ", of which the controller may not have heard",
                    gone.get(),
                    added);
            return;
        }
        Optional<Observation> later = claims.named(claim).stream()
                .flatMap(lifetime -> lifetime.created().stream())
                .findFirst();
        if (later.isPresent()) {
            if (later.get().index() > added.index()) {
                findings.broken(
                        created + " before its claim " + claim + ", which was created only " + Phrases.at(later.get()),
                        added,
                        later.get());
            } else {
                findings.open(
                        created + " and its claim " + claim + " " + Phrases.at(later.get())
                                + ", but the claim arrived first: the two kinds seem not to be numbered together",
                        later.get(),
                        added);
            }
            return;
        }
        findings.missing(created + ", but there was never a claim " + claim, added);
    }
}
