package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.OrdinalState;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.replay.Transition.SetWritten;
import dev.holdfast.history.view.StatefulSetView;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A pod that is lost in the middle of a rolling update before it was its turn comes back at its existing version.
 *
 * <p>Known deviation: the controller keeps to this only where {@code rollingUpdate} is not set at all, and there only for an
 * index below {@code currentReplicas}. The API server sets it to {@code {partition: 0}} when the whole strategy was left out; then
 * the pod comes back at the new version, out of order. The documentation describes it loosely (kubernetes/website#37203).
 */
public final class UpdateMidrolloutRestore extends Guarantee {
    private static final String ISSUE = "https://github.com/kubernetes/website/issues/37203";

    public UpdateMidrolloutRestore() {
        super(Promise.of(
                        "update.midrollout-restore",
                        "If a Pod that has not yet received the update fails during a rolling update, the controller MUST restore it to"
                                + " its existing version")
                .otherwise(
                        Harm.ROLLOUT, "A member that restarts during a rollout gets a version that was not tried yet")
                .documentedAt(
                        "https://kubernetes.io/docs/tutorials/stateful-application/basic-stateful-set/#rolling-update")
                .alsoSeenIn(Kinds.REVISION)
                .knownDeviation(
                        "where rollingUpdate is set, if only by default, and for the last Pods that are left to update, the lost"
                                + " Pod comes back at the new version",
                        ISSUE));
    }

    @Override
    protected Optional<Verdict> notPromised(JudgingContext context) {
        return context.notSeen()
                .or(() -> context.never("never rolled updates out to all pods", UpdateMidrolloutRestore::toAllPods));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        PodVersions versions = new PodVersions(context);
        Map<Integer, Loss> lost = new HashMap<>();
        CurrentCount count = new CurrentCount(context.knowsItsOwnWrites());
        context.followEveryWrite((moment, before) -> {
            if (moment instanceof SetWritten written) {
                count.written(StatefulSetView.of(written.at()));
                lost.replaceAll((ordinal, loss) -> loss.counted(count.least));
            } else if (moment instanceof PodTransition turn && turn.is(PodChange.ENDING)) {
                lost.put(turn.ordinal(), new Loss(context.cause(turn, before), count.least));
            } else if (moment instanceof PodTransition turn && turn.is(PodChange.CREATED)) {
                Optional.ofNullable(lost.remove(turn.ordinal()))
                        .filter(Loss::unasked)
                        .ifPresent(loss -> restored(turn, before, context)
                                .ifPresent(spec -> judge(turn, before, spec, loss, versions, context)));
            }
        });
        return context.findings()
                .verdict(
                        "each pod that was lost before it was updated came back at its existing version",
                        "no pod of " + context.name() + " was lost in the middle of a rolling update before its turn");
    }

    /**
     * The currentReplicas by which the controller may decide: those of the last status, and as long as the spec is the same also of those
     * before, if it may not have heard of what it wrote itself.
     */
    private static final class CurrentCount {
        private final boolean known;
        private long generation;
        private int least;

        CurrentCount(boolean known) {
            this.known = known;
        }

        void written(StatefulSetView now) {
            int current = now.counters().current();
            least = known || now.generation() != generation ? current : Math.min(least, current);
            generation = now.generation();
        }
    }

    /**
     * Why a pod was lost.
     *
     * @param leastCurrent the lowest currentReplicas since then, by which the controller may have decided
     */
    private record Loss(DeletionReason reason, int leastCurrent) {
        Loss counted(int current) {
            return new Loss(reason, Math.min(leastCurrent, current));
        }

        boolean unasked() {
            return reason == DeletionReason.OTHERS || reason == DeletionReason.ENDED_ITSELF;
        }
    }

    private static boolean toAllPods(StatefulSetView view) {
        return view.strategy().rolling() && view.strategy().partition() == 0;
    }

    /** The spec, when a new pod takes the place of one that was lost in the middle of an update before it was updated. */
    private static Optional<StatefulSetView> restored(PodTransition turn, ReplayState before, JudgingContext context) {
        Optional<OrdinalState> slot = before.slot(turn.ordinal());
        boolean clear = before.possible().size() == 1
                && before.set().filter(UpdateMidrolloutRestore::toAllPods).isPresent();
        if (!clear || slot.isEmpty()) {
            return Optional.empty();
        }
        StatefulSetView spec = before.set().orElseThrow();
        boolean ofThisSet = slot.get()
                .pod()
                .lifetime()
                .last()
                .object()
                .controllerUid()
                .equals(before.state().map(state -> state.object().uid()));
        boolean wasOld = ofThisSet && slot.get().pod().revision().equals(spec.currentRevision());
        boolean pending = !context.upToDate(spec.currentRevision(), spec);
        boolean begun = Rollout.updated(context, before, spec, turn.ordinal() + 1, spec.end());
        return wasOld && pending && begun ? Optional.of(spec) : Optional.empty();
    }

    private static void judge(
            PodTransition turn,
            ReplayState before,
            StatefulSetView spec,
            Loss loss,
            PodVersions versions,
            JudgingContext context) {
        Optional<String> target = context.revisions().of(spec);
        boolean cameUpdated =
                target.isPresent() && versions.otherThan(target.get(), turn).isEmpty();
        boolean index = turn.ordinal() < spec.start() + loss.leastCurrent();
        boolean promised = !spec.strategy().parameters() && index;
        if (cameUpdated && !promised) {
            context.findings()
                    .deviates(
                            Phrases.pod(turn.pod()) + ", lost in the middle of the update, came back "
                                    + Phrases.at(turn.at())
                                    + " at the new version, as Kubernetes does "
                                    + (spec.strategy().parameters()
                                            ? "when rollingUpdate is set, if only by default"
                                            : "for the last pods that are left to update")
                                    + " (" + ISSUE + ")",
                            turn.at());
            return;
        }
        versions.judgePrevious(turn, before, spec.currentRevision(), "a pod lost before its update has to be");
    }
}
