package dev.holdfast.observer;

import dev.holdfast.history.Entry;
import dev.holdfast.history.Fence;
import dev.holdfast.history.History;
import dev.holdfast.history.HistoryLog;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import java.time.Instant;
import java.util.Set;

/**
 * The part of a set's history that is judged as one: from one rest of the set to the next. It begins with what was there, as a
 * recording does. Grows on one thread, and can be looked at by others.
 */
final class SetWindow {

    private static final Set<String> STORAGE = Set.of(Kinds.CLAIM, Kinds.VOLUME);

    private final HistoryLog log = new HistoryLog();
    private final Instant began;
    private long begin;
    private long characters;
    private long happened;
    private boolean storage;
    private Instant last;

    SetWindow(Instant began) {
        this.began = began;
        this.last = began;
    }

    /** Takes the next entry. */
    void add(Entry entry) {
        log.append(entry);
        if (entry instanceof Observation seen) {
            characters += seen.object().text().length();
            happened++;
            storage |= STORAGE.contains(seen.object().kind());
            last = seen.at();
        }
    }

    /** From now on it is about what happens: what was added up to here was there before. */
    void opened() {
        begin = happened;
    }

    /** All of it up to what every kind has reached, as it is to be judged. */
    History judgedUpTo(Fence fence) {
        log.append(fence);
        return log.snapshot();
    }

    /** {@return all of it} */
    History snapshot() {
        return log.snapshot();
    }

    /** {@return whether there is or was any claim or volume in it} */
    boolean hasStorage() {
        return storage;
    }

    /** {@return when it began} */
    Instant began() {
        return began;
    }

    /** {@return when something was observed last} */
    Instant last() {
        return last;
    }

    /** {@return how many observations there are beside those of what was there when it began} */
    long happened() {
        return happened - begin;
    }

    /** {@return how long the texts of its objects are, all together} */
    long characters() {
        return characters;
    }
}
