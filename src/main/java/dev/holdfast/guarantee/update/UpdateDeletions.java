package dev.holdfast.guarantee.update;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.guarantee.Unavailability;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodChange;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Goes through the deletions by which rolling updates that may take away one pod only proceed. What the controller may have asked
 * for with another reason is left out, and so are pods of a Parallel set that were not available anyway: those are replaced at once.
 */
final class UpdateDeletions {
    private UpdateDeletions() {}

    /**
     * A deletion for an update.
     *
     * @param specs by which the controller may have been acting; at least one
     */
    record Step(PodTransition turn, ReplayState before, List<StatefulSetView> specs) {
        int ordinal() {
            return turn.ordinal();
        }

        /** The newest of the specs. */
        StatefulSetView spec() {
            return specs.get(specs.size() - 1);
        }

        /**
         * An ordinal that keeps the step from being right by every spec that the controller may have been acting on.
         *
         * @param culprit one by a spec, if there is one
         * @return that by the newest spec; empty when the step is right by any of them
         */
        OptionalInt byEverySpec(Function<StatefulSetView, OptionalInt> culprit) {
            return specs.stream().allMatch(spec -> culprit.apply(spec).isPresent())
                    ? culprit.apply(spec())
                    : OptionalInt.empty();
        }

        /**
         * Notes what is to be said of the step: that it broke the promise while another pod was not healthy, or that it was right.
         *
         * @param other the ordinal of the other pod, if there was one
         * @param consequence what came of it, to end the sentence
         */
        void judge(JudgingContext context, OptionalInt other, String consequence) {
            if (other.isEmpty()) {
                context.findings().judged();
                return;
            }
            context.broken(
                    turn,
                    before,
                    words() + " while " + before.plight(other.getAsInt()) + consequence,
                    at(),
                    before.evidence(other.getAsInt(), at()));
        }

        /** "pod 2 (uid …) was deleted for an update at resourceVersion 4711". */
        String words() {
            return Phrases.pod(turn.pod()) + " was deleted for an update " + Phrases.at(turn.at());
        }

        Observation at() {
            return turn.at();
        }
    }

    static void follow(JudgingContext context, Consumer<Step> steps) {
        BiPredicate<PodTransition, ReplayState> updates = (turn, before) -> turn.is(PodChange.ENDING)
                && context.cause(turn, before) == DeletionReason.UPDATE
                && !Unavailability.already(turn, before);
        context.follow((moment, before) -> {
            if (moment instanceof PodTransition turn && updates.test(turn, before)) {
                List<StatefulSetView> specs = context.specsFor(DeletionReason.UPDATE, turn, before);
                if (specs.stream().allMatch(Unavailability::one)) {
                    steps.accept(new Step(turn, before, specs));
                }
            }
        });
    }
}
