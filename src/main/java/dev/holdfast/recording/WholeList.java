package dev.holdfast.recording;

import dev.holdfast.history.Resource;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All objects of an endpoint as they were at one revision, asked for in one piece or in chunks. The server keeps what belongs to that
 * revision for some minutes; when it has it no longer (410), the list begins anew: chunks of two revisions are no list.
 */
final class WholeList {

    /** A list that has begun anew so often is not come by in chunks; whoever asks tries again later. */
    private static final int BEGUN_ANEW = 3;

    /**
     * What the server answered.
     *
     * @param code its status: that of the first chunk that was refused, or of the last one
     * @param list the objects, with the revision of all of them; nothing of use where it was refused
     */
    record Answer(int code, JsonNode list) {

        boolean isSuccessful() {
            return code >= HttpURLConnection.HTTP_OK && code < HttpURLConnection.HTTP_MULT_CHOICE;
        }
    }

    private final Endpoint endpoint;
    private final OptionalInt chunk;
    private final Executor thread;
    private ArrayNode items = JsonMapper.shared().createArrayNode();
    private int begunAnew;

    private WholeList(Endpoint endpoint, OptionalInt chunk, Executor thread) {
        this.endpoint = endpoint;
        this.chunk = chunk;
        this.thread = thread;
    }

    /**
     * Asks.
     *
     * @param endpoint where the objects are served
     * @param chunk how many objects are asked for at a time; nothing means all
     * @param thread reads what is answered
     * @return the whole list, or the first refusal; fails when a request does, or its answer cannot be read
     */
    static CompletableFuture<Answer> of(Endpoint endpoint, OptionalInt chunk, Executor thread) {
        return new WholeList(endpoint, chunk, thread).ask("");
    }

    private CompletableFuture<Answer> ask(String next) {
        return endpoint.get(query(next)).thenComposeAsync(response -> answered(next, response), thread);
    }

    private CompletableFuture<Answer> answered(String next, HttpResponse<byte[]> response) {
        if (response.code() == HttpURLConnection.HTTP_GONE && !next.isEmpty() && begunAnew < BEGUN_ANEW) {
            begunAnew++;
            items = JsonMapper.shared().createArrayNode();
            return ask("");
        }
        if (!response.isSuccessful()) {
            return CompletableFuture.completedFuture(
                    new Answer(response.code(), JsonMapper.shared().createObjectNode()));
        }
        JsonNode piece = JsonMapper.shared().readTree(response.body());
        // A list of thousands of objects is kept as a tree until the last chunk is there, and these are half of that.
        piece.path("items").forEach(Resource::leaveOutFieldSets);
        String more = piece.path("metadata").path("continue").asString("");
        if (next.isEmpty() && more.isEmpty()) {
            return CompletableFuture.completedFuture(new Answer(response.code(), piece));
        }
        piece.path("items").forEach(items::add);
        if (!more.isEmpty()) {
            return ask(more);
        }
        ObjectNode whole = (ObjectNode) piece;
        whole.set("items", items);
        return CompletableFuture.completedFuture(new Answer(response.code(), whole));
    }

    private String query(String next) {
        if (chunk.isEmpty()) {
            return "";
        }
        return "?limit=" + chunk.getAsInt()
                + (next.isEmpty() ? "" : "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    }
}
