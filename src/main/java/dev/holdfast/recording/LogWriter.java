package dev.holdfast.recording;

import dev.holdfast.history.Change;
import dev.holdfast.history.Gap;
import dev.holdfast.history.HistoryLog;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import dev.holdfast.history.StreamProgress;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what a stream hears into a history.
 *
 * @param log the history
 */
record LogWriter(HistoryLog log) implements StreamListener {

    @Override
    public void observed(Change change, ObjectNode object, Instant arrived) {
        log.append(Observation.of(change, Resource.received(object), arrived));
    }

    @Override
    public void complete(String kind, long revision) {
        log.append(StreamProgress.of(kind, revision));
    }

    @Override
    public void gap(String kind, long since, String reason) {
        log.append(Gap.of(kind, since, reason));
    }
}
