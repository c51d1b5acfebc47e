package dev.holdfast.guarantee.recreate;

import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Promise;
import dev.holdfast.guarantee.QuietInterval;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.ControllerActivity;
import dev.holdfast.history.replay.DeletionActor;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.PodView;
import dev.holdfast.history.view.StatefulSetView;
import java.util.Optional;

/**
 * Whoever changes the type of the update strategy to Recreate, or from it to another, and nothing else, has no pod replaced by that.
 *
 * <p>Known deviation: the controller replaces whatever pod is not of the latest version as soon as the type is Recreate. So pods go that
 * OnDelete or a partition held back until then, although the template was not changed. A roll-out that was under way anyway is not
 * started by that, and is not judged.
 */
public final class RecreateTypeChange extends RecreateGuarantee {
    public RecreateTypeChange() {
        super(Promise.of(
                        "recreate.type-change",
                        "Changing only the type of the update strategy, to Recreate or from it, MUST NOT start a roll-out: only a change"
                                + " of the template does")
                .otherwise(
                        Harm.AVAILABILITY,
                        "All members restart at once when somebody only prepares for the next update")
                .documentedAt(DOCUMENTATION + PROPOSAL)
                .knownDeviation("Pods that OnDelete or a partition held back are all deleted at once when the type"
                        + " becomes Recreate, although the template is not changed"));
    }

    @Override
    protected Verdict judge(JudgingContext context) {
        return new Changes(context).verdict();
    }

    /**
     * A change of the type alone.
     *
     * @param still as long as nobody asks for anything else
     * @param before the set as it was written before
     */
    private record TypeChange(QuietInterval still, StatefulSetView before) {
        static Optional<TypeChange> by(Observation written, ReplayState situation) {
            StatefulSetView now = StatefulSetView.of(written);
            return situation
                    .set()
                    .filter(was -> !written.deleted()
                            && !written.object().terminating()
                            && situation
                                    .state()
                                    .filter(state -> state.object()
                                            .uid()
                                            .equals(written.object().uid()))
                                    .isPresent()
                            && was.strategy().recreating() != now.strategy().recreating()
                            && was.template().equals(now.template())
                            && was.replicas() == now.replicas()
                            && was.start() == now.start())
                    .map(was -> new TypeChange(new QuietInterval(written), was));
        }

        Observation at() {
            return still.begin();
        }

        /** Whether nothing but the change of the type made the controller replace a pod that is not of the latest version. */
        boolean heldBack(int ordinal) {
            return !before.strategy().recreating() && (!before.strategy().rolling() || before.heldBack(ordinal));
        }
    }

    private static final class Changes {
        private final JudgingContext context;
        private final ControllerActivity controls;
        private Optional<TypeChange> change = Optional.empty();
        private boolean moved;

        Changes(JudgingContext context) {
            this.context = context;
            this.controls = ControllerActivity.of(context.set());
        }

        Verdict verdict() {
            context.followEveryWrite(this::written, this::take);
            end(Long.MAX_VALUE);
            return context.findings()
                    .verdict(
                            "no pod was replaced when only the type of the update strategy was changed",
                            "nobody changed only the type of the update strategy of " + context.name()
                                    + " to Recreate or from it");
        }

        private void written(Observation written, ReplayState before) {
            if (change.filter(begun -> begun.still().endsWith(written)).isPresent()) {
                end(written.resourceVersion());
            }
            TypeChange.by(written, before).ifPresent(begun -> {
                change = Optional.of(begun);
                moved = false;
            });
            change.ifPresent(begun -> begun.still().written(written));
        }

        private void take(PodTransition turn, ReplayState before) {
            if (change.isEmpty() || !turn.is(PodChange.ENDING)) {
                return;
            }
            DeletionReason cause = context.cause(turn, before);
            if (cause != DeletionReason.NONE && !cause.isForTheTemplate()) {
                return;
            }
            moved = true;
            TypeChange begun = change.get();
            boolean latest =
                    begun.before().updateRevision().equals(PodView.of(turn.at()).revision());
            // By the type before, the controller would have left it alone.
            boolean byNewType = before.possible().stream()
                    .filter(spec ->
                            spec.generation() < StatefulSetView.of(begun.at()).generation())
                    .allMatch(spec -> DeletionReason.by(spec, turn, context.revisions()) == DeletionReason.NONE);
            if (latest && begun.before().acknowledged()) {
                context.broken(
                        turn,
                        before,
                        words(turn, begun) + ", and it is of revision "
                                + begun.before().updateRevision() + ", which the status had named as the latest",
                        begun.at(),
                        turn.at());
            } else if (byNewType
                    && begun.before().acknowledged()
                    && begun.heldBack(turn.ordinal())
                    && context.attribution().actor(turn.pod()) == DeletionActor.CONTROLLER) {
                context.findings()
                        .deviates(
                                words(turn, begun) + "; it was not of the latest version, and held back until then",
                                begun.at(),
                                turn.at());
            }
        }

        private static String words(PodTransition turn, TypeChange begun) {
            return Phrases.pod(turn.pod()) + " was deleted " + Phrases.at(turn.at())
                    + " although only the type of the update strategy had been changed " + Phrases.at(begun.at());
        }

        private void end(long resourceVersion) {
            change.filter(begun -> !moved).ifPresent(begun -> begun.still()
                    .judge(
                            context.findings(),
                            controls,
                            resourceVersion,
                            "no pod was replaced after the type of the update strategy had been changed"));
            change = Optional.empty();
        }
    }
}
