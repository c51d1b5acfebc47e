package dev.holdfast.history;

import java.time.Instant;

/**
 * Events of a kind may be missing: the watch ended and could not be resumed (410 Gone), the list was taken anew, or the
 * recording was cut off. The gap was noticed here, and began after the last revision up to which everything of that kind is known.
 * What a guarantee did not see proves nothing across a gap.
 *
 * @param kind the kind whose events may be missing, or {@link #EVERY_KIND}
 * @param since the last revision up to which nothing is missing; 0 when it is not known
 * @param reason what ended the recording of that kind, as a clause
 */
public record Gap(long index, Instant at, String kind, long since, String reason) implements Entry {
    /** Stands for every kind at once. */
    public static final String EVERY_KIND = "*";

    /** A gap noticed now, for a log to place. It begins after the last event of that kind. */
    public static Gap of(String kind, String reason) {
        return of(kind, 0, reason);
    }

    /** A gap noticed now that began after a revision, for a log to place. */
    public static Gap of(String kind, long since, String reason) {
        return new Gap(UNPLACED, Instant.now(), kind, since, reason);
    }

    @Override
    public Gap placed(long index) {
        return new Gap(index, at, kind, since, reason);
    }

    /** Whether events of this kind may be missing. */
    public boolean concerns(String otherKind) {
        return kind.equals(EVERY_KIND) || kind.equals(otherKind);
    }
}
