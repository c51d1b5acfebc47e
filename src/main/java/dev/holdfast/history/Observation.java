package dev.holdfast.history;

import java.time.Instant;
import java.util.Optional;

/**
 * What the API server told about one object.
 *
 * @param change what happened to it
 * @param object its state
 * @param request the request that made this state; only an audit log tells that
 */
public record Observation(long index, Instant at, Change change, Resource object, Optional<AuditedRequest> request)
        implements Entry {
    /** What a watch told, which does not say whose request it was. */
    public Observation(long index, Instant at, Change change, Resource object) {
        this(index, at, change, object, Optional.empty());
    }

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
        return new Observation(index, at, change, object, request);
    }

    /** The same, made by that request. */
    public Observation by(AuditedRequest maker) {
        return new Observation(index, at, change, object, Optional.of(maker));
    }

    /** Whether its resourceVersion is not known but for the revisions between which it lies. */
    public boolean placedBetween() {
        return request.flatMap(AuditedRequest::between).isPresent();
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
