package dev.holdfast.guarantee.deletion;

import dev.holdfast.guarantee.GracePeriods;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;

/**
 * A pod that goes with its set is given the grace period that it asks for. In which order the pods go is promised nowhere, and not
 * judged.
 */
public final class DeleteGraceful extends Guarantee {
    public DeleteGraceful() {
        super(Promise.of(
                        "delete.graceful",
                        "A Pod that is deleted with its StatefulSet MUST be given its terminationGracePeriodSeconds to stop, and be"
                                + " gone only when its containers have stopped")
                .otherwise(Harm.DATA, "The members of a set that is deleted are killed while they write")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination")
                .keptByContainers());
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return GracePeriods.withTheSet(context);
    }
}
