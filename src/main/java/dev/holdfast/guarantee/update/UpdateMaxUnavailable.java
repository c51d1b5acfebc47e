package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.MaxUnavailable;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Unavailability;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Optional;

/** A rolling update takes away no available pod while as many are unavailable as maxUnavailable allows. */
public final class UpdateMaxUnavailable extends Guarantee {
    public UpdateMaxUnavailable() {
        super(
                Promise.of(
                                "update.max-unavailable",
                                "The number of Pods that are unavailable during an update MUST NOT be more than maxUnavailable because of it")
                        .otherwise(
                                Harm.AVAILABILITY,
                                "More members are down during an update than the workload can do without")
                        .documentedAt(
                                "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#maximum-unavailable-pods"));
    }

    @Override
    protected Optional<Verdict> notPromised(JudgingContext context) {
        return context.notSeen().or(() -> new MaxUnavailable(context).never("", spec -> true));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        MaxUnavailable limit = new MaxUnavailable(context);
        context.follow((moment, before) -> {
            if (moment instanceof PodTransition turn
                    && turn.is(PodChange.ENDING)
                    && context.cause(turn, before) == DeletionReason.UPDATE
                    && !Unavailability.already(turn, before)) {
                judge(turn, before, context, limit);
            }
        });
        return context.findings()
                .verdict(
                        "no available pod was deleted for an update while as many were unavailable as may be",
                        "no available pod of " + context.name() + " was updated");
    }

    private static void judge(PodTransition turn, ReplayState before, JudgingContext context, MaxUnavailable limit) {
        List<StatefulSetView> specs = context.specsFor(DeletionReason.UPDATE, turn, before);
        if (!specs.stream().allMatch(spec -> limit.limits(spec, before))) {
            return;
        }
        boolean allowed =
                specs.stream().anyMatch(spec -> limit.unavailable(turn, before, spec) < Unavailability.allowed(spec));
        if (allowed) {
            context.findings().judged();
            return;
        }
        StatefulSetView spec = specs.get(specs.size() - 1);
        int other = before.firstUnhealthy(turn.ordinal() + 1, spec.end())
                .orElseGet(() -> before.firstUnhealthy(spec.start(), spec.end()).orElse(turn.ordinal()));
        context.broken(
                turn,
                before,
                Phrases.pod(turn.pod()) + " was deleted for an update " + Phrases.at(turn.at()) + " while "
                        + before.plight(other) + ", so that more than "
                        + Phrases.count(Unavailability.allowed(spec), "pod") + " were unavailable",
                before.evidence(other, turn.at()),
                turn.at());
    }
}
