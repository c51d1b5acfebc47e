package dev.holdfast.guarantee;

import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Moment.PodTurn;
import dev.holdfast.history.StatefulSetView;

/** Raising a partition rolls nothing back; only a pod that is deleted and is now below it returns to the old version. */
final class UpdatePartitionRaise implements Guarantee {
    @Override
    public String id() {
        return "update.partition-raise";
    }

    @Override
    public String statement() {
        return "When the partition is raised, a Pod below it that was updated already MUST be left alone; it is restored to"
                + " the previous version only when it is deleted";
    }

    @Override
    public String source() {
        return "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#partitions and"
                + " https://github.com/kubernetes/kubernetes/issues/91674";
    }

    @Override
    public Verdict judge(History history, Subject subject) {
        Matter matter = new Matter(history, subject, Kinds.POD, Kinds.STATEFUL_SET, Kinds.REVISION);
        return matter.notSeen()
                .or(() -> matter.never(
                        "never had a partition", view -> view.strategy().partition() > 0))
                .orElseGet(() -> {
                    new Judge(matter).follow();
                    return matter.findings()
                            .verdict(
                                    "raising the partition touched no pod",
                                    "the partition of " + matter.name()
                                            + " was not raised above a pod that was updated");
                });
    }

    private static final class Judge extends HeldBack {
        Judge(Matter matter) {
            super(matter);
        }

        @Override
        boolean begins(StatefulSetView now, Situation before) {
            return before.set()
                    .filter(was -> was.template().equals(now.template()))
                    .filter(was -> was.strategy().rolling() && now.strategy().rolling())
                    .filter(was -> was.strategy().partition() < now.strategy().partition())
                    .filter(was -> !matter().upToDate(was.currentRevision(), now))
                    .filter(was -> Rollout.updated(
                            matter(),
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
        void created(PodTurn turn, StatefulSetView spec) {
            if (lasts() && spec.belowPartition(turn.ordinal())) {
                versions().judge(turn, spec.currentRevision(), "a pod that comes back below the partition has to be");
            }
        }
    }
}
