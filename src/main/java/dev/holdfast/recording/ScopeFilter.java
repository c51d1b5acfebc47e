package dev.holdfast.recording;

import dev.holdfast.history.Change;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets through what happens to the objects of one scenario. In a namespace that it shares it knows them by their names, all
 * of which carry its id: those that controllers make are named after those that the scenario makes, and events after what
 * they are about. Labels would not do, since not every object has them, and whoever takes one off would hide the object.
 */
record ScopeFilter(RecordedScope scenario, StreamListener next) implements StreamListener {

    @Override
    public void observed(Change change, ObjectNode object, Instant arrived) {
        JsonNode metadata = object.path("metadata");
        if (scenario.owns(
                metadata.path("namespace").asString(""), metadata.path("name").asString(""))) {
            next.observed(change, object, arrived);
        }
    }

    @Override
    public void complete(String kind, long revision) {
        next.complete(kind, revision);
    }

    @Override
    public void gap(String kind, long since, String reason) {
        next.gap(kind, since, reason);
    }
}
