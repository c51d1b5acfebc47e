package dev.holdfast.guarantee;

import dev.holdfast.history.History;
import dev.holdfast.history.Incarnation;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.PodView;
import dev.holdfast.history.SetTimeline;

/** The part of {@code identity.hostname} that the objects alone tell: the host name that each pod asks for. Standing. */
final class SpecifiedHostname implements Guarantee {
    @Override
    public String id() {
        return IdentityHostname.ID;
    }

    @Override
    public String statement() {
        return "Each Pod in a StatefulSet MUST be created with its own name as its spec.hostname";
    }

    @Override
    public String source() {
        return IdentityHostname.SOURCE;
    }

    @Override
    public Verdict judge(History history, Subject subject) {
        SetTimeline set = history.set(subject.namespace(), subject.statefulSet());
        Findings findings = new Findings(history, Kinds.POD);
        judge(set, findings);
        return findings.verdict(
                "every pod was created with its name as its host name",
                "no pod of " + subject.statefulSet() + " was created");
    }

    static void judge(SetTimeline set, Findings findings) {
        for (Incarnation pod : set.incarnations()) {
            if (pod.added().isPresent()) {
                Observation added = pod.added().get();
                String hostname = PodView.of(added).hostname();
                findings.judged();
                if (!hostname.equals(pod.name())) {
                    findings.brokenAlone(
                            Words.pod(pod.ordinal()) + " was created " + Words.at(added) + " with spec.hostname "
                                    + Words.quote(hostname) + " instead of " + Words.quote(pod.name()),
                            added);
                }
            }
        }
    }
}
