package dev.holdfast.audit;

import dev.holdfast.history.AuditedRequest;
import dev.holdfast.history.Resource;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One request that was answered, as far as it matters here.
 *
 * @param id identifies the request unless a client has chosen it
 * @param level how much the policy had the server log
 * @param about the object
 * @param request who asked for what
 * @param code the HTTP status of the answer
 * @param received when the request came
 * @param completed when it was answered
 * @param before the resourceVersion that the request wants to replace; empty where it does not say
 * @param uid the uid that a Status tells of what was deleted; empty where it does not
 * @param grace the grace period that a deletion asks for; empty where it asks for none
 * @param answer the object in the answer; a Status is none
 * @param bodyLost whether there was an object that the log did not take, since it was too large
 */
record AuditRecord(
        String id,
        String level,
        ObjectReference about,
        AuditedRequest request,
        int code,
        Instant received,
        Instant completed,
        OptionalLong before,
        String uid,
        OptionalLong grace,
        Optional<Resource> answer,
        boolean bodyLost) {

    /** Whether something was written, or may have been: of a server that gave up waiting that is not known. */
    boolean succeeded() {
        return code / 100 == 2;
    }

    /** Whether the answer says that something new was made. A patch can do that, too. */
    boolean creates() {
        return code == 201 && about.subresource().isEmpty();
    }

    /** Whether it changes an object that goes on being there. */
    boolean changes() {
        return (request.verb().equals("update") || request.verb().equals("patch")) && !creates();
    }

    /** The same for one of several objects that a request was about. */
    AuditRecord of(Resource one) {
        return new AuditRecord(
                id,
                level,
                about.named(one.name()),
                request,
                code,
                received,
                completed,
                before,
                one.uid(),
                grace,
                Optional.of(one),
                bodyLost);
    }
}
