package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.Findings;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.ScaleDown;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Optional;
import java.util.OptionalInt;

/** Scaling down removes the pods with the highest ordinals, highest first, and no others. */
public final class OrderScaleDownReverse extends OrderGuarantee {
    public OrderScaleDownReverse() {
        super(
                Promise.of(
                                "order.scale-down-reverse",
                                "When Pods are being deleted to scale down, they MUST be terminated in reverse order, from {N-1..}")
                        .otherwise(
                                Harm.AVAILABILITY,
                                "The first members, often the primary or the seeds, leave before the last")
                        .documentedAt(
                                "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        ScaleDown scaleDown = new ScaleDown(context, any -> true, step -> judge(step, context));
        scaleDown.follow();
        return context.findings()
                .verdict(
                        "scaling down deleted the pods " + Phrases.list(scaleDown.removed()) + " in this order",
                        "StatefulSet " + context.name() + " was not scaled down");
    }

    static void judge(ScaleDown.Step step, JudgingContext context) {
        Findings findings = context.findings();
        // A set of that name may have been Parallel before.
        if (!step.before().possible().stream().allMatch(StatefulSetView::ordered)) {
            return;
        }
        if (!step.excess()) {
            if (step.cause() == DeletionReason.NONE || (step.cause() == DeletionReason.UPDATE && step.known())) {
                context.broken(
                        step.turn(),
                        step.before(),
                        step.words() + " although the set still wants it; it had been "
                                + step.scaling().words(),
                        step.scaling().asked(),
                        step.at());
            }
            return;
        }
        OptionalInt higher = step.standingSuccessor();
        if (higher.isEmpty()) {
            findings.judged();
            return;
        }
        Incarnation left = step.before().slot(higher.getAsInt()).orElseThrow().pod();
        Optional<Observation> later = left.firstTerminating();
        context.broken(
                step.turn(),
                step.before(),
                step.words() + " before " + Phrases.pod(higher.getAsInt()) + ", which was deleted "
                        + later.map(at -> "only " + Phrases.at(at)).orElse("not at all")
                        + "; the set had been " + step.scaling().words(),
                step.at(),
                later.orElse(left.lifetime().first()));
    }
}
