package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.UpdateDeletions;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.view.StatefulSetView;
import java.util.OptionalInt;

/** A rolling update takes away no pod while another one that the set wants is missing, terminating or not Ready. */
public final class UpdateOneAtATime extends RollingOrderGuarantee {
    public UpdateOneAtATime() {
        super(
                Promise.of(
                                "update.one-at-a-time",
                                "With the RollingUpdate strategy and maxUnavailable 1, the default, at most one Pod MUST be unavailable because"
                                        + " of the update at any time")
                        .otherwise(
                                Harm.AVAILABILITY,
                                "Two members are down at once during an update, so that a quorum can be lost")
                        .documentedAt(
                                "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#maximum-unavailable-pods"));
    }

    // Only a deletion by the controller makes one more pod unavailable because of the update, so this is where to
    // count.
    @Override
    protected Verdict judge(JudgingContext context) {
        UpdateDeletions.followOneByOne(context, step -> judge(step, context));
        return context.findings()
                .verdict(
                        "no pod was deleted for an update while another one was unavailable",
                        "no pod of " + context.name() + " was updated");
    }

    private static void judge(UpdateDeletions.Step step, JudgingContext context) {
        OptionalInt other = step.byEverySpec(spec -> step.before()
                .unhealthyWhenDeleting(
                        step.ordinal(), first(spec, step), spec.end(), pod -> context.asksAgain(pod, spec)));
        step.judge(context, other, ", so that two pods were unavailable");
    }

    // Before Kubernetes 1.37 a Parallel set is updated whether the pods with lower ordinals are available or not: they
    // are
    // not unavailable because of the update.
    private static int first(StatefulSetView spec, UpdateDeletions.Step step) {
        return spec.ordered() ? spec.start() : step.ordinal() + 1;
    }
}
