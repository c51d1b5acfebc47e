package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.Availability;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.stream.IntStream;

/**
 * With minReadySeconds a set is scaled down only when the pods that stay have been Ready for so long. Whether the pods that are to go
 * have been, the controller hardly asks, as {@link OrderScaleDownBlocked} tells.
 */
public final class OrderScaleDownWaitsAvailable extends AvailablePredecessorsGuarantee {
    public OrderScaleDownWaitsAvailable() {
        super(
                Promise.of(
                                "order.scale-down-waits-available",
                                "With minReadySeconds all of the predecessors of a Pod that stay MUST be available before it is terminated"
                                        + " to scale down")
                        .otherwise(
                                Harm.AVAILABILITY,
                                "A member is given up while another has not shown yet that it stays up")
                        .documentedAt(
                                "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        UnhealthyPods reasons = new UnhealthyPods(context);
        int[] removals = {0};
        context.followDeletions((turn, before) -> {
            if (reasons.scalesDown(turn, before)) {
                removals[0] += judge(turn, before, context);
            }
        });
        return context.findings()
                .verdict(
                        "at " + Phrases.count(removals[0], "removal") + " all pods that stayed were available",
                        "StatefulSet " + context.name()
                                + " was not scaled down, or nobody says since when the pods that stayed were Ready");
    }

    /** How many removals this is that were right. */
    private static int judge(PodTransition turn, ReplayState before, JudgingContext context) {
        List<StatefulSetView> specs = context.specsFor(DeletionReason.SCALE_DOWN, turn, before);
        int seconds = seconds(specs);
        if (seconds == 0) {
            return 0;
        }
        int start = specs.stream().mapToInt(StatefulSetView::start).max().orElseThrow();
        int end = specs.stream().mapToInt(StatefulSetView::end).min().orElseThrow();
        boolean right = available(
                context,
                turn,
                before,
                Availability.whenDeleting(turn, before),
                IntStream.range(start, end),
                seconds,
                Phrases.pod(turn.pod()) + " was deleted to scale down " + Phrases.at(turn.at()));
        return right ? 1 : 0;
    }
}
