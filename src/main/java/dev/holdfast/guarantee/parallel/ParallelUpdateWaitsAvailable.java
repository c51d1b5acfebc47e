package dev.holdfast.guarantee.parallel;

import dev.holdfast.guarantee.Availability;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.UpdateWaitsGuarantee;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;

/**
 * With minReadySeconds a rolling update of a Parallel set waits as any other. A pod that was not available itself it may replace at any
 * time.
 */
public final class ParallelUpdateWaitsAvailable extends UpdateWaitsGuarantee {
    public ParallelUpdateWaitsAvailable() {
        super(Promise.of(
                        "parallel.update-waits-available",
                        "With podManagementPolicy Parallel, too, the control plane MUST wait for minReadySeconds after an updated Pod"
                                + " turns Ready before it takes down an available one: the policy only affects scaling operations")
                .otherwise(
                        Harm.AVAILABILITY,
                        "A version that breaks soon after its start takes down a set that was made to start fast")
                .documentedAt(
                        "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#rolling-updates"));
    }

    @Override
    protected String otherwise() {
        return " with the RollingUpdate strategy and podManagementPolicy Parallel";
    }

    @Override
    protected boolean ofThatPolicy(StatefulSetView spec) {
        return !spec.ordered();
    }

    @Override
    protected boolean asked(PodTransition update, Availability availability, int seconds) {
        return availability.surelyAvailable(update.pod(), seconds);
    }

    @Override
    protected int from(JudgingContext context, PodTransition update, StatefulSetView spec) {
        return new UpdateBudget(context).from(update, spec);
    }
}
