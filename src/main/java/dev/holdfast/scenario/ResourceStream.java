package dev.holdfast.scenario;

import dev.holdfast.history.Change;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything that happens to the objects of one kind: one list, then a watch from the list's resourceVersion on, kept
 * up until it is closed.
 *
 * <p>The watch is read as the server sends it, not through the client's model, which drops what it does not know,
 * reconnects without telling and takes an idle connection that ends early for an expired one. A connection that ends is
 * taken up again at the last resourceVersion, which leaves nothing out. Only when the server says that this version is
 * no longer there (410) is something lost: then the listener hears of a gap, and of everything that is there now.
 *
 * <p>All of it happens on the one thread that it is given, in the order in which the server sent it.
 */
final class ResourceStream implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceStream.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** A connection that was held this long was a good one, and the next is opened at once. */
    private static final Duration HELD = Duration.ofMillis(500);

    /** Hears of what happens, on the stream's thread. */
    interface Listener {

        /**
         * An object was listed or changed.
         *
         * @param change what happened to it
         * @param object the whole object, as the server sent it
         */
        void observed(Change change, ObjectNode object);

        /**
         * Changes may have been missed. What is there now follows.
         *
         * @param kind the kind of object
         * @param reason why, as a sentence
         */
        void gap(String kind, String reason);
    }

    private final HttpClient http;
    private final String url;
    private final WatchedKind kind;
    private final Optional<Duration> connectionTime;
    private final ExecutorService thread;
    private final Listener listener;
    private final SeenObjects seen = new SeenObjects();
    private final CompletableFuture<Void> watching = new CompletableFuture<>();

    private String resourceVersion = "";
    private Optional<AsyncBody> body = Optional.empty();
    private Lines lines = new Lines();
    private int connection;
    private long connectedAt;
    private int failures;
    private boolean closed;

    /**
     * A stream that has not begun.
     *
     * @param client the client whose connection is used
     * @param kind what to watch
     * @param path where it is served
     * @param connectionTime how long the server is asked to keep one connection; nothing leaves it to the server
     * @param thread one thread that does all the work, shared with other streams at will
     * @param listener who hears of it
     */
    ResourceStream(
            KubernetesClient client,
            WatchedKind kind,
            String path,
            Optional<Duration> connectionTime,
            ExecutorService thread,
            Listener listener) {
        this.http = client.getHttpClient();
        this.url = client.getMasterUrl().toString().replaceAll("/+$", "") + path;
        this.kind = kind;
        this.connectionTime = connectionTime;
        this.thread = thread;
        this.listener = listener;
    }

    /** {@return done when everything there was has been listed and the server sends every change from then on} */
    CompletableFuture<Void> start() {
        onThread(this::list);
        return watching;
    }

    /** {@return done when every change up to this moment has been heard of; fails when the server cannot be asked} */
    CompletableFuture<Void> caughtUp() {
        return get(url).thenComposeAsync(
                        response -> {
                            if (!response.isSuccessful()) {
                                throw new IllegalStateException(
                                        "the server answered " + response.code() + " to a list of " + kind.kind());
                            }
                            return seen.reaches(JSON.readTree(response.body()));
                        },
                        thread);
    }

    private void list() {
        if (!closed) {
            then(get(url), this::listed);
        }
    }

    private void listed(HttpResponse<byte[]> response, Throwable failure) {
        if (closed) {
            return;
        }
        if (failure != null || !response.isSuccessful()) {
            again(this::list, failure == null ? "status " + response.code() : failure.toString());
            return;
        }
        JsonNode list = JSON.readTree(response.body());
        seen.startOver();
        for (JsonNode item : list.path("items")) {
            ObjectNode object = (ObjectNode) item;
            // The items of a list do not say what they are; the list does.
            object.put("kind", kind.kind()).put("apiVersion", kind.apiVersion());
            seen.saw(Change.LISTED, object);
            listener.observed(Change.LISTED, object);
        }
        resourceVersion = list.path("metadata").path("resourceVersion").asString("");
        watch();
    }

    private void watch() {
        if (closed) {
            return;
        }
        int mine = ++connection;
        lines = new Lines();
        String from = url + "?watch=true&allowWatchBookmarks=true&resourceVersion=" + resourceVersion
                + connectionTime
                        .map(time -> "&timeoutSeconds=" + time.toSeconds())
                        .orElse("");
        CompletableFuture<HttpResponse<AsyncBody>> connecting = http.consumeBytes(
                http.newHttpRequestBuilder().uri(from).forStreaming().build(), (buffers, source) -> {
                    List<byte[]> pieces = copy(buffers);
                    onThread(() -> received(mine, source, pieces));
                });
        then(connecting, (response, failure) -> connected(mine, response, failure));
    }

    private void connected(int mine, HttpResponse<AsyncBody> response, Throwable failure) {
        if (closed || mine != connection) {
            Optional.ofNullable(response).ifPresent(late -> late.body().cancel());
        } else if (failure != null) {
            again(this::watch, failure.toString());
        } else if (!response.isSuccessful()) {
            response.body().cancel();
            refused(response.code(), "status " + response.code());
        } else {
            body = Optional.of(response.body());
            connectedAt = System.nanoTime();
            then(response.body().done(), (nothing, cut) -> ended(mine, cut));
            response.body().consume();
            watching.complete(null);
        }
    }

    private void received(int mine, AsyncBody source, List<byte[]> pieces) {
        if (closed || mine != connection) {
            return;
        }
        for (byte[] piece : pieces) {
            for (byte[] line : lines.take(piece)) {
                event(JSON.readTree(line));
                if (mine != connection) {
                    return;
                }
            }
        }
        source.consume();
    }

    private void event(JsonNode event) {
        String type = event.path("type").asString("");
        JsonNode object = event.path("object");
        if ("ERROR".equals(type)) {
            refused(object.path("code").asInt(0), object.path("message").asString("an error without a message"));
            return;
        }
        failures = 0;
        resourceVersion = object.path("metadata").path("resourceVersion").asString(resourceVersion);
        if (!"BOOKMARK".equals(type)) {
            Change change = Change.valueOf(type);
            seen.saw(change, object);
            listener.observed(change, (ObjectNode) object);
        }
    }

    private void ended(int mine, Throwable cut) {
        if (!closed && mine == connection) {
            if (System.nanoTime() - connectedAt > HELD.toNanos()) {
                failures = 0;
            }
            LOG.debug("the watch of {} ended ({}); taking it up at {}", kind.kind(), cut, resourceVersion);
            again(this::watch, "the connection ended");
        }
    }

    private void refused(int code, String reason) {
        if (code == HttpURLConnection.HTTP_GONE) {
            lost("the server no longer had the changes after " + resourceVersion + ": " + reason);
        } else {
            disconnect();
            again(this::watch, reason);
        }
    }

    private void lost(String reason) {
        disconnect();
        listener.gap(kind.kind(), reason);
        again(this::list, reason);
    }

    private void disconnect() {
        connection++;
        body.ifPresent(AsyncBody::cancel);
        body = Optional.empty();
    }

    /** Tries again: at once after a connection that worked, more and more slowly after ones that did not. */
    private void again(Runnable what, String reason) {
        long pause = failures == 0 ? 0 : FIRST_PAUSE.toMillis() << Math.min(failures - 1, 10);
        if (failures++ > 0) {
            LOG.debug("{} of {}: {}", failures, url, reason);
        }
        long bounded = Math.min(pause, LONGEST_PAUSE.toMillis());
        Executor later = CompletableFuture.delayedExecutor(bounded, TimeUnit.MILLISECONDS, this::onThread);
        later.execute(what);
    }

    private CompletableFuture<HttpResponse<byte[]>> get(String from) {
        return http.sendAsync(http.newHttpRequestBuilder().uri(from).build(), byte[].class);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What the continuation throws is dealt with in onThread.
    private <T> void then(CompletableFuture<T> future, BiConsumer<T, Throwable> next) {
        future.whenComplete((value, failure) -> onThread(() -> next.accept(value, failure)));
    }

    private void onThread(Runnable work) {
        try {
            thread.execute(() -> guarded(work));
        } catch (RejectedExecutionException gone) {
            LOG.debug("something came of {} after the end of the recording", kind.kind(), gone);
        }
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            LOG.debug("what came of {} could not be taken in", kind.kind(), failed);
            lost("what the server sent could not be taken in: " + failed);
        }
    }

    private static List<byte[]> copy(List<ByteBuffer> buffers) {
        return buffers.stream()
                .map(buffer -> {
                    byte[] bytes = new byte[buffer.remaining()];
                    buffer.get(bytes);
                    return bytes;
                })
                .toList();
    }

    @Override
    public void close() {
        onThread(() -> {
            closed = true;
            disconnect();
        });
    }
}
