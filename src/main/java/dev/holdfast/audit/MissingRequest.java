package dev.holdfast.audit;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Resource;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/** Finds by two states of an object that a request between them is not in the log. */
final class MissingRequest {
    private final Resource before;
    private final Resource now;
    private final AuditRecord record;
    private final ObjectLife life;

    private MissingRequest(Resource before, Resource now, AuditRecord record, ObjectLife life) {
        this.before = before;
        this.now = now;
        this.record = record;
        this.life = life;
    }

    /**
     * What shows that one is missing.
     *
     * @param before a state
     * @param now the next one that is known
     * @param record the request that was answered with it
     * @return a clause; nothing where nothing shows it, which does not mean that none is missing
     */
    static Optional<String> between(Resource before, Resource now, AuditRecord record, ObjectLife life) {
        return new MissingRequest(before, now, record, life).reason();
    }

    private Optional<String> reason() {
        OptionalLong replaced = record.before();
        if (number(now, "generation") > number(before, "generation") + 1) {
            return Optional.of(
                    "the log lacks a request that changed it before resourceVersion " + now.resourceVersion());
        }
        if (changesMore()) {
            return Optional.of("between resourceVersion " + before.resourceVersion() + " and " + now.resourceVersion()
                    + " more was changed than this request can change, and the log lacks another");
        }
        if (turnedTwice()) {
            return Optional.of("it had turned Ready or not twice by resourceVersion " + now.resourceVersion()
                    + ", and the log lacks a request");
        }
        boolean unknown = replaced.isPresent()
                && replaced.getAsLong() > life.firstVersion()
                && !life.hasVersion(replaced.getAsLong());
        return unknown
                ? Optional.of("the log lacks the request that wrote resourceVersion " + replaced.getAsLong())
                : Optional.empty();
    }

    private boolean changesMore() {
        boolean deleted =
                now.terminating() && !before.terminating() && !record.request().deletes();
        boolean ofStatus = record.about().subresource().equals("status");
        boolean owned = (ofStatus || record.request().deletes())
                && !metadata(before, "ownerReferences").equals(metadata(now, "ownerReferences"));
        return deleted || owned || changesOtherHalf(ofStatus);
    }

    /** Whether the request seems to have changed the status that is not about it, or the spec that is about the status. */
    private boolean changesOtherHalf(boolean ofStatus) {
        boolean checked = now.kind().equals(Kinds.POD) || now.kind().equals(Kinds.STATEFUL_SET);
        // A binding is not answered with the pod.
        boolean bound = !node(before).equals(node(now));
        if (!checked || bound || (!ofStatus && !record.about().subresource().isEmpty())) {
            return false;
        }
        String other = ofStatus ? "spec" : "status";
        return !before.json().path(other).equals(now.json().path(other));
    }

    /** Whether a pod is Ready as it was before, or is not, since another time. */
    private boolean turnedTwice() {
        JsonNode then = ready(before);
        JsonNode since = ready(now);
        return !then.isMissingNode()
                && then.path("status").equals(since.path("status"))
                && !then.path("lastTransitionTime").equals(since.path("lastTransitionTime"));
    }

    private static JsonNode ready(Resource object) {
        for (JsonNode condition : object.json().path("status").path("conditions")) {
            if (condition.path("type").asString("").equals("Ready")) {
                return condition;
            }
        }
        return object.json().path("no condition");
    }

    private static long number(Resource object, String field) {
        return metadata(object, field).asLong(0);
    }

    private static JsonNode metadata(Resource object, String field) {
        return object.json().path("metadata").path(field);
    }

    private static JsonNode node(Resource pod) {
        return pod.json().path("spec").path("nodeName");
    }
}
