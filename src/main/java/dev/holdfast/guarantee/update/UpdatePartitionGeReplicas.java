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

/** A partition that is not below the number of replicas holds every update back. */
public final class UpdatePartitionGeReplicas extends PartitionGuarantee {
    public UpdatePartitionGeReplicas() {
        super(Promise.of(
                        "update.partition-ge-replicas",
                        "If a StatefulSet's partition is greater than its replicas, updates to its template MUST NOT be propagated to"
                                + " its Pods; a Pod that scaling adds at or above the partition is made from the updated template")
                .otherwise(Harm.ROLLOUT, "An update that was to be held back is rolled out")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#partitions")
                .alsoSeenIn(Kinds.REVISION));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        new PartitionAboveReplicas(context).follow();
        return context.findings()
                .verdict(
                        "no pod was updated while the partition was not below the number of replicas",
                        "the template of " + context.name()
                                + " was not changed while its partition was not below its replicas");
    }

    private static final class PartitionAboveReplicas extends PausedRollout {
        private boolean heldBack;

        PartitionAboveReplicas(JudgingContext context) {
            super(context);
        }

        @Override
        boolean begins(StatefulSetView now, ReplayState before) {
            boolean begins = now.strategy().rolling()
                    && now.strategy().partition() >= now.replicas()
                    && Rollout.outdated(context(), before, now, now.start(), now.end());
            heldBack |= begins;
            return begins;
        }

        @Override
        String reason() {
            return "the partition is not below the number of replicas";
        }

        @Override
        void created(PodTransition turn, ReplayState before, StatefulSetView spec) {
            if (heldBack
                    && spec.strategy().rolling()
                    && spec.strategy().parameters()
                    && !spec.belowPartition(turn.ordinal())) {
                context().revisions().of(spec).ifPresent(target -> versions()
                        .judge(turn, before, target, "a new pod at or above the partition has to be"));
            }
        }
    }
}
