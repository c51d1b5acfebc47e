package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.Availability;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.stream.IntStream;

/** With minReadySeconds no pod is created before all its predecessors have been Ready for so long. Judged at every creation. */
public final class OrderWaitsAvailable extends AvailablePredecessorsGuarantee {
    public OrderWaitsAvailable() {
        super(
                Promise.of(
                                "order.waits-available",
                                "With minReadySeconds all of the predecessors of a Pod MUST be available before it is created: Running and"
                                        + " Ready for at least so many seconds")
                        .otherwise(
                                Harm.AVAILABILITY,
                                "A member is added while the one before has not shown yet that it stays up")
                        .documentedAt(
                                "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        int[] creations = {0};
        context.followCreations((turn, before) -> creations[0] += judge(turn, before, context));
        return context.findings()
                .verdict(
                        "at " + Phrases.count(creations[0], "creation") + " all predecessors were available",
                        "no pod of " + context.name()
                                + " was created that has a predecessor, or nobody says since when that was Ready");
    }

    /** How many creations this is that were right. */
    private static int judge(PodTransition turn, ReplayState before, JudgingContext context) {
        int ordinal = turn.ordinal();
        List<StatefulSetView> specs =
                before.possible().stream().filter(spec -> spec.wants(ordinal)).toList();
        int seconds = seconds(specs);
        if (seconds == 0 || !specs.stream().allMatch(StatefulSetView::ordered)) {
            return 0;
        }
        int start = specs.stream().mapToInt(StatefulSetView::start).max().orElseThrow();
        boolean right = available(
                context,
                turn,
                before,
                Availability.whenCreating(turn, before),
                // Who became Ready last is asked first.
                IntStream.range(0, ordinal - start).map(below -> ordinal - 1 - below),
                seconds,
                Phrases.pod(ordinal) + " was created " + Phrases.at(turn.at()));
        return right ? 1 : 0;
    }
}
