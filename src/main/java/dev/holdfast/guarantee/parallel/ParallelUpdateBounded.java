package dev.holdfast.guarantee.parallel;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Unavailability;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;

/** A rolling update of a Parallel set takes away no available pod while as many are unavailable as may be. */
public final class ParallelUpdateBounded extends ParallelGuarantee {
    public ParallelUpdateBounded() {
        super(
                Promise.of(
                                "parallel.update-bounded",
                                "With podManagementPolicy Parallel, too, a rolling update MUST NOT take down more Pods than maxUnavailable"
                                        + " allows, 1 by default: the policy only affects scaling operations")
                        .otherwise(
                                Harm.AVAILABILITY,
                                "An update takes down all members of a set that was made to start fast")
                        .documentedAt(
                                "https://kubernetes.io/docs/tutorials/stateful-application/basic-stateful-set/#parallel-pod-management"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        UpdateBudget budget = new UpdateBudget(context);
        context.follow((moment, before) -> {
            if (moment instanceof PodTransition turn
                    && turn.is(PodChange.ENDING)
                    && context.cause(turn, before) == DeletionReason.UPDATE
                    && !Unavailability.already(turn, before)) {
                judge(turn, before, context, budget);
            }
        });
        return context.findings()
                .verdict(
                        "no available pod was deleted for an update while as many were unavailable as may be",
                        "no available pod of " + context.name() + " was updated while it was Parallel");
    }

    private static void judge(PodTransition turn, ReplayState before, JudgingContext context, UpdateBudget budget) {
        List<StatefulSetView> specs = context.specsFor(DeletionReason.UPDATE, turn, before);
        if (specs.stream().anyMatch(StatefulSetView::ordered)) {
            return;
        }
        boolean tooMany =
                specs.stream().noneMatch(spec -> UpdateBudget.allows(spec, budget.unavailable(turn, before, spec)));
        if (!tooMany) {
            context.findings().judged();
            return;
        }
        StatefulSetView spec = specs.get(specs.size() - 1);
        int from = budget.from(turn, spec);
        int other = before.firstUnhealthy(turn.ordinal() + 1, spec.end())
                .orElseGet(() -> before.firstUnhealthy(from, spec.end()).orElse(turn.ordinal()));
        context.broken(
                turn,
                before,
                Phrases.pod(turn.pod()) + " was deleted for an update " + Phrases.at(turn.at()) + " while "
                        + before.plight(other) + ", so that more than "
                        + Phrases.count(Unavailability.allowed(spec), "pod") + " of a Parallel set were unavailable",
                turn.at(),
                before.evidence(other, turn.at()));
    }
}
