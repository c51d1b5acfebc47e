package dev.holdfast.guarantee.availability;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Notes in the order in which a witness heard them.
 *
 * @param notes the notes
 */
record Hearing(List<Note> notes) {

    Hearing {
        notes = List.copyOf(notes);
    }

    /** Whether one instance was heard of before another, or the other one not at all. */
    boolean beganBefore(Instance first, Instance second) {
        return firstOf(first).orElse(notes.size()) < firstOf(second).orElse(notes.size());
    }

    /** Whether each of two instances is known to have run after the other one had begun. */
    boolean together(Instance one, Instance other) {
        return ranAfterTheBeginOf(one, other) && ranAfterTheBeginOf(other, one);
    }

    /**
     * Whether one instance is known to have run after another had begun: it wrote a note after it knew that the witness had heard an
     * earlier one, and that one the witness had heard after the other instance. This needs no clock, and no delay on the way to the
     * witness makes it wrong.
     */
    private boolean ranAfterTheBeginOf(Instance other, Instance instance) {
        OptionalInt begun = firstOf(other);
        return begun.isPresent()
                && IntStream.range(begun.getAsInt(), notes.size())
                        .anyMatch(place -> notes.get(place).sameInstance(instance.first())
                                && instance.knewConfirmed(notes.get(place))
                                && isFirst(place));
    }

    /** Whether all that is known of an instance was heard before anything of another. */
    boolean whollyBefore(Instance instance, Instance other) {
        OptionalInt begun = firstOf(other);
        return begun.isPresent()
                && notes.subList(0, begun.getAsInt()).containsAll(instance.notes())
                && notes.subList(begun.getAsInt(), notes.size()).stream()
                        .noneMatch(note -> note.sameInstance(instance.first()));
    }

    /** What was heard twice may have been confirmed the first time. */
    private boolean isFirst(int place) {
        return notes.indexOf(notes.get(place)) == place;
    }

    private OptionalInt firstOf(Instance instance) {
        return IntStream.range(0, notes.size())
                .filter(place -> notes.get(place).sameInstance(instance.first()))
                .findFirst();
    }
}
