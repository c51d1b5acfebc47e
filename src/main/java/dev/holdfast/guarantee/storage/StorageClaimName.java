package dev.holdfast.guarantee.storage;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.StorageGuarantee;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Claims;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Set;
import java.util.TreeSet;

/** Each pod mounts for each template the claim that carries both their names, and that claim can be found by the set's labels. */
public final class StorageClaimName extends StorageGuarantee {
    private static final ClaimLabels SELECTOR = new ClaimLabels(
            "the set's selector", spec -> StatefulSetView.of(spec).matchLabels());

    public StorageClaimName() {
        super(Promise.of(
                        "storage.claim-name",
                        "For each entry in volumeClaimTemplates, each Pod MUST get one PersistentVolumeClaim, named"
                                + " $(template name)-$(pod name) and labelled as the set's selector says")
                .otherwise(Harm.DATA, "A pod that comes back looks for its data under another name and starts empty")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-storage")
                .alsoSeenIn(Kinds.CLAIM));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        SetTimeline set = context.set();
        Findings findings = context.findings();
        Claims claims = Claims.of(set);
        Set<String> names = new TreeSet<>();
        for (Incarnation pod : set.incarnations()) {
            if (pod.createdBySet().isPresent()) {
                for (String template : claims.templates(pod)) {
                    String claim = template + "-" + pod.name();
                    mounted(pod, template, claim, claims, findings);
                    if (names.add(claim)) {
                        labelled(set, pod, claim, claims, findings);
                    }
                }
            }
        }
        return findings.verdict(
                "every pod mounts its own claims: " + Phrases.list(names), "no pod of " + set.name() + " was created");
    }

    private static void mounted(Incarnation pod, String template, String claim, Claims claims, Findings findings) {
        Observation added = pod.added().orElseThrow();
        String mounted = claims.of(pod).getOrDefault(template, "");
        findings.judged();
        if (!mounted.equals(claim)) {
            findings.brokenAlone(
                    Phrases.pod(pod.ordinal()) + " was created " + Phrases.at(added) + " with "
                            + (mounted.isEmpty() ? "no claim" : "claim " + mounted) + " as its volume " + template
                            + " instead of claim " + claim,
                    added);
        }
    }

    private static void labelled(SetTimeline set, Incarnation pod, String claim, Claims claims, Findings findings) {
        if (claims.named(claim).isEmpty()) {
            findings.missing(
                    Phrases.pod(pod.ordinal()) + " was created "
                            + Phrases.at(pod.added().orElseThrow()) + ", but there was never a claim " + claim,
                    pod.added().orElseThrow());
        }
        for (Lifetime lifetime : claims.named(claim)) {
            lifetime.created().ifPresent(created -> SELECTOR.judge(set, created, findings));
        }
    }
}
