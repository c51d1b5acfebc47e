package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Availability;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.UpdateWaitsGuarantee;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;

/** With minReadySeconds a rolling update waits after each updated pod is Ready. */
public final class UpdateWaitsAvailable extends UpdateWaitsGuarantee {
    public UpdateWaitsAvailable() {
        super(Promise.of(
                        "update.waits-available",
                        "With minReadySeconds the control plane MUST wait that amount of time after an updated Pod turns Ready before it"
                                + " moves on")
                .otherwise(
                        Harm.AVAILABILITY,
                        "A version that breaks soon after its start takes down one member after the other")
                .documentedAt(
                        "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#rolling-updates"));
    }

    @Override
    protected String otherwise() {
        return " with the RollingUpdate strategy and podManagementPolicy OrderedReady";
    }

    @Override
    protected boolean ofThatPolicy(StatefulSetView spec) {
        return spec.ordered();
    }

    @Override
    protected boolean asked(PodTransition update, Availability availability, int seconds) {
        return true;
    }

    @Override
    protected int from(JudgingContext context, PodTransition update, StatefulSetView spec) {
        return spec.start();
    }
}
