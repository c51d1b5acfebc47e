package dev.holdfast.recording;

import dev.holdfast.cluster.ServedKind;
import dev.holdfast.history.Change;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
 * taken up again at the last resourceVersion, which leaves nothing out. When the server says that it no longer sends what came after
 * that (410), as one does that was started again, it is asked for what it still has in its store. Only where it has that no longer, or
 * sends nothing of what there is, is something lost: then the listener hears of a gap, and of everything that is there now.
 *
 * <p>All of it happens on the one thread that it is given, in the order in which the server sent it.
 */
final class ResourceStream implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceStream.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** A connection that has not brought by then what the server has brings nothing any more. */
    private static final Duration SILENT = Duration.ofSeconds(8);

    private final Endpoint endpoint;
    private final ServedKind kind;
    private final ExecutorService thread;
    private final StreamListener listener;
    private final SeenObjects seen = new SeenObjects();
    private final Backoff pace = new Backoff();
    private final DisconnectTracker absence = new DisconnectTracker();
    private final EmptyWatches empty = new EmptyWatches();
    private final CompletableFuture<Void> watching = new CompletableFuture<>();

    private String resourceVersion = "";
    private Optional<AsyncBody> body = Optional.empty();
    private Lines lines = new Lines();
    private int connection;
    private boolean closed;

    /**
     * A stream that has not begun.
     *
     * @param endpoint where it is listed and watched
     * @param kind what is listed and watched
     * @param thread one thread that does all the work, shared with other streams at will
     * @param listener who hears of it
     */
    ResourceStream(Endpoint endpoint, ServedKind kind, ExecutorService thread, StreamListener listener) {
        this.endpoint = endpoint;
        this.kind = kind;
        this.thread = thread;
        this.listener = listener;
    }

    /** {@return done when everything there was has been listed and the server sends every change from then on} */
    CompletableFuture<Void> start() {
        onThread(this::list);
        return watching;
    }

    /**
     * Says when everything has been heard of. Asks until the server answers: the client asks again by itself only where a
     * connection breaks before the answer begins, not where it breaks in the middle of it.
     *
     * @return done when every change up to this moment has been heard of, with the revision of that moment; fails when the
     *     server refuses the question
     */
    CompletableFuture<Long> caughtUp() {
        return caughtUp(endpoint, SeenObjects.EVERYWHERE);
    }

    /**
     * The same of the objects of one namespace, for a stream of all.
     *
     * @param part where those objects are listed
     * @param namespace their namespace
     * @return done with the revision up to which everything has been heard of
     */
    CompletableFuture<Long> caughtUp(Endpoint part, String namespace) {
        CompletableFuture<Long> reached = new CompletableFuture<>();
        onThread(() -> ask(part, namespace, reached, new Backoff()));
        return reached;
    }

    /** {@return the kind of its objects} */
    ServedKind kind() {
        return kind;
    }

    private void ask(Endpoint part, String namespace, CompletableFuture<Long> reached, Backoff asking) {
        then(part.list(thread), (answer, failure) -> {
            if (closed || reached.isDone()) {
                return;
            }
            if (failure != null) {
                LOG.debug("asking again what there is of {}: {}", kind.kind(), failure.toString());
                later(Duration.ofMillis(asking.pause()), () -> ask(part, namespace, reached, asking));
            } else if (!answer.isSuccessful()) {
                reached.completeExceptionally(new IllegalStateException(
                        "the server answered " + answer.code() + " to a list of " + kind.kind()));
            } else {
                JsonNode list = answer.list();
                long revision = SeenObjects.version(
                        list.path("metadata").path("resourceVersion").asString(""));
                then(seen.reaches(list, namespace), (all, never) -> reached.complete(revision));
                later(SILENT, () -> takeUpUnless(reached));
            }
        });
    }

    /** {@return the longest time that there was no connection, since there was a first one} */
    Duration absence() {
        return absence.longest();
    }

    /** {@return all the time that there was no connection, added up, since there was a first one} */
    Duration totalAbsence() {
        return absence.total();
    }

    /** {@return for how long there has been no connection; 0 while there is one} */
    Duration disconnected() {
        return absence.current();
    }

    private void takeUpUnless(CompletableFuture<Long> reached) {
        if (!closed && !reached.isDone() && body.isPresent()) {
            absence.begins();
            disconnect();
            again(this::watch, "the connection is silent");
        }
    }

    private void list() {
        if (!closed) {
            then(endpoint.list(thread), this::listed);
        }
    }

    private void listed(WholeList.Answer answer, Throwable failure) {
        if (closed) {
            return;
        }
        if (failure != null || !answer.isSuccessful()) {
            again(this::list, failure == null ? "status " + answer.code() : failure.toString());
            return;
        }
        Instant arrived = Instant.now();
        JsonNode list = answer.list();
        empty.startOver();
        seen.startOver();
        for (JsonNode item : list.path("items")) {
            ObjectNode object = (ObjectNode) item;
            tell(Change.LISTED, named(object), arrived);
        }
        resourceVersion = list.path("metadata").path("resourceVersion").asString("");
        listener.complete(kind.kind(), revision());
        watch();
    }

    private void watch() {
        if (closed) {
            return;
        }
        int mine = ++connection;
        lines = new Lines();
        Endpoint.Receiver receiver = (pieces, source) -> {
            Instant arrived = Instant.now();
            onThread(() -> received(mine, source, pieces, arrived));
        };
        then(endpoint.watch(resourceVersion, receiver), (response, failure) -> connected(mine, response, failure));
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
            pace.connected();
            absence.ends();
            then(response.body().done(), (nothing, cut) -> ended(mine, cut));
            response.body().consume();
            watching.complete(null);
        }
    }

    private void received(int mine, AsyncBody source, List<byte[]> pieces, Instant arrived) {
        if (closed || mine != connection) {
            return;
        }
        for (byte[] piece : pieces) {
            for (byte[] line : lines.take(piece)) {
                event(JSON.readTree(line), arrived);
                if (mine != connection) {
                    return;
                }
            }
        }
        source.consume();
    }

    private void event(JsonNode event, Instant arrived) {
        String type = event.path("type").asString("");
        JsonNode object = event.path("object");
        if ("ERROR".equals(type)) {
            refused(object.path("code").asInt(0), object.path("message").asString("an error without a message"));
            return;
        }
        pace.worked();
        empty.brought();
        String reached = object.path("metadata").path("resourceVersion").asString(resourceVersion);
        if ("BOOKMARK".equals(type)) {
            resourceVersion = reached;
            listener.complete(kind.kind(), revision());
        } else {
            tell(Change.valueOf(type), (ObjectNode) object, arrived);
            // Not before it was told: what comes after this version is what is taken up again.
            resourceVersion = reached;
        }
    }

    private void tell(Change change, ObjectNode object, Instant arrived) {
        seen.saw(change, object);
        listener.observed(change, object, arrived);
    }

    /** The items of a list do not say what they are; the list does. */
    private ObjectNode named(ObjectNode item) {
        return item.put("kind", kind.kind()).put("apiVersion", kind.apiVersion());
    }

    private long revision() {
        return SeenObjects.version(resourceVersion);
    }

    private void ended(int mine, Throwable cut) {
        if (!closed && mine == connection) {
            pace.ended();
            absence.begins();
            LOG.debug("the watch of {} ended ({}); taking it up at {}", kind.kind(), cut, resourceVersion);
            switch (empty.ended()) {
                case TO_BE_CHECKED -> again(this::check, "the connection ended again and again");
                case SHOWN_BLIND ->
                    lost("watches after " + resourceVersion + " end and bring nothing, although there is more");
                default -> again(this::watch, "the connection ended");
            }
        }
    }

    /** Asks what a watch that ends again and again ought to bring, and lets it go on. */
    private void check() {
        if (!closed) {
            then(endpoint.list(thread), (answer, failure) -> {
                if (failure == null && answer.isSuccessful()) {
                    empty.shouldBring(seen.reaches(answer.list()));
                }
                watch();
            });
        }
    }

    private void refused(int code, String reason) {
        if (code == HttpURLConnection.HTTP_GONE) {
            absence.begins();
            disconnect();
            expired("the server no longer had the changes after " + resourceVersion + ": " + reason);
        } else {
            absence.begins();
            disconnect();
            again(this::watch, reason);
        }
    }

    /** The server does not send any more what came after the last version. It may still have it. */
    private void expired(String reason) {
        if (closed) {
            return;
        }
        if (!endpoint.isSmall()) {
            lost(reason);
            return;
        }
        then(MissedChanges.since(endpoint, revision(), thread), (answer, failure) -> {
            if (closed) {
                LOG.debug("what was missed of {} comes too late", kind.kind());
            } else if (failure != null) {
                again(() -> expired(reason), failure.toString());
            } else if (answer.isSuccessful()) {
                Instant arrived = Instant.now();
                answer.changes().forEach(each -> tell(each.change(), named(each.object()), arrived));
                resourceVersion = Long.toString(answer.until());
                listener.complete(kind.kind(), revision());
                watch();
            } else if (answer.isForgotten()) {
                lost(reason);
            } else {
                again(() -> expired(reason), "status " + answer.code());
            }
        });
    }

    private void lost(String reason) {
        absence.begins();
        disconnect();
        listener.gap(kind.kind(), revision(), reason);
        again(this::list, reason);
    }

    private void disconnect() {
        connection++;
        body.ifPresent(AsyncBody::cancel);
        body = Optional.empty();
    }

    private void again(Runnable what, String reason) {
        long pause = pace.pause();
        LOG.debug("in {} ms again {}: {}", pause, endpoint, reason);
        later(Duration.ofMillis(pause), what);
    }

    private void later(Duration pause, Runnable what) {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, this::onThread)
                .execute(what);
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

    @Override
    public void close() {
        onThread(() -> {
            closed = true;
            disconnect();
        });
    }
}
