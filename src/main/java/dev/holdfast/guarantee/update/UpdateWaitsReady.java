package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.UpdateDeletions;
import dev.holdfast.guarantee.Verdict;
import java.util.OptionalInt;

/** A rolling update goes on only when the pod updated before is Running and Ready. */
public final class UpdateWaitsReady extends RollingOrderGuarantee {
    public UpdateWaitsReady() {
        super(Promise.of(
                        "update.waits-ready",
                        "With the RollingUpdate strategy the control plane MUST wait until an updated Pod is Running and Ready before"
                                + " it updates its predecessor")
                .otherwise(
                        Harm.AVAILABILITY,
                        "A broken version takes down one member after the other instead of stopping at the first")
                .documentedAt(
                        "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#rolling-updates"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        UpdateDeletions.followOneByOne(context, step -> judge(step, context));
        return context.findings()
                .verdict(
                        "each pod was deleted for its update only when all pods with higher ordinals were Running and Ready",
                        "no pod of " + context.name() + " was updated that has a successor");
    }

    private static void judge(UpdateDeletions.Step step, JudgingContext context) {
        int from = step.ordinal() + 1;
        if (step.specs().stream().anyMatch(spec -> from >= spec.end())) {
            return;
        }
        OptionalInt other = step.byEverySpec(spec -> step.before()
                .unhealthyWhenDeleting(step.ordinal(), from, spec.end(), pod -> context.asksAgain(pod, spec)));
        step.judge(context, other, "");
    }
}
