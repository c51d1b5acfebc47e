package dev.holdfast.guarantee;

import dev.holdfast.history.Moment;
import dev.holdfast.history.Moment.PodTurn;
import dev.holdfast.history.Moment.SetWritten;
import dev.holdfast.history.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Follows each scale-down of a set, and hands out the deletions that it consists of. */
final class ScaleDown {
    private final Matter matter;
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
     * @param several whether the scale-down is to remove more than one pod
     */
    record Step(PodTurn turn, Situation before, Scaling scaling, Cause cause, boolean excess, boolean several) {
        int ordinal() {
            return turn.ordinal();
        }

        Observation at() {
            return turn.at();
        }

        /** "pod 2 (uid …) was deleted at resourceVersion 4711". */
        String words() {
            return Words.pod(turn.pod()) + " was deleted " + Words.at(turn.at());
        }

        /** The pod with a higher ordinal that is still there, terminating or not. */
        OptionalInt successor() {
            return before.firstExisting(ordinal() + 1);
        }

        /** The pod with a higher ordinal whose deletion was not asked for yet. */
        OptionalInt standingSuccessor() {
            return before.firstStanding(ordinal() + 1);
        }
    }

    ScaleDown(Matter matter, Predicate<Scaling> concerned, Consumer<Step> steps) {
        this.matter = matter;
        this.concerned = concerned;
        this.steps = steps;
    }

    /** Goes through the history; a scale-down that was not finished at its end is reported as open. */
    void follow() {
        if (matter.scaled(scaling -> !scaling.lost().isEmpty())) {
            matter.follow(this::take);
        }
        lowered.filter(scaling -> !remaining.isEmpty()).ifPresent(scaling -> matter.findings()
                .open(
                        "StatefulSet " + matter.name() + " was " + scaling.words()
                                + ", and the recording ended before " + Words.pod(remaining.last())
                                + " was gone",
                        scaling.asked()));
    }

    /** The ordinals that were removed, in order. */
    List<Integer> removed() {
        return removed;
    }

    private void take(Moment moment, Situation before) {
        if (moment instanceof SetWritten written) {
            written(written.at(), before);
        } else if (moment instanceof PodTurn turn && lowered.isPresent()) {
            switch (turn.turn()) {
                case ENDING -> ending(turn, before);
                case GONE -> remaining.remove(turn.ordinal());
                default -> {}
            }
        }
    }

    private void written(Observation written, Situation before) {
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

    private void ending(PodTurn turn, Situation before) {
        Scaling scaling = lowered.orElseThrow();
        Cause cause = matter.cause(turn, before);
        boolean excess = !scaling.after().wants(turn.ordinal());
        if (cause == Cause.OTHERS || (remaining.isEmpty() && !excess)) {
            return;
        }
        if (excess) {
            removed.add(turn.ordinal());
        }
        steps.accept(new Step(turn, before, scaling, cause, excess, several > 1));
    }
}
