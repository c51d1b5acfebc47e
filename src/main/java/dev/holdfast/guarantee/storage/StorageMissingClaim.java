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
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.OrdinalState;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A pod that waits for its start gets its claim again when that is lost: without it, it would wait for ever. Judged where the
 * controller had gone over the set twice since then, of the pods that it came to.
 */
public final class StorageMissingClaim extends StorageGuarantee {
    public StorageMissingClaim() {
        super(Promise.of(
                        "storage.missing-claim",
                        "A Pod that is Pending MUST get its PersistentVolumeClaim again when that is missing")
                .otherwise(Harm.AVAILABILITY, "A member whose claim was deleted is never started")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage")
                .alsoSeenIn(Kinds.CLAIM));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Claims claims = Claims.of(context.set());
        if (everMissing(claims, context)) {
            lookForMissing(claims, context);
        }
        Set<String> again = new TreeSet<>();
        for (Incarnation pod : context.set().incarnations()) {
            for (String name : claims.of(pod).values()) {
                claims.named(name).stream().filter(claim -> madeFor(pod, claim)).forEach(claim -> {
                    context.findings().judged();
                    again.add(name);
                });
            }
        }
        return context.findings()
                .verdict(
                        "what was missing was made again: " + Phrases.list(again),
                        "no pod of " + context.name() + " lost its claim while it was Pending");
    }

    private static boolean everMissing(Claims claims, JudgingContext context) {
        return context.set().incarnations().stream()
                .flatMap(pod -> claims.of(pod).values().stream())
                .anyMatch(name -> claims.named(name).isEmpty()
                        || claims.named(name).stream()
                                .anyMatch(claim -> claim.deleted().isPresent()));
    }

    private static void lookForMissing(Claims claims, JudgingContext context) {
        Standstills.of(context, (at, situation) -> Standstills.reached(StatefulSetView.of(at), situation).stream()
                .flatMap(ordinal -> situation.slot(ordinal).filter(OrdinalState::standing).stream())
                .map(OrdinalState::pod)
                .filter(pod -> pending(pod, at))
                .forEach(pod -> missing(pod, at, claims, context)));
    }

    private static boolean pending(Incarnation pod, Observation at) {
        return pod.lifetime()
                .at(at.resourceVersion())
                .filter(state -> state.object().controlledBy(at.object().uid()))
                .map(PodView::of)
                .filter(view -> view.phase().equals("Pending"))
                .isPresent();
    }

    private static void missing(Incarnation pod, Observation at, Claims claims, JudgingContext context) {
        for (String name : given(pod, at, claims)) {
            if (claims.existing(name, at.resourceVersion()).isEmpty()) {
                Observation since = claims.named(name).stream()
                        .flatMap(claim -> claim.deleted().stream())
                        .filter(gone -> gone.resourceVersion() < at.resourceVersion())
                        .reduce((one, other) -> other)
                        .orElse(pod.lifetime().first());
                String sentence = "there was no claim " + name + " for " + Phrases.pod(pod)
                        + ", which was Pending, although it was gone since resourceVersion "
                        + since.resourceVersion()
                        + " and the controller had gone over the set twice until it wrote the status "
                        + Phrases.at(at);
                if (Standstills.refusedAnything(context)) {
                    context.findings()
                            .open(sentence + "; the controller said that it was refused something", since, at);
                } else {
                    context.findings().missing(sentence, since, at);
                }
            }
        }
    }

    /** The claims that its present set gives to a pod; one that it was adopted from, or whoever made it, may have given it others. */
    private static List<String> given(Incarnation pod, Observation set, Claims claims) {
        List<String> templates = StatefulSetView.of(set).claimTemplates();
        return claims.of(pod).entrySet().stream()
                .filter(mount -> templates.contains(mount.getKey())
                        && mount.getValue().equals(mount.getKey() + "-" + pod.name()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Whether a claim was made for a pod that was there already. */
    private static boolean madeFor(Incarnation pod, Lifetime claim) {
        return claim.created()
                .flatMap(made -> pod.lifetime().at(made.resourceVersion()))
                .map(PodView::of)
                .filter(view -> view.phase().equals("Pending") && !view.terminating())
                .isPresent();
    }
}
