package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.OptionalInt;

/** No pod is created before all its predecessors are Running and Ready. Judged at every creation. */
public final class OrderWaitsReady extends OrderGuarantee {
    public OrderWaitsReady() {
        super(
                Promise.of(
                                "order.waits-ready",
                                "Before a scaling operation is applied to a Pod, all of its predecessors MUST be Running and Ready")
                        .otherwise(
                                Harm.AVAILABILITY,
                                "A member is added or removed while another is down, so that a quorum can be lost")
                        .documentedAt(
                                "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        int[] creations = {0};
        context.followCreations((turn, before) -> creations[0] += judge(turn, before, context));
        return context.findings()
                .verdict(
                        "at " + Phrases.count(creations[0], "creation") + " all predecessors were Running and Ready",
                        "no pod of " + context.name() + " that has a predecessor was created");
    }

    /** How many creations this is that could be judged. */
    private static int judge(PodTransition turn, ReplayState before, JudgingContext context) {
        int ordinal = turn.ordinal();
        List<StatefulSetView> specs =
                before.possible().stream().filter(spec -> spec.wants(ordinal)).toList();
        if (specs.isEmpty() || !specs.stream().allMatch(spec -> spec.ordered() && spec.start() < ordinal)) {
            return 0;
        }
        List<OptionalInt> waiting = specs.stream()
                .map(spec -> before.unhealthyWhenCreating(spec.start(), ordinal))
                .toList();
        if (waiting.stream().anyMatch(OptionalInt::isEmpty)) {
            context.findings().judged();
            return 1;
        }
        int culprit = waiting.get(waiting.size() - 1).getAsInt();
        context.broken(
                turn,
                before,
                Phrases.pod(ordinal) + " was created " + Phrases.at(turn.at()) + " while " + before.plight(culprit),
                turn.at(),
                before.evidence(culprit, turn.at()));
        return 1;
    }
}
