package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Change;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;

/**
 * The controller deletes a pod only when the set no longer wants its ordinal, when the pod has ended by itself, or when it has to be
 * updated. Standing.
 *
 * <p>No sentence of the documentation says it; it follows from what it says about each of these. Judged at every deletion that is
 * known to be the controller's.
 */
public final class OrderNoCauselessDeletion implements Guarantee {
    @Override
    public String id() {
        return "order.no-causeless-deletion";
    }

    @Override
    public String statement() {
        return "The controller MUST NOT delete a Pod that the StatefulSet wants, that has not ended and that is not to be updated";
    }

    @Override
    public String source() {
        return "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees";
    }

    @Override
    public Verdict judge(History history, Subject subject) {
        JudgingContext matter = new JudgingContext(history, subject, Kinds.POD, Kinds.STATEFUL_SET);
        return matter.notSeen().orElseGet(() -> judge(matter));
    }

    private static Verdict judge(JudgingContext matter) {
        int[] deletions = {0};
        matter.follow((moment, before) -> {
            if (moment instanceof PodTransition turn && turn.is(PodChange.ENDING) && byController(turn, matter)) {
                deletions[0]++;
                judge(turn, before, matter);
            }
        });
        return matter.findings()
                .verdict(
                        Phrases.count(deletions[0], "deletion") + " by the controller had a reason",
                        "the controller deleted no pod of " + matter.name());
    }

    private static boolean byController(PodTransition turn, JudgingContext matter) {
        return turn.at().change() != Change.LISTED && matter.deletions().actor(turn.pod()) == DeletionActor.CONTROLLER;
    }

    private static void judge(PodTransition turn, ReplayState before, JudgingContext matter) {
        if (matter.cause(turn, before) == DeletionReason.NONE) {
            matter.broken(
                    turn,
                    before,
                    Phrases.pod(turn.pod()) + " was deleted " + Phrases.at(turn.at())
                            + " by the controller, although the set wanted it, it had not ended, and it was not to be updated",
                    before.state().orElse(turn.at()),
                    turn.at());
        } else {
            matter.findings().judged();
        }
    }
}
