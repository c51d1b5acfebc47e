package dev.holdfast.guarantee.api;

import dev.holdfast.guarantee.JudgingContext;
import dev.holdfast.history.Action;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Response;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request about a StatefulSet that was answered.
 *
 * @param answer what the server answered
 * @param sent what was sent; empty where nothing was
 */
record SetRequest(Response answer, JsonNode sent) {
    private static final int INVALID = 422;

    /** All requests about StatefulSets of the namespace, whatever their names. */
    static List<SetRequest> all(JudgingContext context) {
        return context.history().answers(context.subject().namespace()).stream()
                .filter(answer -> answer.request().kind().equals(Kinds.STATEFUL_SET))
                .map(SetRequest::of)
                .toList();
    }

    /** The requests that were to create a StatefulSet. */
    static List<SetRequest> creations(JudgingContext context) {
        return all(context).stream()
                .filter(request -> request.method().equals("POST"))
                .toList();
    }

    private static SetRequest of(Response answer) {
        String body = answer.request().details().getOrDefault(Action.SENT, "{}");
        return new SetRequest(answer, JsonMapper.shared().readTree(body));
    }

    String method() {
        return answer.request().details().getOrDefault(Action.METHOD, "");
    }

    String subresource() {
        return answer.request().details().getOrDefault(Action.SUBRESOURCE, "");
    }

    /** What was sent in a field. */
    JsonNode sent(String path) {
        return at(sent, path);
    }

    /** What the server answered that it has in a field. */
    JsonNode stored(String path) {
        return at(answer.json(), path);
    }

    static JsonNode at(JsonNode object, String path) {
        JsonNode found = object;
        for (String name : path.split("\\.", -1)) {
            found = found.path(name);
        }
        return found;
    }

    /** Whether the server says that it is not valid. */
    boolean invalid() {
        return answer.refused() && answer.code() == INVALID;
    }

    /** Whether a refusal names a field, or one around it or in it. */
    boolean names(String path) {
        return answer.causes().stream()
                .map(Response.Cause::field)
                .anyMatch(field -> within(field, path) || within(path, field));
    }

    private static boolean within(String inner, String outer) {
        return inner.equals(outer) || inner.startsWith(outer + ".") || inner.startsWith(outer + "[");
    }

    /** The fields that a refusal names, in words. */
    String named() {
        String fields =
                answer.causes().stream().map(Response.Cause::field).distinct().collect(Collectors.joining(", "));
        return fields.isEmpty() ? "no field" : fields;
    }

    /** A value in words. */
    static String words(JsonNode value) {
        return value.isMissingNode() || value.isNull()
                ? "nothing"
                : value.isString() ? value.asString() : value.toString();
    }
}
