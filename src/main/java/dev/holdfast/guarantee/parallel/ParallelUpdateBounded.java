package dev.holdfast.guarantee.parallel;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.UpdateDeletions;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.view.StatefulSetView;

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
        UpdateDeletions.follow(context, step -> judge(step, budget, context));
        return context.findings()
                .verdict(
                        "no available pod was deleted for an update while as many were unavailable as may be",
                        "no available pod of " + context.name() + " was updated while it was Parallel");
    }

    private static void judge(UpdateDeletions.Step step, UpdateBudget budget, JudgingContext context) {
        if (step.specs().stream().noneMatch(StatefulSetView::ordered)) {
            step.judgeUnavailable(
                    context,
                    spec -> budget.unavailable(step.turn(), step.before(), spec),
                    spec -> budget.from(step.turn(), spec),
                    " of a Parallel set");
        }
    }
}
