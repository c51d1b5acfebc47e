package dev.holdfast.guarantee.ordering;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.KeptClaims;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.ScaleDown;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.Scaling;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scaling to zero is an ordered termination of all pods that leaves their claims, and can be taken back. */
public final class OrderScaleToZero extends OrderGuarantee {
    public OrderScaleToZero() {
        super(Promise.of(
                        "order.scale-to-zero",
                        "Scaling a StatefulSet down to 0 MUST terminate its Pods in order and gracefully, and MUST NOT delete the"
                                + " volumes associated with it")
                .otherwise(Harm.DATA, "Members are cut off while they write, or their data goes with them")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#limitations")
                .alsoSeenIn(Kinds.CLAIM));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        List<ScaleDown.Step> steps = new ArrayList<>();
        ScaleDown scaleDown = new ScaleDown(context, scaling -> scaling.after().replicas() == 0, step -> {
            OrderScaleDownReverse.judge(step, context);
            OrderScaleDownWaitsTermination.judge(step, context);
            steps.add(step);
        });
        scaleDown.follow();
        List<Observation> zeros = zeros(context);
        zeros.forEach(zero -> reported(context, zero));
        boolean keeps = context.set().last().map(StatefulSetView::keepsClaims).orElse(false);
        if (keeps && !zeros.isEmpty()) {
            KeptClaims claims = new KeptClaims(context);
            steps.forEach(step -> claims.judge(
                    step.turn().pod(),
                    step.scaling().asked(),
                    "the set had been " + step.scaling().words()));
            steps.forEach(step -> context.next(step.turn().pod())
                    .ifPresent(next -> claims.judgeSuccessor(step.turn().pod(), next)));
        }
        return context.findings()
                .verdict(
                        "scaling to zero deleted the pods " + Phrases.list(scaleDown.removed())
                                + " in this order and left their claims",
                        "StatefulSet " + context.name() + " was not scaled to zero");
    }

    private static List<Observation> zeros(JudgingContext context) {
        List<Observation> zeros = new ArrayList<>();
        List<Observation> specs = context.set().specs();
        for (int i = 1; i < specs.size(); i++) {
            Scaling.between(specs.get(i - 1), specs.get(i))
                    .filter(scaling -> scaling.after().replicas() == 0)
                    .ifPresent(scaling -> zeros.add(scaling.asked()));
        }
        return zeros;
    }

    private static void reported(JudgingContext context, Observation zero) {
        Optional<Observation> reported = context.set().states().stream()
                .filter(state -> state.object().uid().equals(zero.object().uid()))
                .filter(state -> StatefulSetView.of(state).observedGeneration()
                                >= StatefulSetView.of(zero).generation()
                        && StatefulSetView.of(state).counters().replicas() == 0)
                .findFirst();
        if (reported.isEmpty()) {
            context.findings()
                    .open(
                            "StatefulSet " + context.name() + " was scaled to zero " + Phrases.at(zero)
                                    + ", but its status did not say until the recording ended that no pod is left",
                            zero);
        }
    }
}
