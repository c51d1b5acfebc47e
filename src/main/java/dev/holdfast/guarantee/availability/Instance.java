package dev.holdfast.guarantee.availability;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One start of the container of a pod, as far as what it noted of itself was read. It ran from its first note to its last. */
final class Instance {
    private final int ordinal;
    private final SortedMap<Integer, Note> notes = new TreeMap<>();

    Instance(int ordinal) {
        this.ordinal = ordinal;
    }

    void add(Note note) {
        notes.put(note.number(), note);
    }

    String uid() {
        return first().uid();
    }

    Note first() {
        return notes.get(notes.firstKey());
    }

    Note last() {
        return notes.get(notes.lastKey());
    }

    List<Note> notes() {
        return List.copyOf(notes.values());
    }

    /** Whether it ran on after it knew that the witness had heard that note. */
    boolean knewConfirmed(Note note) {
        return notes.values().stream().anyMatch(later -> later.confirmed() == note.number());
    }

    /** Whether it noted that it had ended. What it did after its last note is not known otherwise. */
    boolean saidThatItEnded() {
        return last().event().equals(Note.ENDED);
    }

    @Override
    public String toString() {
        return "pod " + ordinal + " (uid " + uid() + ")";
    }
}
