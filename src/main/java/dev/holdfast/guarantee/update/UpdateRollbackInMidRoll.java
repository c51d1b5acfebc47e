package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.OrdinalState;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.RevisionTemplates;
import dev.holdfast.history.replay.Transition;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.replay.Transition.SetWritten;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A template that is changed back in the middle of an update takes down only pods that had been updated already: those that are still of
 * it stay.
 */
public final class UpdateRollbackInMidRoll extends Guarantee {
    public UpdateRollbackInMidRoll() {
        super(Promise.of(
                        "update.rollback-in-mid-roll",
                        "When the template is changed back in the middle of an update, the controller MUST replace only the Pods that"
                                + " had been updated, and MUST leave alone those that are still of that template")
                .otherwise(Harm.AVAILABILITY, "Withdrawing a version restarts members that never ran it")
                .documentedAt(
                        "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        new Rollback(context).follow();
        return context.findings()
                .verdict(
                        "only pods that had been updated were replaced when the template was changed back",
                        "the template of " + context.name() + " was not changed back in the middle of an update");
    }

    private static final class Rollback {
        private final JudgingContext context;
        private final RevisionTemplates revisions;
        /** The pods that are of the template to which the set goes back. */
        private final Map<Integer, Incarnation> kept = new HashMap<>();

        private Optional<Observation> back = Optional.empty();

        Rollback(JudgingContext context) {
            this.context = context;
            this.revisions = RevisionTemplates.of(context.set());
        }

        void follow() {
            ReplayState end = context.followEveryWrite(this::take);
            done(end);
            back.ifPresent(changed -> context.findings()
                    .open(
                            "the template was changed back " + Phrases.at(changed)
                                    + " in the middle of an update, but not all pods that had been updated were replaced"
                                    + " until the recording ended",
                            changed));
        }

        private void take(Transition moment, ReplayState before) {
            if (back.isPresent()) {
                done(before);
            }
            if (moment instanceof SetWritten written) {
                written(written.at(), before);
            } else if (moment instanceof PodTransition turn
                    && turn.is(PodChange.ENDING)
                    && turn.pod().equals(kept.get(turn.ordinal()))) {
                kept.remove(turn.ordinal());
                ending(turn, before);
            }
        }

        private void written(Observation written, ReplayState before) {
            StatefulSetView now = StatefulSetView.of(written);
            Optional<StatefulSetView> was = before.state()
                    .filter(state ->
                            state.object().uid().equals(written.object().uid()))
                    .filter(state -> !written.deleted() && !written.object().terminating())
                    .map(StatefulSetView::of);
            boolean changed =
                    was.filter(spec -> spec.template().equals(now.template())).isEmpty();
            if (changed) {
                back = Optional.empty();
                kept.clear();
                if (was.isPresent() && now.strategy().rolling()) {
                    begins(written, was.get(), now, before);
                }
            } else if (!now.strategy().rolling()) {
                back = Optional.empty();
                kept.clear();
            }
        }

        private void begins(Observation written, StatefulSetView was, StatefulSetView now, ReplayState before) {
            boolean updated = false;
            for (int ordinal = now.start(); ordinal < now.end(); ordinal++) {
                Optional<Incarnation> pod =
                        before.slot(ordinal).filter(OrdinalState::standing).map(OrdinalState::pod);
                String revision = pod.map(Incarnation::revision).orElse("");
                if (revisions.keeps(revision, now)) {
                    kept.put(ordinal, pod.orElseThrow());
                } else {
                    updated |= pod.isPresent() && revisions.keeps(revision, was);
                }
            }
            if (updated && !kept.isEmpty()) {
                back = Optional.of(written);
            } else {
                kept.clear();
            }
        }

        private void ending(PodTransition turn, ReplayState before) {
            DeletionReason cause = context.cause(turn, before);
            // Who acts by a spec with another template may have to replace it; somebody may also have relabelled it.
            String revision = PodView.of(turn.at()).revision();
            boolean asked = before.possible().stream()
                    .anyMatch(spec -> spec.strategy().rolling()
                            && !spec.belowPartition(turn.ordinal())
                            && !revisions.keeps(revision, spec));
            boolean forTheTemplate = cause == DeletionReason.UPDATE || cause == DeletionReason.NONE;
            if (forTheTemplate && !asked) {
                context.broken(
                        turn,
                        before,
                        Phrases.pod(turn.pod()) + " was deleted " + Phrases.at(turn.at())
                                + " although it was still of the template that the set was changed back to "
                                + Phrases.at(back.orElseThrow()),
                        back.orElseThrow(),
                        turn.at());
            }
        }

        /** Ends the rollback if by now all pods that it concerns are of the template again, and Ready. */
        private void done(ReplayState now) {
            StatefulSetView spec = back.isPresent() ? now.set().orElse(null) : null;
            if (spec == null) {
                return;
            }
            int from = Math.min(spec.end(), spec.start() + spec.strategy().partition());
            boolean complete = now.firstUnhealthy(from, spec.end()).isEmpty();
            for (int ordinal = from; complete && ordinal < spec.end(); ordinal++) {
                complete = revisions.keeps(now.slot(ordinal).orElseThrow().pod().revision(), spec);
            }
            if (complete && spec.acknowledged()) {
                context.findings().judged();
                back = Optional.empty();
                kept.clear();
            }
        }
    }
}
