package dev.holdfast.audit;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An entry of Google Cloud Logging that tells of a request to the API server of a cluster of GKE, as the event of
 * {@code audit.k8s.io} that it was made from. Its fields are those of {@code google.cloud.audit.AuditLog}, in {@code protoPayload}.
 *
 * <p>An entry says when something was, and when it arrived there, but not when the request was answered. What has to lie in between
 * is taken to be between the two.
 */
final class GoogleCloudEntry {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String METHOD = "io.k8s.";
    private static final String CORE = "core";
    private static final String NAMESPACES = "namespaces";
    private static final Set<String> OF_NAMESPACES = Set.of("status", "finalize");
    private static final int CREATED = 201;
    private static final int GOOD = 200;
    /** What a failure is called here does not matter: it has written nothing. */
    private static final int REFUSED = 400;

    private final ObjectNode entry;
    private final JsonNode payload;

    private GoogleCloudEntry(ObjectNode entry) {
        this.entry = entry;
        this.payload = entry.path("protoPayload");
    }

    /**
     * The event.
     *
     * @param entry the entry
     * @return nothing where it tells of something else than a request that was answered
     */
    static Optional<ObjectNode> event(ObjectNode entry) {
        GoogleCloudEntry read = new GoogleCloudEntry(entry);
        return read.isRequest() && read.isLast() ? Optional.of(read.event()) : Optional.empty();
    }

    private boolean isRequest() {
        return payload.path("methodName").asString("").startsWith(METHOD);
    }

    /** What takes long is told of when it begins, too. */
    private boolean isLast() {
        JsonNode operation = entry.path("operation");
        return operation.isMissingNode() || operation.path("last").asBoolean(false);
    }

    private ObjectNode event() {
        String method = payload.path("methodName").asString("");
        String verb = method.substring(method.lastIndexOf('.') + 1);
        ObjectNode event = JSON.createObjectNode()
                .put("kind", "Event")
                .put("apiVersion", "audit.k8s.io/v1")
                .put("level", level())
                .put("auditID", entry.path("insertId").asString(""))
                .put("stage", "ResponseComplete")
                .put("requestURI", isDryRun() ? "?dryRun=All" : "")
                .put("verb", verb)
                .put(
                        "userAgent",
                        payload.at("/requestMetadata/callerSuppliedUserAgent").asString(""))
                .put("requestReceivedTimestamp", entry.path("timestamp").asString(""))
                .put("stageTimestamp", entry.path("receiveTimestamp").asString(""));
        event.putObject("user")
                .put(
                        "username",
                        payload.at("/authenticationInfo/principalEmail").asString(""));
        event.set("objectRef", object());
        event.putObject("responseStatus").put("code", code(verb));
        // Only an object has a body that matters; "@type" is none of its fields, and nobody asks for it.
        if (payload.path("request").isObject()) {
            event.set("requestObject", payload.path("request"));
        }
        if (payload.path("response").isObject()) {
            event.set("responseObject", payload.path("response"));
        }
        return event;
    }

    private String level() {
        if (payload.path("response").isObject()) {
            return "RequestResponse";
        }
        return payload.path("request").isObject() ? "Request" : "Metadata";
    }

    private boolean isDryRun() {
        return entry.path("labels").has("command.gke.io/dryRun");
    }

    private int code(String verb) {
        if (payload.at("/status/code").asInt(0) != 0) {
            return REFUSED;
        }
        return verb.equals("create") || (verb.equals("patch") && isNew()) ? CREATED : GOOD;
    }

    /** Whether a patch has made its object, which no code tells: it is of this second, and nobody has written it since. */
    private boolean isNew() {
        JsonNode metadata = payload.at("/response/metadata");
        try {
            Instant made = Instant.parse(metadata.path("creationTimestamp").asString(""));
            Instant asked = Instant.parse(entry.path("timestamp").asString(""));
            return !made.isBefore(asked.truncatedTo(ChronoUnit.SECONDS))
                    && metadata.path("generation").asLong(1) == 1
                    && payload.at("/response/status/observedGeneration").isMissingNode();
        } catch (DateTimeParseException noTime) {
            return false;
        }
    }

    /** From "apps/v1/namespaces/shop/statefulsets/web/status", without what is not said. */
    private ObjectNode object() {
        List<String> parts =
                Arrays.asList(payload.path("resourceName").asString("").split("/"));
        ObjectNode object = JSON.createObjectNode();
        object.put("apiGroup", part(parts, 0).equals(CORE) ? "" : part(parts, 0));
        object.put("apiVersion", part(parts, 1));
        boolean within = part(parts, 2).equals(NAMESPACES)
                && !part(parts, 4).isEmpty()
                && !OF_NAMESPACES.contains(part(parts, 4));
        int resource = within ? 4 : 2;
        object.put("resource", part(parts, resource));
        object.put("namespace", within ? part(parts, 3) : "");
        object.put("name", part(parts, resource + 1));
        object.put("subresource", part(parts, resource + 2));
        return object;
    }

    private static String part(List<String> parts, int index) {
        return index < parts.size() ? parts.get(index) : "";
    }
}
