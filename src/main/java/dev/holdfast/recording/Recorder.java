package dev.holdfast.recording;

import dev.holdfast.cluster.ServedKind;
import dev.holdfast.history.HistoryLog;
import dev.holdfast.history.ServerVersion;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Records everything that happens in one namespace: for each kind of object one list, then a watch from there on. It is
 * started before the first action of a scenario, so that nothing is missed.
 */
public final class Recorder implements AutoCloseable {

    private static final List<ServedKind> KINDS = List.of(
            ServedKind.POD,
            ServedKind.STATEFUL_SET,
            ServedKind.PERSISTENT_VOLUME_CLAIM,
            ServedKind.CONTROLLER_REVISION,
            ServedKind.ENDPOINT_SLICE,
            ServedKind.EVENT,
            ServedKind.SERVICE,
            ServedKind.POD_DISRUPTION_BUDGET);

    private static final List<ServedKind> KINDS_OF_THE_CLUSTER =
            List.of(ServedKind.PERSISTENT_VOLUME, ServedKind.NODE, ServedKind.NAMESPACE);

    private final StreamGroup streams;
    private final RecordingTimeouts timeouts;

    private Recorder(StreamGroup streams, RecordingTimeouts timeouts) {
        this.streams = streams;
        this.timeouts = timeouts;
    }

    /**
     * Begins to record, and returns when nothing can be missed any more.
     *
     * @param client the client whose connection is used
     * @param scenario the scenario; of a namespace that it shares only its own objects are written down
     * @param log where it is written
     * @param timeouts how long the start and the end may take
     * @return the recorder, to be closed
     * @throws IllegalStateException when the server does not let itself be watched
     */
    public static Recorder start(
            KubernetesClient client, RecordedScope scenario, HistoryLog log, RecordingTimeouts timeouts) {
        return start(client, scenario, log, timeouts, Optional.empty());
    }

    /** The same, with the server asked to end each connection after a while, to see that nothing is missed. */
    public static Recorder start(
            KubernetesClient client,
            RecordedScope scenario,
            HistoryLog log,
            RecordingTimeouts timeouts,
            Optional<Duration> connectionTime) {
        log.append(ServerVersion.of(client.getKubernetesVersion().getGitVersion()));
        return begin(
                new StreamGroup(
                        "recorder of " + scenario.id(),
                        KINDS,
                        kind -> new Endpoint(client, kind.path(scenario.namespace()), connectionTime),
                        new ScopeFilter(scenario, new EntryWriter(log::append))),
                timeouts);
    }

    /**
     * Begins to record what happens in all namespaces of a cluster, and returns when nothing can be missed any more. What is there
     * already is listed.
     *
     * @param client the client whose connection is used
     * @param log where it is written
     * @param timeouts how long the start and the end may take
     * @return the recorder, to be closed
     * @throws IllegalStateException when the server does not let itself be watched
     */
    public static Recorder wholeCluster(KubernetesClient client, HistoryLog log, RecordingTimeouts timeouts) {
        log.append(ServerVersion.of(client.getKubernetesVersion().getGitVersion()));
        return begin(
                new StreamGroup(
                        "recorder of the whole cluster",
                        Stream.concat(KINDS.stream(), KINDS_OF_THE_CLUSTER.stream())
                                .toList(),
                        kind -> new Endpoint(client, kind.path(), Optional.empty()),
                        new EntryWriter(log::append)),
                timeouts);
    }

    private static Recorder begin(StreamGroup streams, RecordingTimeouts timeouts) {
        streams.start(timeouts.recording());
        return new Recorder(streams, timeouts);
    }

    /**
     * Returns when everything is recorded that had happened up to the call.
     *
     * @throws IllegalStateException when the recording does not get there
     */
    public void catchUp() {
        streams.catchUp(timeouts.finalState());
    }

    /** {@return the longest time for which the server could not be reached, since the recording began} */
    public Duration absence() {
        return streams.absence();
    }

    /** Ends the recording. What happens from now on is not recorded. */
    @Override
    public void close() {
        streams.close();
    }
}
