package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Pods of a template that never became Ready come back from the template before, once that is restored and they are deleted.
 *
 * <p>The documentation says that somebody has to delete them (kubernetes/kubernetes#67250). A controller that does so itself does
 * better; what it makes then is judged all the same.
 */
public final class UpdateForcedRollback extends Guarantee {
    public UpdateForcedRollback() {
        super(Promise.of(
                        "update.forced-rollback",
                        "After reverting the template and deleting the Pods that had been attempted to run with the bad configuration,"
                                + " the StatefulSet MUST recreate them using the reverted template")
                .otherwise(Harm.AVAILABILITY, "A rollout that got stuck cannot be undone, and a member stays down")
                .documentedAt("https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback")
                .alsoSeenIn(Kinds.REVISION));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        Reverted reverted = new Reverted(context);
        context.follow(reverted::written, reverted::take);
        reverted.ends();
        return context.findings()
                .verdict(
                        "pods of the bad template came back from the one that was restored",
                        "no pod of " + context.name()
                                + " that never became Ready was deleted after its template had been reverted");
    }

    private static final class Reverted {
        private final JudgingContext context;
        private final LatestTemplate latest;
        /** The pods of the bad template that are to come back. */
        private final Map<Integer, Observation> deleted = new HashMap<>();

        Reverted(JudgingContext context) {
            this.context = context;
            this.latest = new LatestTemplate(context);
        }

        void written(Observation written, ReplayState before) {
            boolean same = before.state()
                            .filter(state ->
                                    state.object().uid().equals(written.object().uid()))
                            .isPresent()
                    && !written.object().terminating();
            StatefulSetView now = StatefulSetView.of(written);
            boolean template = same
                    && before.set()
                            .filter(was -> was.template().equals(now.template()))
                            .isPresent();
            if (!template) {
                deleted.clear();
            }
            deleted.keySet().removeIf(ordinal -> !now.wants(ordinal));
        }

        void take(PodTransition turn, ReplayState before) {
            if (turn.is(PodChange.ENDING) && wasBad(turn, before)) {
                deleted.put(turn.ordinal(), turn.at());
            } else if (turn.is(PodChange.CREATED)) {
                Optional.ofNullable(deleted.remove(turn.ordinal()))
                        .filter(bad -> JudgingContext.createdForTheSet(turn, before))
                        .ifPresent(bad -> created(turn, before, bad));
            }
        }

        /** Whether a pod never became Ready, and is of a template that was given up for an earlier one. */
        private boolean wasBad(PodTransition turn, ReplayState before) {
            StatefulSetView spec = before.possible().size() == 1 && before.specsKnown()
                    ? before.possible().get(0)
                    : null;
            boolean neverReady = turn.pod()
                    .firstReady()
                    .filter(ready -> ready.resourceVersion() < turn.at().resourceVersion())
                    .isEmpty();
            DeletionReason cause = spec == null ? DeletionReason.NONE : context.cause(turn, before);
            String revision = PodView.of(turn.at()).revision();
            return neverReady
                    && (cause == DeletionReason.OTHERS || cause == DeletionReason.UPDATE)
                    && spec.wants(turn.ordinal())
                    && spec.strategy().rolling()
                    && !spec.belowPartition(turn.ordinal())
                    && latest.revisions().knows(revision)
                    && !latest.revisions().keeps(revision, spec)
                    && latest.revisions().earlier(spec, revision);
        }

        private void created(PodTransition turn, ReplayState before, Observation bad) {
            if (before.possible().size() != 1) {
                return;
            }
            Optional<String> wrong = latest.otherThan(turn, before, Set.of());
            if (wrong.isPresent()) {
                context.broken(
                        turn,
                        before,
                        Phrases.pod(turn.pod()) + " was created " + Phrases.at(turn.at())
                                + " in place of one of a bad template, but not from the template that was restored: "
                                + wrong.get(),
                        bad,
                        turn.at());
            } else if (latest.isLatest(turn, before)) {
                context.findings().judged();
            }
        }

        void ends() {
            deleted.forEach((ordinal, bad) -> context.findings()
                    .open(
                            Phrases.pod(ordinal) + " was deleted " + Phrases.at(bad)
                                    + " after its template had been reverted, and did not come back until the recording"
                                    + " ended",
                            bad));
        }
    }
}
