package dev.holdfast.guarantee;

import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Moment.PodTurn;
import dev.holdfast.history.StatefulSetView;

/** With OnDelete a pod is updated only when somebody deletes it. */
final class UpdateOnDelete implements Guarantee {
    @Override
    public String id() {
        return "update.on-delete";
    }

    @Override
    public String statement() {
        return "With the OnDelete strategy the controller MUST NOT update the Pods by itself; a Pod that is deleted comes back"
                + " with the updated template";
    }

    @Override
    public String source() {
        return "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies";
    }

    @Override
    public Verdict judge(History history, Subject subject) {
        Matter matter = new Matter(history, subject, Kinds.POD, Kinds.STATEFUL_SET, Kinds.REVISION);
        return matter.notSeen()
                .or(() -> matter.never("never had the OnDelete strategy", view -> view.strategy()
                        .onDelete()))
                .orElseGet(() -> {
                    new Judge(matter).follow();
                    return matter.findings()
                            .verdict(
                                    "the controller updated no pod by itself after the template was changed",
                                    "the template of " + matter.name()
                                            + " was not changed while its strategy was OnDelete");
                });
    }

    private static final class Judge extends HeldBack {
        Judge(Matter matter) {
            super(matter);
        }

        @Override
        boolean begins(StatefulSetView now, Situation before) {
            return now.strategy().onDelete() && Rollout.outdated(matter(), before, now, now.start(), now.end());
        }

        @Override
        String reason() {
            return "the update strategy is OnDelete";
        }

        @Override
        void created(PodTurn turn, StatefulSetView spec) {
            if (lasts()) {
                matter().targets().of(spec).ifPresent(target -> versions()
                        .judge(turn, target, "a pod that comes back under OnDelete has to be"));
            }
        }
    }
}
