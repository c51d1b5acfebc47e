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

/** A rolling update takes away no pod while another one that the set wants is missing, terminating or not Ready. */
public final class UpdateOneAtATime implements Guarantee {
    @Override
    public String id() {
        return "update.one-at-a-time";
    }

    @Override
    public String statement() {
        return "With the RollingUpdate strategy and maxUnavailable 1, the default, at most one Pod MUST be unavailable because"
                + " of the update at any time";
    }

    @Override
    public String source() {
        return "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#maximum-unavailable-pods";
    }

    @Override
    public Verdict judge(History history, Subject subject) {
        JudgingContext matter = new JudgingContext(history, subject, Kinds.POD, Kinds.STATEFUL_SET);
        return matter.notSeen().or(() -> Unavailability.severalAllowed(matter)).orElseGet(() -> judge(matter));
    }

    // Only a deletion by the controller makes one more pod unavailable because of the update, so this is where to
    // count.
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
                        "no pod was deleted for an update while another one was unavailable",
                        "no pod of " + matter.name() + " was updated");
    }

    private static void judge(PodTransition turn, ReplayState before, Findings findings) {
        StatefulSetView spec = before.set().orElseThrow();
        for (OptionalInt waiting = before.firstUnhealthy(spec.start(), spec.end());
                waiting.isPresent();
                waiting = before.firstUnhealthy(waiting.getAsInt() + 1, spec.end())) {
            int other = waiting.getAsInt();
            if (other != turn.ordinal() && before.knewOfPlight(other)) {
                findings.broken(
                        Phrases.pod(turn.pod()) + " was deleted for an update " + Phrases.at(turn.at()) + " while "
                                + before.plight(other) + ", so that two pods were unavailable",
                        turn.at(),
                        before.evidence(other, turn.at()));
                return;
            }
        }
        findings.judged();
    }
}
