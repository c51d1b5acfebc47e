package dev.holdfast.audit;

import dev.holdfast.history.Resource;
import java.time.Instant;
import java.util.Optional;

/**
 * A request in the life of an object, and what it did to it.
 *
 * @param record the request
 * @param effect what it did
 * @param version the resourceVersion of what was written; 0 where the answer does not tell it
 */
record Write(AuditRecord record, Effect effect, long version) {

    /** What a request does to an object. */
    enum Effect {
        /** The answer is the object as it was written. */
        STATE,
        /** The answer is the object as it was written, without spec and status. */
        METADATA,
        /** The number of replicas was set; the answer tells that and nothing else of the set. */
        SCALE,
        /** The pod was bound to a node. */
        BINDING,
        /** The deletion was asked for, and the answer does not tell what became of the object. */
        TERMINATION,
        /** The object is gone. */
        END,
        /** Something was written, and the log does not tell what. */
        LOST
    }

    /** What a request did that succeeded. */
    static Write of(AuditRecord record) {
        return record.answer()
                .map(answer -> answered(record, answer))
                .orElseGet(() -> new Write(record, unanswered(record), 0));
    }

    private static Write answered(AuditRecord record, Resource answer) {
        if (record.request().verb().equals("deletecollection")) {
            // These are the objects as they were before.
            return new Write(record, Effect.TERMINATION, 0);
        }
        Optional<Effect> sort = sort(record, answer);
        if (sort.isEmpty()) {
            return new Write(record, unanswered(record), 0);
        }
        if (record.changes() && isOver(answer)) {
            // The object as it was asked for; the version is not that of its end.
            return new Write(record, Effect.END, 0);
        }
        boolean gone = record.request().verb().equals("delete") && (!answer.terminating() || isOver(answer));
        return new Write(record, gone ? Effect.END : sort.get(), answer.resourceVersion());
    }

    private static Optional<Effect> sort(AuditRecord record, Resource answer) {
        if (answer.kind().equals(record.about().kind())) {
            return Optional.of(Effect.STATE);
        }
        return switch (answer.kind()) {
            case "Scale" -> Optional.of(Effect.SCALE);
            case "PartialObjectMetadata" -> Optional.of(Effect.METADATA);
            default -> Optional.empty();
        };
    }

    private static Effect unanswered(AuditRecord record) {
        if (record.request().evicts()) {
            return Effect.TERMINATION;
        }
        if (record.about().subresource().equals("binding")) {
            return Effect.BINDING;
        }
        // Who deletes a set, say, is told its uid when it is gone, and gets the object when it is not.
        boolean gone = record.request().verb().equals("delete") && !record.uid().isEmpty();
        return gone ? Effect.END : Effect.LOST;
    }

    /** Whether nothing holds an object any more whose deletion was asked for. */
    private static boolean isOver(Resource object) {
        return object.terminating()
                && object.deletionGracePeriodSeconds().orElse(0) == 0
                && object.json().path("metadata").path("finalizers").isEmpty();
    }

    /** The uid of the object, as far as the answer tells it. */
    Optional<String> uid() {
        return Optional.of(record.answer()
                        .filter(answer -> !answer.uid().isEmpty())
                        .map(Resource::uid)
                        .orElse(record.uid()))
                .filter(uid -> !uid.isEmpty());
    }

    /**
     * The time by which writes are put in order. A deletion of many objects is answered when all of them were written, by when some
     * may have ended.
     */
    Instant order() {
        return effect == Effect.TERMINATION ? record.received() : record.completed();
    }

    /** The same write with that version. */
    Write at(long other) {
        return new Write(record, effect, other);
    }
}
