package dev.holdfast.guarantee.availability;

import dev.holdfast.guarantee.GracePeriods;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;

/**
 * A pod that is deleted is given the grace period that it asks for: to be scaled down, to be updated, or because somebody else deleted
 * or evicted it. That is what lets a database write its data and hand over before it stops.
 */
public final class ReplaceGraceful extends Guarantee {
    public ReplaceGraceful() {
        super(Promise.of(
                        "replace.graceful",
                        "A Pod that is deleted MUST be given its terminationGracePeriodSeconds to stop, and be gone only when its"
                                + " containers have stopped")
                .otherwise(Harm.DATA, "A member is killed while it writes, or before it has handed over")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination")
                .keptByContainers());
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return GracePeriods.whileTheSetStays(context);
    }
}
