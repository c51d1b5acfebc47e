package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.OptionalInt;

/** A rolling update goes on only when the pod updated before is Running and Ready. */
public final class UpdateWaitsReady implements Guarantee {
    @Override
    public String id() {
        return "update.waits-ready";
    }

    @Override
    public String statement() {
        return "With the RollingUpdate strategy the control plane MUST wait until an updated Pod is Running and Ready before"
                + " it updates its predecessor";
    }

    @Override
    public String source() {
        return "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#rolling-updates";
    }

    @Override
    public Verdict judge(History history, Subject subject) {
        JudgingContext matter = new JudgingContext(history, subject, Kinds.POD, Kinds.STATEFUL_SET);
        return matter.notSeen().or(() -> Unavailability.severalAllowed(matter)).orElseGet(() -> judge(matter));
    }

    private static Verdict judge(JudgingContext matter) {
        matter.follow((moment, before) -> {
            if (moment instanceof PodTransition turn
                    && turn.is(PodChange.ENDING)
                    && matter.cause(turn, before) == DeletionReason.UPDATE
                    && !Rollout.alreadyUnavailable(turn, before)) {
                judge(turn, before, matter.findings());
            }
        });
        return matter.findings()
                .verdict(
                        "each pod was deleted for its update only when all pods with higher ordinals were Running and Ready",
                        "no pod of " + matter.name() + " was updated that has a successor");
    }

    private static void judge(PodTransition turn, ReplayState before, Findings findings) {
        StatefulSetView spec = before.set().orElseThrow();
        int from = turn.ordinal() + 1;
        if (from >= spec.end()) {
            return;
        }
        for (OptionalInt waiting = before.firstUnhealthy(from, spec.end());
                waiting.isPresent();
                waiting = before.firstUnhealthy(waiting.getAsInt() + 1, spec.end())) {
            int other = waiting.getAsInt();
            if (before.knewOfPlight(other)) {
                findings.broken(
                        Phrases.pod(turn.pod()) + " was deleted for an update " + Phrases.at(turn.at()) + " while "
                                + before.plight(other),
                        turn.at(),
                        before.evidence(other, turn.at()));
                return;
            }
        }
        findings.judged();
    }
}
