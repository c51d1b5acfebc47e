package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Change;
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
public final class OrderNoCauselessDeletion extends Guarantee {
    public OrderNoCauselessDeletion() {
        super(
                Promise.of(
                                "order.no-causeless-deletion",
                                "The controller MUST NOT delete a Pod that the StatefulSet wants, that has not ended and that is not to be updated")
                        .otherwise(Harm.AVAILABILITY, "A healthy member is taken down for nothing")
                        .documentedAt(
                                "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        int[] deletions = {0};
        context.followPods((turn, before) -> {
            if (!turn.is(PodChange.ENDING)) {
                // A pod that is left alone is as promised, too.
                context.findings().judged();
            } else if (byController(turn, context)) {
                deletions[0]++;
                judge(turn, before, context);
            }
        });
        return context.findings()
                .verdict(
                        Phrases.count(deletions[0], "pod") + (deletions[0] == 1 ? " was" : " were")
                                + " deleted by the controller, and not without a reason",
                        "StatefulSet " + context.name() + " had no pod");
    }

    private static boolean byController(PodTransition turn, JudgingContext context) {
        return turn.at().change() != Change.LISTED
                && context.attribution().actor(turn.pod()) == DeletionActor.CONTROLLER;
    }

    private static void judge(PodTransition turn, ReplayState before, JudgingContext context) {
        if (context.cause(turn, before) == DeletionReason.NONE) {
            context.broken(
                    turn,
                    before,
                    Phrases.pod(turn.pod()) + " was deleted " + Phrases.at(turn.at())
                            + " by the controller, although the set wanted it, it had not ended, and it was not to be updated",
                    before.state().orElse(turn.at()),
                    turn.at());
        }
    }
}
