package dev.holdfast.guarantee;

import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Goes through the deletions by which rolling updates proceed. What the controller may have asked for with another reason is left out,
 * and so are pods of a Parallel set that were not available anyway: those are replaced at once.
 */
public final class UpdateDeletions {
    private UpdateDeletions() {}

    /**
     * A deletion for an update.
     *
     * @param specs by which the controller may have been acting; at least one
     */
    public record Step(PodTransition turn, ReplayState before, List<StatefulSetView> specs) {
        public int ordinal() {
            return turn.ordinal();
        }

        /** The newest of the specs. */
        public StatefulSetView spec() {
            return specs.get(specs.size() - 1);
        }

        /**
         * An ordinal that keeps the step from being right by every spec that the controller may have been acting on.
         *
         * @param culprit one by a spec, if there is one
         * @return that by the newest spec; empty when the step is right by any of them
         */
        public OptionalInt byEverySpec(Function<StatefulSetView, OptionalInt> culprit) {
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
        public void judge(JudgingContext context, OptionalInt other, String consequence) {
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

        /**
         * Notes whether more pods were unavailable than may be, by every spec that the controller may have been acting on.
         *
         * @param unavailable how many others were by a spec
         * @param from the lowest ordinal that counts by a spec
         * @param whose to follow "2 pods"
         */
        public void judgeUnavailable(
                JudgingContext context,
                ToIntFunction<StatefulSetView> unavailable,
                ToIntFunction<StatefulSetView> from,
                String whose) {
            if (specs.stream().anyMatch(spec -> unavailable.applyAsInt(spec) < Unavailability.allowed(spec))) {
                context.findings().judged();
                return;
            }
            judge(
                    context,
                    OptionalInt.of(unhealthy(from.applyAsInt(spec()))),
                    ", so that more than " + Phrases.count(Unavailability.allowed(spec()), "pod") + whose
                            + " were unavailable");
        }

        /** A pod that was not healthy, first of those with higher ordinals; the pod itself when it was the only one. */
        private int unhealthy(int from) {
            int end = spec().end();
            return before.firstUnhealthy(ordinal() + 1, end)
                    .orElseGet(() -> before.firstUnhealthy(from, end).orElse(ordinal()));
        }

        /** "pod 2 (uid …) was deleted for an update at resourceVersion 4711". */
        public String words() {
            return Phrases.pod(turn.pod()) + " was deleted for an update " + Phrases.at(turn.at());
        }

        public Observation at() {
            return turn.at();
        }
    }

    /** Those of all updates. */
    public static void follow(JudgingContext context, Consumer<Step> steps) {
        context.followUpdates((turn, before) -> {
            if (!Unavailability.already(turn, before)) {
                steps.accept(new Step(turn, before, context.specsFor(DeletionReason.UPDATE, turn, before)));
            }
        });
    }

    /** Those of the updates that may take away one pod only. */
    public static void followOneByOne(JudgingContext context, Consumer<Step> steps) {
        follow(context, step -> {
            if (step.specs().stream().allMatch(Unavailability::one)) {
                steps.accept(step);
            }
        });
    }
}
