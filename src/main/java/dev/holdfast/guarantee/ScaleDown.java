package dev.holdfast.guarantee;

import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.DeletionReason;
import dev.holdfast.history.replay.Phrases;
import dev.holdfast.history.replay.ReplayState;
import dev.holdfast.history.replay.Scaling;
import dev.holdfast.history.replay.Transition.PodTransition;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Follows each scale-down of a set, and hands out the deletions that it consists of. */
public final class ScaleDown {
    private final JudgingContext context;
    private final Predicate<Scaling> concerned;
    private final Consumer<Step> steps;
    private final TreeSet<Integer> remaining = new TreeSet<>();
    private final List<Integer> removed = new ArrayList<>();
    private Optional<Scaling> lowered = Optional.empty();
    private int several;

    /**
     * A deletion during a scale-down.
     *
     * @param excess whether the set does not want the ordinal any more
     * @param surely whether the controller had no other reason by any spec that it may have been acting on
     * @param several whether the scale-down is to remove more than one pod
     */
    public record Step(
            PodTransition turn,
            ReplayState before,
            Scaling scaling,
            DeletionReason cause,
            boolean excess,
            boolean surely,
            boolean several) {
        public int ordinal() {
            return turn.ordinal();
        }

        public Observation at() {
            return turn.at();
        }

        /** "pod 2 (uid …) was deleted at resourceVersion 4711". */
        public String words() {
            return Phrases.pod(turn.pod()) + " was deleted " + Phrases.at(turn.at());
        }

        /** The pod with a higher ordinal that is not wanted either and is still there, terminating or not. */
        public OptionalInt successor() {
            return byEverySpec(before::firstExisting);
        }

        /** The pod with a higher ordinal that is not wanted either and whose deletion was not asked for yet. */
        public OptionalInt standingSuccessor() {
            return byEverySpec(before::firstStanding);
        }

        /** Whether the controller has seen that the set was scaled, and a pod that is to go because of that. */
        public boolean known() {
            return before.possible().stream()
                            .allMatch(
                                    spec -> spec.generation() >= scaling.after().generation())
                    && scaling.lost().stream().filter(before::exists).anyMatch(this::isToGo);
        }

        // Where the first ordinal was raised, those above that are wanted stay.
        private OptionalInt byEverySpec(IntFunction<OptionalInt> from) {
            OptionalInt found = OptionalInt.empty();
            for (StatefulSetView spec : surely ? before.possible() : List.<StatefulSetView>of()) {
                if (!spec.wants(ordinal())) {
                    found = spec.ordered() ? unwanted(from, spec) : OptionalInt.empty();
                    if (found.isEmpty()) {
                        return found;
                    }
                }
            }
            return found;
        }

        private OptionalInt unwanted(IntFunction<OptionalInt> from, StatefulSetView spec) {
            OptionalInt found = from.apply(ordinal() + 1);
            while (found.isPresent() && (spec.wants(found.getAsInt()) || !isToGo(found.getAsInt()))) {
                found = from.apply(found.getAsInt() + 1);
            }
            return found;
        }

        private boolean isToGo(int unwanted) {
            return before.knows(unwanted) && before.owns(unwanted);
        }
    }

    /**
     * Follows the scale-downs of a set.
     *
     * @param concerned which of them
     * @param steps gets each deletion that is a part of one
     */
    public ScaleDown(JudgingContext context, Predicate<Scaling> concerned, Consumer<Step> steps) {
        this.context = context;
        this.concerned = concerned;
        this.steps = steps;
    }

    /** Goes through the history; a scale-down that was not finished at its end is reported as open. */
    public void follow() {
        if (context.scaled(scaling -> !scaling.lost().isEmpty())) {
            context.follow(this::written, this::take);
        }
        lowered.filter(scaling -> !remaining.isEmpty()).ifPresent(scaling -> context.findings()
                .open(
                        "StatefulSet " + context.name() + " was " + scaling.words()
                                + ", and the recording ended before " + Phrases.pod(remaining.last())
                                + " was gone",
                        scaling.asked()));
    }

    /** The ordinals that were removed, in order. */
    public List<Integer> removed() {
        return removed;
    }

    private void take(PodTransition turn, ReplayState before) {
        if (lowered.isPresent()) {
            switch (turn.turn()) {
                case ENDING -> ending(turn, before);
                case GONE -> remaining.remove(turn.ordinal());
                default -> {}
            }
        }
    }

    private void written(Observation written, ReplayState before) {
        if (written.deleted() || written.object().terminating()) {
            lowered = Optional.empty();
        }
        Scaling.by(written, before).ifPresent(scaling -> {
            remaining.clear();
            scaling.lost().stream().filter(before::exists).forEach(remaining::add);
            several = remaining.size();
            boolean begins = !remaining.isEmpty() && concerned.test(scaling);
            lowered = begins ? Optional.of(scaling) : Optional.empty();
        });
    }

    private void ending(PodTransition turn, ReplayState before) {
        Scaling scaling = lowered.orElseThrow();
        DeletionReason cause = context.cause(turn, before);
        boolean excess = !scaling.after().wants(turn.ordinal());
        boolean others = cause == DeletionReason.OTHERS || cause == DeletionReason.RECREATE;
        if (others || (remaining.isEmpty() && !excess)) {
            return;
        }
        if (excess) {
            removed.add(turn.ordinal());
        }
        boolean surely = Stream.of(DeletionReason.UPDATE, DeletionReason.ENDED_ITSELF)
                .allMatch(other -> context.specsFor(other, turn, before).isEmpty());
        steps.accept(new Step(turn, before, scaling, cause, excess, surely, several > 1));
    }
}
