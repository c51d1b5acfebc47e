package dev.holdfast.history;

import java.util.Optional;

/**
 * Something that is waited for. Gets every entry exactly once and in order, so it carries along what it needs and never looks
 * back. Used by one thread.
 *
 * @param <T> what is handed to the one who waited
 */
public interface Awaited<T> {
    /** Takes the next entry. */
    void next(Entry entry);

    /** What was waited for, if it is there; asked when all entries so far were taken. */
    Optional<T> met();

    /** The last relevant thing seen, as a clause for the message when it does not come. */
    String seen();
}
