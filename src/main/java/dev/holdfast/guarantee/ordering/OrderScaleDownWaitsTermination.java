package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.ScaleDown;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import java.util.OptionalInt;

/** Scaling down deletes no pod before all those with higher ordinals are gone. */
public final class OrderScaleDownWaitsTermination extends OrderGuarantee {
    public OrderScaleDownWaitsTermination() {
        super(
                Promise.of(
                                "order.scale-down-waits-termination",
                                "Before a Pod is terminated, all of its successors MUST be completely shut down")
                        .otherwise(
                                Harm.AVAILABILITY,
                                "Two members leave at once, before the first has handed over its data")
                        .documentedAt(
                                "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        new ScaleDown(context, any -> true, step -> judge(step, context)).follow();
        return context.findings()
                .verdict(
                        "each pod was deleted only after all its successors were gone",
                        "StatefulSet " + context.name() + " was not scaled down by more than one pod");
    }

    static void judge(ScaleDown.Step step, JudgingContext context) {
        OptionalInt successor = step.successor();
        if (!step.excess()) {
            return;
        }
        if (successor.isPresent()) {
            Incarnation still =
                    step.before().slot(successor.getAsInt()).orElseThrow().pod();
            context.broken(
                    step.turn(),
                    step.before(),
                    step.words() + " while " + Phrases.pod(successor.getAsInt()) + " still existed: "
                            + still.deleted()
                                    .map(gone -> "it was gone only " + Phrases.at(gone))
                                    .orElse("it was not gone when the recording ended"),
                    step.at(),
                    still.deleted().orElse(still.lifetime().last()));
        } else if (step.several() && step.ordinal() != highest(step)) {
            context.findings().judged();
        }
    }

    private static int highest(ScaleDown.Step step) {
        return step.scaling().before().end() - 1;
    }
}
