package dev.holdfast.guarantee.identity;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.PodGuarantee;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.PodView;

/** The part of {@code identity.hostname} that the objects alone tell: the host name that each pod asks for. Standing. */
public final class SpecifiedHostname extends PodGuarantee {
    public SpecifiedHostname() {
        super(IdentityHostname.promise(
                "Each Pod in a StatefulSet MUST be created with its own name as its spec.hostname"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        SetTimeline set = context.set();
        Findings findings = context.findings();
        judge(set, findings);
        return findings.verdict(
                "every pod was created with its name as its host name",
                "no pod of " + context.subject().statefulSet() + " was created");
    }

    static void judge(SetTimeline set, Findings findings) {
        for (Incarnation pod : set.incarnations()) {
            if (pod.createdBySet().isPresent()) {
                Observation added = pod.createdBySet().get();
                String hostname = PodView.of(added).hostname();
                findings.judged();
                if (!hostname.equals(pod.name())) {
                    findings.brokenAlone(
                            Phrases.pod(pod.ordinal()) + " was created " + Phrases.at(added) + " "
                                    + Phrases.instead("spec.hostname", hostname, Phrases.quote(pod.name())),
                            added);
                }
            }
        }
    }
}
