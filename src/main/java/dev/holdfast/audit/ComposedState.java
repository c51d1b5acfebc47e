package dev.holdfast.audit;

import dev.holdfast.history.Kinds;
import dev.holdfast.history.Resource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A state that no answer tells as a whole: the one before, with what a request is known to have changed of it. */
final class ComposedState {
    private ComposedState() {}

    /** The state before with other metadata. */
    static ObjectNode metadata(ObjectNode before, Resource partial) {
        ObjectNode now = before;
        now.set("metadata", partial.json().path("metadata"));
        return now;
    }

    /** The set before with other replicas. */
    static ObjectNode scaled(ObjectNode before, Resource scale) {
        JsonNode wanted = scale.json().path("spec").path("replicas");
        ObjectNode spec = (ObjectNode) before.path("spec");
        if (spec.path("replicas").asInt(1) != wanted.asInt(0)) {
            ObjectNode metadata = (ObjectNode) before.path("metadata");
            metadata.put("generation", metadata.path("generation").asLong(0) + 1);
        }
        spec.put("replicas", wanted.asInt(0));
        return before;
    }

    /**
     * The state before, the deletion of which was asked for.
     *
     * @param later the first state that is known to be so
     */
    static ObjectNode terminated(ObjectNode now, AuditRecord record, Optional<Resource> later) {
        ObjectNode metadata = (ObjectNode) now.path("metadata");
        long grace =
                later.map(state -> state.deletionGracePeriodSeconds().orElse(0)).orElseGet(() -> grace(now, record));
        Instant asked = record.received().truncatedTo(ChronoUnit.SECONDS);
        metadata.put(
                "deletionTimestamp",
                later.flatMap(Resource::deletionTimestamp)
                        .orElse(asked.plusSeconds(grace))
                        .toString());
        metadata.put("deletionGracePeriodSeconds", grace);
        if (metadata.has("generation")) {
            metadata.put("generation", metadata.path("generation").asLong(0) + 1);
        }
        if (record.request().evicts()) {
            disrupted(now, asked);
        }
        return now;
    }

    private static void disrupted(ObjectNode pod, Instant when) {
        JsonNode status = pod.path("status");
        if (status instanceof ObjectNode fields) {
            ArrayNode conditions =
                    fields.path("conditions") instanceof ArrayNode known ? known : fields.putArray("conditions");
            ObjectNode condition = conditions.addObject();
            condition.put("type", "DisruptionTarget");
            condition.put("status", "True");
            condition.put("reason", "EvictionByEvictionAPI");
            condition.put("lastTransitionTime", when.toString());
        }
    }

    // As the server sets it: what does not run, or nowhere, needs no time to end.
    private static long grace(JsonNode object, AuditRecord record) {
        String phase = object.path("status").path("phase").asString("");
        boolean runs = object.path("kind").asString("").equals(Kinds.POD)
                && object.path("spec").has("nodeName")
                && !phase.equals("Failed")
                && !phase.equals("Succeeded");
        return runs
                ? record.grace()
                        .orElse(object.path("spec")
                                .path("terminationGracePeriodSeconds")
                                .asLong(30))
                : 0;
    }

    /** Whether nothing holds it any more, so that the request that asked for its deletion ended it. */
    static boolean isOver(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return metadata.path("deletionGracePeriodSeconds").asLong(0) == 0
                && metadata.path("finalizers").isEmpty();
    }
}
