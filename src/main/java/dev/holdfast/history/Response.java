package dev.holdfast.history;

import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the API server answered to a request of the scenario. Appended when the answer has arrived; a request without one was lost,
 * or its answer was.
 *
 * @param request what was asked, as it was noted before it was sent
 * @param code the HTTP status
 * @param body what was answered, as JSON on one line: the object as the server has it, or a {@code Status} that says what is wrong
 */
public record Response(long index, Instant at, Action request, int code, String body) implements Entry {
    private static final String NOTHING = "{}";
    private static final int SUCCESS = 200;
    private static final int REDIRECTION = 300;
    private static final int TOO_MANY_REQUESTS = 429;

    /**
     * What a server finds wrong with a request, one for each field that is.
     *
     * @param field the path of the field, such as {@code spec.serviceName}; empty when it is about the whole request
     * @param reason in one word, such as {@code FieldValueInvalid}
     * @param message in a sentence
     */
    public record Cause(String field, String reason, String message) {}

    /**
     * An answer that has just arrived, for a log to place.
     *
     * @param text as the server sent it; which fields each of an object's writers has set is left out
     */
    public static Response received(Action request, int code, String text) {
        return new Response(UNPLACED, Instant.now(), request, code, compact(text));
    }

    /** A request was carried out, for a log to place. */
    public static Response accepted(Action request, JsonNode object) {
        return received(request, SUCCESS, object.toString());
    }

    /** A request was refused, for a log to place. */
    public static Response refused(Action request, int code, String reason, Cause... causes) {
        ObjectNode status = JsonMapper.shared().createObjectNode();
        status.put("kind", "Status").put("status", "Failure").put("reason", reason);
        var list = status.putObject("details").putArray("causes");
        for (Cause cause : causes) {
            list.addObject()
                    .put("reason", cause.reason())
                    .put("message", cause.message())
                    .put("field", cause.field());
        }
        return received(request, code, status.toString());
    }

    private static String compact(String text) {
        try {
            JsonNode tree = JsonMapper.shared().readTree(text);
            for (JsonNode writer : tree.path("metadata").path("managedFields")) {
                if (writer instanceof ObjectNode entry) {
                    entry.remove("fieldsV1");
                }
            }
            return tree.isObject() ? tree.toString() : NOTHING;
        } catch (JacksonException e) {
            // Something that stands before the server has answered in its place.
            return NOTHING;
        }
    }

    /** Whether the request was carried out. */
    public boolean accepted() {
        return code >= SUCCESS && code < REDIRECTION;
    }

    /** Whether the server itself refused the request, and says why. */
    public boolean refused() {
        return !accepted() && json().path("kind").asString("").equals("Status");
    }

    /** Why it was refused, in one word, such as {@code Invalid} or {@code Conflict}; empty when it was accepted. */
    public String reason() {
        return json().path("reason").asString("");
    }

    /** Why it was refused, in a sentence; empty when it was accepted. */
    public String message() {
        return refused() ? json().path("message").asString("") : "";
    }

    /** What is wrong with the request, one by one; empty when it was accepted, or the server says nothing of it. */
    public List<Cause> causes() {
        return StreamSupport.stream(json().path("details").path("causes").spliterator(), false)
                .map(cause -> new Cause(
                        cause.path("field").asString(""),
                        cause.path("reason").asString(""),
                        cause.path("message").asString("")))
                .toList();
    }

    /** Whether this is about an eviction that a PodDisruptionBudget does not allow now; a server says 429 for other reasons, too. */
    public boolean refusedByBudget() {
        return code == TOO_MANY_REQUESTS
                && causes().stream().anyMatch(cause -> cause.reason().equals("DisruptionBudget"));
    }

    /** The whole answer, as a tree of the caller's own. */
    public JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    /** In words, for messages and the timeline: {@code 422 Invalid}. */
    public String summary() {
        return (code + " " + reason()).strip();
    }

    @Override
    public Response placed(long index) {
        return new Response(index, at, request, code, body);
    }
}
