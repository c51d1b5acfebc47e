package dev.holdfast.history;

import java.time.Instant;

/**
 * Everything that had happened to objects of a kind up to a revision is in the history by now: the server has said so, at the
 * end of a list or by a bookmark. A kind of which such is noted is known only as far as that, or as its last event.
 *
 * @param kind the kind, or {@link Gap#EVERY_KIND}
 * @param revision the resourceVersion
 */
public record StreamProgress(long index, Instant at, String kind, long revision) implements Bookkeeping {

    /** What is known now, for a log to place. */
    public static StreamProgress of(String kind, long revision) {
        return new StreamProgress(UNPLACED, Instant.now(), kind, revision);
    }

    @Override
    public StreamProgress placed(long index) {
        return new StreamProgress(index, at, kind, revision);
    }
}
