package dev.holdfast.recording;

import dev.holdfast.cluster.Cluster;
import dev.holdfast.cluster.ServedKind;
import dev.holdfast.history.Change;
import dev.holdfast.history.HistoryLog;
import dev.holdfast.ownership.Mark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records what belongs to the whole cluster, volumes and nodes, once for all scenarios of a run, and copies into each
 * scenario's history what concerns it: all nodes, and the volumes that it made or that a claim of its own is bound to.
 */
public final class SharedRecording implements AutoCloseable, StreamListener {

    private static final List<ServedKind> KINDS = List.of(ServedKind.PERSISTENT_VOLUME, ServedKind.NODE);

    private final StreamGroup streams;
    private final Map<String, ObjectNode> current = new LinkedHashMap<>();
    private final Map<String, Long> complete = new TreeMap<>();
    private final List<Subscriber> subscribers = new ArrayList<>();

    /**
     * Begins to record, and returns when nothing can be missed any more.
     *
     * @param cluster the cluster; kinds that may not be looked at there are left out
     * @param timeouts how long the start may take
     * @throws IllegalStateException when the server does not let itself be watched
     */
    public SharedRecording(Cluster cluster, RecordingTimeouts timeouts) {
        List<ServedKind> visible = KINDS.stream()
                .filter(kind -> !cluster.hiddenKinds().contains(kind.kind()))
                .toList();
        streams = new StreamGroup(
                "recorder of the cluster",
                visible,
                kind -> new Endpoint(cluster.client(), kind.path(), Optional.empty()),
                this);
        streams.start(timeouts.recording());
    }

    /**
     * Copies into a history what concerns a scenario, from now on and beginning with what is there.
     *
     * @param scenario the scenario
     * @param log its history
     * @return ends the copying when closed
     */
    public synchronized Copy copyTo(RecordedScope scenario, HistoryLog log) {
        Subscriber subscriber = new Subscriber(scenario, new EntryWriter(log::append), new HashSet<>());
        current.values().forEach(object -> subscriber.observed(Change.LISTED, object, Instant.now()));
        complete.forEach(subscriber.writer()::complete);
        subscribers.add(subscriber);
        return () -> end(subscriber);
    }

    private synchronized void end(Subscriber subscriber) {
        subscribers.remove(subscriber);
    }

    /** Ends the copying into one history. */
    @FunctionalInterface
    public interface Copy extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Returns when everything is recorded that had happened up to the call.
     *
     * @param timeouts how long that may take
     * @throws IllegalStateException when the recording does not get there
     */
    public void catchUp(RecordingTimeouts timeouts) {
        streams.catchUp(timeouts.finalState());
    }

    @Override
    public synchronized void observed(Change change, ObjectNode object, Instant arrived) {
        String uid = object.path("metadata").path("uid").asString("");
        if (change == Change.DELETED) {
            current.remove(uid);
        } else {
            current.put(uid, object);
        }
        subscribers.forEach(subscriber -> subscriber.observed(change, object, arrived));
    }

    @Override
    public synchronized void complete(String kind, long revision) {
        complete.put(kind, revision);
        subscribers.forEach(subscriber -> subscriber.writer().complete(kind, revision));
    }

    @Override
    public synchronized void gap(String kind, long since, String reason) {
        subscribers.forEach(subscriber -> subscriber.writer().gap(kind, since, reason));
    }

    @Override
    public void close() {
        streams.close();
    }

    /** One scenario, and which volumes have concerned it: one that ever did still does when it is released or gone. */
    private record Subscriber(RecordedScope scenario, EntryWriter writer, Set<String> concerned) {

        void observed(Change change, ObjectNode object, Instant arrived) {
            if (concerns(object)) {
                writer.observed(change, object, arrived);
            }
        }

        private boolean concerns(JsonNode object) {
            if (ServedKind.NODE.kind().equals(object.path("kind").asString(""))) {
                return true;
            }
            JsonNode metadata = object.path("metadata");
            String uid = metadata.path("uid").asString("");
            String label = metadata.path("labels").path(Mark.PART).asString("");
            JsonNode claim = object.path("spec").path("claimRef");
            boolean bound = scenario.owns(
                    claim.path("namespace").asString(""), claim.path("name").asString(""));
            if (scenario.id().equals(label) || bound) {
                concerned.add(uid);
            }
            return concerned.contains(uid);
        }
    }
}
