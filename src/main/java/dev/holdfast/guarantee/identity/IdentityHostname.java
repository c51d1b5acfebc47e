package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.PodGuarantee;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A process in a pod finds the pod's name as its host name. */
public final class IdentityHostname extends PodGuarantee {
    public IdentityHostname() {
        super(promise(
                        "Each Pod in a StatefulSet MUST derive its hostname from the name of the StatefulSet and its ordinal:"
                                + " $(statefulset name)-$(ordinal)")
                .keptByContainers());
    }

    /** The promise, as far as this sentence says it. */
    static Promise promise(String sentence) {
        return Promise.of("identity.hostname", sentence)
                .otherwise(
                        Harm.IDENTITY,
                        "A member that reads its role or its peers from its host name takes itself for another")
                .documentedAt(
                        "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id")
                .seenOnlyIn(Kinds.POD);
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        SetTimeline set = context.set();
        Findings findings = context.findings();
        SpecifiedHostname.judge(set, findings);

        Set<String> asked = new LinkedHashSet<>();
        for (ExternalRead reading : context.history().readings(ExternalRead.HOSTNAME)) {
            set.withUid(reading.uid()).filter(pod -> namedAfterItself(pod, set)).ifPresent(pod -> {
                asked.add(pod.name());
                judge(pod, reading, findings);
            });
        }
        String nobodyAsked =
                "no host name was read inside a pod of " + context.subject().statefulSet();
        if (asked.isEmpty()) {
            findings.open(nobodyAsked);
        }
        return findings.verdict("the host name inside was the pod's name for " + Phrases.list(asked), nobodyAsked);
    }

    // A pod that shares its node's network has its node's name, and a template may ask for another name inside.
    private static boolean namedAfterItself(Incarnation pod, SetTimeline set) {
        JsonNode spec = pod.lifetime().first().object().json().path("spec");
        boolean otherwise = asksForAnotherName(spec)
                && (set.specs().isEmpty() || set.podSpecs().anyMatch(IdentityHostname::asksForAnotherName));
        return !spec.path("hostNetwork").asBoolean(false) && !otherwise;
    }

    private static boolean asksForAnotherName(JsonNode spec) {
        return spec.path("setHostnameAsFQDN").asBoolean(false)
                || !spec.path("hostnameOverride").asString("").isEmpty();
    }

    private static void judge(Incarnation pod, ExternalRead reading, Findings findings) {
        findings.judged();
        if (!reading.text().equals(pod.name())) {
            findings.brokenAlone(
                    "inside " + Phrases.pod(pod) + " the host name is " + Phrases.quote(reading.text()) + " instead of "
                            + Phrases.quote(pod.name()),
                    reading);
        }
    }
}
