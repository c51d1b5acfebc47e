package dev.holdfast.recording;

import dev.holdfast.history.Change;
import dev.holdfast.history.Entry;
import dev.holdfast.history.Gap;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import dev.holdfast.history.StreamProgress;
import java.time.Instant;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes entries of what a stream hears.
 *
 * @param out takes them, such as a history
 */
record EntryWriter(Consumer<? super Entry> out) implements StreamListener {

    @Override
    public void observed(Change change, ObjectNode object, Instant arrived) {
        out.accept(Observation.of(change, Resource.received(object), arrived));
    }

    @Override
    public void complete(String kind, long revision) {
        out.accept(StreamProgress.of(kind, revision));
    }

    @Override
    public void gap(String kind, long since, String reason) {
        out.accept(Gap.of(kind, since, reason));
    }
}
