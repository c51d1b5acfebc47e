package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.PartitionGuarantee;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;

/** Raising a partition rolls nothing back; only a pod that is deleted and is now below it returns to the old version. */
public final class UpdatePartitionRaise extends PartitionGuarantee {
    public UpdatePartitionRaise() {
        super(Promise.of(
                        "update.partition-raise",
                        "When the partition is raised, a Pod below it that was updated already MUST be left alone; it is restored to"
                                + " the previous version only when it is deleted")
                .otherwise(Harm.ROLLOUT, "Holding an update back restarts members that have it already")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#partitions and"
                        + " https://github.com/kubernetes/kubernetes/issues/91674")
                .alsoSeenIn(Kinds.REVISION));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        new RaisedPartition(context).follow();
        return context.findings()
                .verdict(
                        "raising the partition touched no pod",
                        "the partition of " + context.name() + " was not raised above a pod that was updated");
    }

    private static final class RaisedPartition extends PausedRollout {
        RaisedPartition(JudgingContext context) {
            super(context);
        }

        @Override
        boolean begins(StatefulSetView now, ReplayState before) {
            return before.set()
                    .filter(was -> was.template().equals(now.template()))
                    .filter(was -> was.strategy().rolling() && now.strategy().rolling())
                    .filter(was -> was.strategy().partition() < now.strategy().partition())
                    .filter(was -> !context().upToDate(was.currentRevision(), now))
                    .filter(was -> Rollout.updated(
                            context(),
                            before,
                            now,
                            now.start() + was.strategy().partition(),
                            Math.min(now.end(), now.start() + now.strategy().partition())))
                    .isPresent();
        }

        @Override
        String reason() {
            return "the partition had only been raised";
        }

        @Override
        void created(PodTransition turn, ReplayState before, StatefulSetView spec) {
            if (lasts() && spec.belowPartition(turn.ordinal())) {
                versions()
                        .judgePrevious(
                                turn,
                                before,
                                spec.currentRevision(),
                                "a pod that comes back below the partition has to be");
            }
        }
    }
}
