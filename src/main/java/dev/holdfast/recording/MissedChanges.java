package dev.holdfast.recording;

import dev.holdfast.history.Change;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What happened to the objects of one kind between two revisions, where no watch tells of it any more. An API server that was started
 * again sends only what happened since; its store still has each revision of some minutes. So the objects are listed as they were at
 * each of them. What differs from one to the next is what a watch would have sent: a revision is one change of one object.
 */
final class MissedChanges {

    /** More revisions than that are not asked for: it would be a burden to a server that has just begun. */
    static final long MOST = 1_000;

    private static final int AT_ONCE = 16;

    /**
     * One of them.
     *
     * @param change what happened to the object
     * @param object the object as a watch would have sent it
     */
    record Missed(Change change, ObjectNode object) {}

    /**
     * What the server answered.
     *
     * @param code its status: that of the first question that was refused, or of the last one
     * @param changes what was missed, in order; of no use where the server refused
     * @param until the revision up to which that is all
     */
    record Answer(int code, List<Missed> changes, long until) {

        boolean isSuccessful() {
            return code == HttpURLConnection.HTTP_OK;
        }

        /** Whether they are not to be had from the server: it no longer has them, or they are too many. */
        boolean isForgotten() {
            return code == HttpURLConnection.HTTP_GONE;
        }

        private static CompletableFuture<Answer> refused(int code) {
            return CompletableFuture.completedFuture(new Answer(code, List.of(), 0));
        }
    }

    private final Endpoint endpoint;
    private final long since;
    private final Executor thread;
    private final List<Missed> changes = new ArrayList<>();
    private Map<String, ObjectNode> before = new HashMap<>();
    private long until;

    private MissedChanges(Endpoint endpoint, long since, Executor thread) {
        this.endpoint = endpoint;
        this.since = since;
        this.thread = thread;
    }

    /**
     * Asks for all up to now.
     *
     * @param endpoint where the objects are served
     * @param since the revision up to which everything is known
     * @param thread reads what is answered
     * @return what was missed, or the first refusal; fails when a request does
     */
    static CompletableFuture<Answer> since(Endpoint endpoint, long since, Executor thread) {
        MissedChanges missed = new MissedChanges(endpoint, since, thread);
        return endpoint.get(at(since)).thenComposeAsync(missed::begin, thread);
    }

    private CompletableFuture<Answer> begin(HttpResponse<byte[]> base) {
        if (!base.isSuccessful()) {
            return Answer.refused(base.code());
        }
        before = objects(base);
        return endpoint.list(thread).thenComposeAsync(this::upTo, thread);
    }

    private CompletableFuture<Answer> upTo(WholeList.Answer now) {
        if (!now.isSuccessful()) {
            return Answer.refused(now.code());
        }
        until = SeenObjects.version(version(now.list()));
        return until - since > MOST ? Answer.refused(HttpURLConnection.HTTP_GONE) : next(since + 1);
    }

    private CompletableFuture<Answer> next(long revision) {
        if (revision > until) {
            return CompletableFuture.completedFuture(
                    new Answer(HttpURLConnection.HTTP_OK, List.copyOf(changes), until));
        }
        List<CompletableFuture<HttpResponse<byte[]>>> some = LongStream.rangeClosed(
                        revision, Math.min(until, revision + AT_ONCE - 1))
                .mapToObj(each -> endpoint.get(at(each)))
                .toList();
        return CompletableFuture.allOf(some.toArray(CompletableFuture[]::new))
                .thenComposeAsync(
                        all -> taken(
                                revision,
                                some.stream().map(CompletableFuture::join).toList()),
                        thread);
    }

    private CompletableFuture<Answer> taken(long first, List<HttpResponse<byte[]>> answers) {
        long revision = first;
        for (HttpResponse<byte[]> answer : answers) {
            if (!answer.isSuccessful()) {
                return Answer.refused(answer.code());
            }
            compare(revision, objects(answer));
            revision++;
        }
        return next(revision);
    }

    private void compare(long revision, Map<String, ObjectNode> after) {
        before.forEach((uid, object) -> {
            if (!after.containsKey(uid)) {
                ObjectNode gone = object.deepCopy();
                // As a watch says it: the object as it was, at the revision at which it went.
                gone.withObject("/metadata").put("resourceVersion", Long.toString(revision));
                changes.add(new Missed(Change.DELETED, gone));
            }
        });
        after.forEach((uid, object) -> {
            ObjectNode known = before.get(uid);
            if (known == null) {
                changes.add(new Missed(Change.ADDED, object));
            } else if (!version(known).equals(version(object))) {
                changes.add(new Missed(Change.MODIFIED, object));
            }
        });
        before = after;
    }

    private static Map<String, ObjectNode> objects(HttpResponse<byte[]> answer) {
        Map<String, ObjectNode> objects = new HashMap<>();
        for (JsonNode item : JsonMapper.shared().readTree(answer.body()).path("items")) {
            objects.put(item.path("metadata").path("uid").asString(""), (ObjectNode) item);
        }
        return objects;
    }

    private static String version(JsonNode object) {
        return object.path("metadata").path("resourceVersion").asString("");
    }

    private static String at(long revision) {
        return "?resourceVersion=" + revision + "&resourceVersionMatch=Exact";
    }
}
