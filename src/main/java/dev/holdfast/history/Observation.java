package dev.holdfast.history;

import java.time.Instant;

/** What the API server told about one object. */
public record Observation(long index, Instant at, Change change, Resource object) implements Entry {

    /** What is observed now, for a log to place. */
    public static Observation of(Change change, Resource object) {
        return of(change, object, Instant.now());
    }

    /** What arrived at this moment, for a log to place. */
    public static Observation of(Change change, Resource object, Instant arrived) {
        return new Observation(UNPLACED, arrived, change, object);
    }

    @Override
    public Observation placed(long index) {
        return new Observation(index, at, change, object);
    }

    /** The resourceVersion of the object, and with {@link Change#DELETED} that of its deletion. */
    public long resourceVersion() {
        return object.resourceVersion();
    }

    /** Whether the object is gone with this observation. */
    public boolean deleted() {
        return change == Change.DELETED;
    }

    /** In words, for messages: {@code Pod default/web-0 MODIFIED at resourceVersion 4711}. */
    @Override
    public String toString() {
        return object.kind() + " " + object.qualifiedName() + " " + change + " at resourceVersion " + resourceVersion();
    }
}
