package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.UpdateDeletions;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A rolling update goes from the largest ordinal to the smallest. */
public final class UpdateRollingReverse extends RollingOrderGuarantee {
    public UpdateRollingReverse() {
        super(Promise.of(
                        "update.rolling-reverse",
                        "With the RollingUpdate strategy the controller MUST delete and recreate each Pod in the order of Pod"
                                + " termination, from the largest ordinal to the smallest")
                .otherwise(
                        Harm.ROLLOUT,
                        "The first members, often the primary, get a new version before the others have tried it")
                .documentedAt(
                        "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#rolling-updates"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        List<Integer> order = new ArrayList<>();
        UpdateDeletions.followOneByOne(context, step -> {
            judge(step, context);
            order.add(step.ordinal());
        });
        if (order.size() > 1) {
            context.findings().judged();
        }
        return context.findings()
                .verdict(
                        "pods were updated in the order " + Phrases.list(order),
                        "fewer than two pods of " + context.name() + " were updated, so there was no order to see");
    }

    private static void judge(UpdateDeletions.Step step, JudgingContext context) {
        OptionalInt higher = step.byEverySpec(spec -> outdated(step, spec, context));
        if (higher.isPresent()) {
            Incarnation pod =
                    step.before().slot(higher.getAsInt()).orElseThrow().pod();
            context.broken(
                    step.turn(),
                    step.before(),
                    step.words() + " before pod " + higher.getAsInt() + ", which was "
                            + pod.firstTerminating()
                                    .map(later -> "deleted only " + Phrases.at(later))
                                    .orElse("never deleted"),
                    step.at(),
                    pod.firstTerminating().orElse(pod.lifetime().first()));
        }
    }

    /** A pod of a higher ordinal that is still to be updated by that spec. */
    private static OptionalInt outdated(UpdateDeletions.Step step, StatefulSetView spec, JudgingContext context) {
        return context.revisions()
                .of(spec)
                .map(target -> outdated(step, spec, target))
                .orElse(OptionalInt.empty());
    }

    private static OptionalInt outdated(UpdateDeletions.Step step, StatefulSetView spec, String target) {
        OptionalInt found = step.before().firstOfOther(target, step.ordinal() + 1, spec.end());
        while (found.isPresent() && saidToBeOf(target, found.getAsInt(), step)) {
            found = step.before().firstOfOther(target, found.getAsInt() + 1, spec.end());
        }
        return found;
    }

    private static boolean saidToBeOf(String revision, int ordinal, UpdateDeletions.Step step) {
        return step.before()
                .slot(ordinal)
                .filter(slot -> slot.pod().saidToBeOf(revision, step.at().resourceVersion()))
                .isPresent();
    }
}
