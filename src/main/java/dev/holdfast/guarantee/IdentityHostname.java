package dev.holdfast.guarantee;

import dev.holdfast.history.History;
import dev.holdfast.history.Incarnation;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Reading;
import dev.holdfast.history.SetTimeline;
import java.util.LinkedHashSet;
import java.util.Set;

/** A process in a pod finds the pod's name as its host name. */
final class IdentityHostname implements Guarantee {
    static final String ID = "identity.hostname";
    static final String SOURCE =
            "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String statement() {
        return "Each Pod in a StatefulSet MUST derive its hostname from the name of the StatefulSet and its ordinal:"
                + " $(statefulset name)-$(ordinal)";
    }

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public Verdict judge(History history, Subject subject) {
        SetTimeline set = history.set(subject.namespace(), subject.statefulSet());
        Findings findings = new Findings(history, Kinds.POD);
        SpecifiedHostname.judge(set, findings);

        Set<String> asked = new LinkedHashSet<>();
        for (Reading reading : history.readings(Reading.HOSTNAME)) {
            set.withUid(reading.uid()).ifPresent(pod -> {
                asked.add(pod.name());
                judge(pod, reading, findings);
            });
        }
        String nobodyAsked = "no host name was read inside a pod of " + subject.statefulSet();
        if (asked.isEmpty()) {
            findings.open(nobodyAsked);
        }
        return findings.verdict("the host name inside was the pod's name for " + Words.list(asked), nobodyAsked);
    }

    private static void judge(Incarnation pod, Reading reading, Findings findings) {
        findings.judged();
        if (!reading.text().equals(pod.name())) {
            findings.brokenAlone(
                    "inside " + Words.pod(pod) + " the host name is " + Words.quote(reading.text()) + " instead of "
                            + Words.quote(pod.name()),
                    reading);
        }
    }
}
