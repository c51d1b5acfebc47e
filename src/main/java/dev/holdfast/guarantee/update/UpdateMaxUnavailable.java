package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.MaxUnavailable;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.UpdateDeletions;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Optional;

/** A rolling update takes away no available pod while as many are unavailable as maxUnavailable allows. */
public final class UpdateMaxUnavailable extends Guarantee {
    public UpdateMaxUnavailable() {
        super(
                Promise.of(
                                "update.max-unavailable",
                                "The number of Pods that are unavailable during an update MUST NOT be more than maxUnavailable because of it")
                        .otherwise(
                                Harm.AVAILABILITY,
                                "More members are down during an update than the workload can do without")
                        .documentedAt(
                                "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#maximum-unavailable-pods"));
    }

    @Override
    protected Optional<Verdict> notPromised(JudgingContext context) {
        return context.notSeen().or(() -> new MaxUnavailable(context).never("", spec -> true));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        MaxUnavailable limit = new MaxUnavailable(context);
        UpdateDeletions.follow(context, step -> judge(step, limit, context));
        return context.findings()
                .verdict(
                        "no available pod was deleted for an update while as many were unavailable as may be",
                        "no available pod of " + context.name() + " was updated");
    }

    private static void judge(UpdateDeletions.Step step, MaxUnavailable limit, JudgingContext context) {
        ReplayState before = step.before();
        if (step.specs().stream().allMatch(spec -> limit.limits(spec, before))) {
            step.judgeUnavailable(
                    context, spec -> limit.unavailable(step.turn(), before, spec), StatefulSetView::start, "");
        }
    }
}
