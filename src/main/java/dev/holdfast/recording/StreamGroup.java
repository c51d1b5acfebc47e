package dev.holdfast.recording;

import dev.holdfast.cluster.ServedKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Several streams that share one thread, so that what they hear is heard in one order. */
final class StreamGroup implements AutoCloseable {

    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final String name;
    private final ExecutorService thread;
    private final List<ResourceStream> streams = new ArrayList<>();

    /**
     * Streams that have not begun.
     *
     * @param name of the thread
     * @param kinds what to watch
     * @param endpoint where each kind is served
     * @param listener who hears of it
     */
    StreamGroup(String name, List<ServedKind> kinds, Function<ServedKind, Endpoint> endpoint, StreamListener listener) {
        this.name = name;
        // The client's own threads only hand over what arrived: nothing is parsed or judged on them.
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, name);
            made.setDaemon(true);
            return made;
        });
        for (ServedKind kind : kinds) {
            streams.add(new ResourceStream(endpoint.apply(kind), kind, thread, listener));
        }
    }

    /**
     * Begins, and returns when every kind has been listed and is being watched.
     *
     * @param patience how long that may take
     * @throws IllegalStateException when it takes longer; the streams are closed then
     */
    void start(Duration patience) {
        try {
            await(streams.stream().map(ResourceStream::start).toList(), "begin", patience);
        } catch (IllegalStateException failed) {
            close();
            throw failed;
        }
    }

    /**
     * Returns when everything has been heard of that had happened up to the call.
     *
     * @param patience how long that may take
     * @throws IllegalStateException when it takes longer
     */
    void catchUp(Duration patience) {
        await(streams.stream().map(ResourceStream::caughtUp).toList(), "catch up", patience);
    }

    /**
     * Says when everything has been heard of that had happened in a namespace up to the call.
     *
     * @param part where the objects of a kind are listed that are in that namespace; nothing for kinds that are left out
     * @param namespace the namespace
     * @return done, on the thread of the streams, with the revision up to which all of it was heard of each kind
     */
    CompletableFuture<Map<ServedKind, Long>> caughtUp(Function<ServedKind, Optional<Endpoint>> part, String namespace) {
        Map<ServedKind, CompletableFuture<Long>> asked = new EnumMap<>(ServedKind.class);
        for (ResourceStream stream : streams) {
            part.apply(stream.kind())
                    .ifPresent(endpoint -> asked.put(stream.kind(), stream.caughtUp(endpoint, namespace)));
        }
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
                .thenApplyAsync(
                        all -> {
                            Map<ServedKind, Long> revisions = new EnumMap<>(ServedKind.class);
                            asked.forEach((kind, revision) -> revisions.put(kind, revision.getNow(0L)));
                            return revisions;
                        },
                        thread);
    }

    /** {@return for how long one of them has had no connection, the longest; 0 while all have one} */
    Duration disconnected() {
        return streams.stream()
                .map(ResourceStream::disconnected)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** {@return the longest time that one of them had no connection, since it had its first one} */
    Duration absence() {
        return streams.stream()
                .map(ResourceStream::absence)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** {@return all the time that one of them had no connection, added up: of the one that had none for the longest time} */
    Duration totalAbsence() {
        return streams.stream()
                .map(ResourceStream::totalAbsence)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private void await(List<? extends CompletableFuture<?>> all, String what, Duration patience) {
        try {
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(name + " was interrupted before it could " + what, interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(name + " could not " + what + ": " + failed.getCause(), failed);
        } catch (TimeoutException late) {
            throw new IllegalStateException(
                    name + " could not " + what + " within " + patience.toSeconds() + " s", late);
        }
    }

    /** Ends all connections, and returns when nothing is heard any more. */
    @Override
    public void close() {
        streams.forEach(ResourceStream::close);
        thread.shutdown();
        try {
            // What is still to be told takes no longer than writing it down.
            if (!thread.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
