package dev.holdfast.guarantee.identity;

import dev.holdfast.history.Action;
import dev.holdfast.history.ExternalRead;
import dev.holdfast.history.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What a name server said of one name in a stretch of the history in which the right answer was the same all the time. */
final class Answers {
    private final Stretch stretch;
    private final List<ExternalRead> readings;
    private final int firstRight;

    /**
     * A stretch of the history in which the right answer was the same, by what had arrived.
     *
     * @param since the state with which it began
     * @param until the state with which it ended; empty when it lasted until the recording ended
     * @param right whether an answer is right in it
     */
    record Stretch(Observation since, Optional<Observation> until, Predicate<ExternalRead> right) {

        /** Whether something had not ended it before an entry. */
        boolean lastedTo(Action action) {
            return until.map(end -> end.index() > action.index()).orElse(true);
        }

        private boolean holds(ExternalRead reading) {
            return reading.index() > since.index()
                    && until.map(end -> reading.index() < end.index()).orElse(true);
        }
    }

    /** The answers of a stretch, at least one. */
    Answers(Stretch stretch, List<ExternalRead> readings) {
        this.stretch = stretch;
        this.readings = List.copyOf(readings);
        int right = 0;
        while (right < readings.size() && !stretch.right().test(readings.get(right))) {
            right++;
        }
        this.firstRight = right;
    }

    /**
     * The answers of each stretch; of one in which the name was not asked for there are none. An answer that is wrong in its own
     * stretch and right in the next one may have been given after the change of which the recording had not heard yet, so that it
     * says nothing of either.
     *
     * @param stretches one after the other
     * @param readings all answers about the name
     * @return as many as there are stretches
     */
    static List<Optional<Answers>> of(List<Stretch> stretches, List<ExternalRead> readings) {
        List<Optional<Answers>> answers = new ArrayList<>();
        for (int i = 0; i < stretches.size(); i++) {
            Stretch stretch = stretches.get(i);
            Predicate<ExternalRead> next =
                    i + 1 < stretches.size() ? stretches.get(i + 1).right() : reading -> false;
            List<ExternalRead> held =
                    new ArrayList<>(readings.stream().filter(stretch::holds).toList());
            while (!held.isEmpty() && early(held.get(held.size() - 1), stretch.right(), next)) {
                held.remove(held.size() - 1);
            }
            answers.add(held.isEmpty() ? Optional.empty() : Optional.of(new Answers(stretch, held)));
        }
        return answers;
    }

    private static boolean early(
            ExternalRead answer, Predicate<ExternalRead> right, Predicate<ExternalRead> rightNext) {
        return !right.test(answer) && rightNext.test(answer);
    }

    Stretch stretch() {
        return stretch;
    }

    /** The first right answer. */
    Optional<ExternalRead> firstRight() {
        return firstRight < readings.size() ? Optional.of(readings.get(firstRight)) : Optional.empty();
    }

    /** The first answer after {@link #firstRight} that is not. */
    Optional<ExternalRead> wrongAfterRight() {
        return readings.stream()
                .skip(firstRight)
                .filter(reading -> !stretch.right().test(reading))
                .findFirst();
    }

    ExternalRead last() {
        return readings.get(readings.size() - 1);
    }

    int count() {
        return readings.size();
    }
}
