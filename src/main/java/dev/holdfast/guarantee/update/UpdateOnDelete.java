package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Optional;

/** With OnDelete a pod is updated only when somebody deletes it. */
public final class UpdateOnDelete extends Guarantee {
    public UpdateOnDelete() {
        super(Promise.of(
                        "update.on-delete",
                        "With the OnDelete strategy the controller MUST NOT update the Pods by itself; a Pod that is deleted comes back"
                                + " with the updated template")
                .otherwise(Harm.ROLLOUT, "Members restart at a moment that their operator did not choose")
                .documentedAt(
                        "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies")
                .alsoSeenIn(Kinds.REVISION));
    }

    @Override
    protected Optional<Verdict> notPromised(JudgingContext context) {
        return context.notSeen()
                .or(() -> context.never("never had the OnDelete strategy", view -> view.strategy()
                        .onDelete()));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        new OnDeleteRollout(context).follow();
        return context.findings()
                .verdict(
                        "the controller updated no pod by itself after the template was changed",
                        "the template of " + context.name() + " was not changed while its strategy was OnDelete");
    }

    private static final class OnDeleteRollout extends PausedRollout {
        OnDeleteRollout(JudgingContext context) {
            super(context);
        }

        @Override
        boolean begins(StatefulSetView now, ReplayState before) {
            return now.strategy().onDelete() && Rollout.outdated(context(), before, now, now.start(), now.end());
        }

        @Override
        String reason() {
            return "the update strategy is OnDelete";
        }

        @Override
        void created(PodTransition turn, ReplayState before, StatefulSetView spec) {
            if (lasts()) {
                context().revisions().of(spec).ifPresent(target -> versions()
                        .judge(turn, before, target, "a pod that comes back under OnDelete has to be"));
            }
        }
    }
}
