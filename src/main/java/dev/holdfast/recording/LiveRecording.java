package dev.holdfast.recording;

import dev.holdfast.cluster.ServedKind;
import dev.holdfast.history.Entry;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Hands on what happens on a cluster for as long as somebody wants to know, and keeps nothing of it: of one namespace or of all, of
 * the kinds that may be looked at.
 */
public final class LiveRecording implements AutoCloseable {

    /** As many objects at a time as kubectl asks for: in a large cluster, a list in one piece is a burden to the server. */
    private static final int CHUNK = 500;

    private final KubernetesClient client;
    private final StreamGroup streams;

    private LiveRecording(KubernetesClient client, StreamGroup streams) {
        this.client = client;
        this.streams = streams;
    }

    /**
     * Begins, and returns when nothing can be missed any more. What is there already is listed.
     *
     * @param client the client whose connection is used
     * @param namespace the namespace, or nothing for all; kinds that belong to the whole cluster are recorded in any case
     * @param kinds what is recorded
     * @param out takes everything, on one thread and in the order of arrival
     * @param timeouts how long the start may take
     * @return the recording, to be closed
     * @throws IllegalStateException when the server does not let itself be watched
     */
    public static LiveRecording start(
            KubernetesClient client,
            Optional<String> namespace,
            Collection<ServedKind> kinds,
            Consumer<Entry> out,
            RecordingTimeouts timeouts) {
        StreamGroup streams = new StreamGroup(
                "live recording",
                List.copyOf(kinds),
                kind -> endpoint(client, kind.pathIn(namespace)),
                new EntryWriter(out));
        streams.start(timeouts.recording());
        return new LiveRecording(client, streams);
    }

    /**
     * Says when everything was handed on that had happened in a namespace up to the call. Asks the server for what there is of each
     * kind in that namespace; of kinds that belong to the whole cluster nothing is asked.
     *
     * @param namespace the namespace
     * @return done, on the thread that hands on, with the revision up to which all of it was handed on of each kind; fails when
     *     the server refuses the question
     */
    public CompletableFuture<Map<ServedKind, Long>> caughtUp(String namespace) {
        return streams.caughtUp(
                kind -> kind.namespaced() ? Optional.of(endpoint(client, kind.path(namespace))) : Optional.empty(),
                namespace);
    }

    private static Endpoint endpoint(KubernetesClient client, String path) {
        return new Endpoint(client, path, Optional.empty()).inChunks(CHUNK);
    }

    /** {@return all the time for which the server could not be reached, added up, since the recording began; it never falls} */
    public Duration totalAbsence() {
        return streams.totalAbsence();
    }

    /** {@return for how long the server has not been reached, whatever the kind; 0 while it is} */
    public Duration disconnected() {
        return streams.disconnected();
    }

    /** Ends it. Nothing is handed on any more. */
    @Override
    public void close() {
        streams.close();
    }
}
