package dev.holdfast.guarantee.availability;

import dev.holdfast.guarantee.Applicability;
import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Action;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Attribution;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.PodView;
import java.util.List;
import java.util.Optional;

/**
 * A pod leaves the API only after its node has said that its containers stopped, so that the next pod of that ordinal cannot run
 * beside it. This is what the API tells of it; a node may lie. What the scenario itself deleted by force is not judged.
 */
public final class AmoRuntime implements Guarantee {
    /** Detail of a deletion: the grace period in seconds that was asked for. */
    static final String GRACE = "gracePeriodSeconds";

    @Override
    public String id() {
        return "amo.runtime";
    }

    @Override
    public String statement() {
        return "At any time there MUST be at most one running Pod with a given identity: a Pod is replaced only when its"
                + " containers have stopped, unless somebody deletes it by force";
    }

    @Override
    public String source() {
        return "https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/#statefulset-considerations";
    }

    @Override
    public Verdict judge(History history, Subject subject) {
        SetTimeline set = subject.timeline(history);
        if (set.states().isEmpty()) {
            return Applicability.notSeen(subject);
        }
        Findings findings = new Findings(history, Kinds.POD);
        Attribution deletions = Attribution.of(set);
        int stopped = 0;
        for (int ordinal : set.ordinals()) {
            List<Incarnation> holders = set.incarnations(ordinal);
            for (int i = 0; i < holders.size(); i++) {
                Incarnation pod = holders.get(i);
                if (i + 1 < holders.size()) {
                    oneAfterTheOther(pod, holders.get(i + 1), findings);
                }
                if (pod.deleted().isPresent() && !byForce(deletions.of(pod))) {
                    stopped += stopped(pod, findings) ? 1 : 0;
                }
            }
        }
        return findings.verdict(
                Phrases.count(stopped, "pod") + " had stopped before " + (stopped == 1 ? "it was" : "they were")
                        + " gone, and no ordinal had two pods at once",
                "no pod of " + subject.statefulSet() + " was gone");
    }

    private static boolean byForce(Optional<Action> deletion) {
        return deletion.map(action -> action.details().get(GRACE))
                .filter("0"::equals)
                .isPresent();
    }

    private static boolean stopped(Incarnation pod, Findings findings) {
        Observation gone = pod.deleted().orElseThrow();
        PodView last = PodView.of(gone);
        if (!last.running().isEmpty()) {
            findings.broken(
                    wasGone(pod, gone) + " while its container " + Phrases.list(last.running())
                            + " had not been reported as stopped",
                    gone);
            return false;
        }
        if (!last.reported() && last.phase().equals("Running")) {
            findings.open(
                    wasGone(pod, gone)
                            + " in phase Running without containerStatuses, so whether its containers had stopped is not"
                            + " known",
                    gone);
            return false;
        }
        findings.judged();
        return true;
    }

    private static String wasGone(Incarnation pod, Observation gone) {
        return Phrases.pod(pod) + " was gone " + Phrases.at(gone);
    }

    private static void oneAfterTheOther(Incarnation pod, Incarnation next, Findings findings) {
        Observation begun = next.lifetime().first();
        boolean before = pod.deleted()
                .map(gone -> gone.resourceVersion() < begun.resourceVersion())
                .orElse(false);
        if (!before) {
            findings.broken(
                    Phrases.pod(next) + " was seen " + Phrases.at(begun)
                            + " while the pod that held the ordinal before (uid " + pod.uid() + ") was not gone",
                    pod.deleted().orElse(pod.lifetime().last()),
                    begun);
        }
    }
}
