package dev.holdfast.history;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One object of a {@link Story}: holds its present JSON and tells its states one after the other. */
final class ObjectTeller {
    private static final int GRACE = 10;

    private final Story story;
    private final ObjectNode json;

    ObjectTeller(Story story, String kind, String apiVersion, String namespace, String name) {
        this.story = story;
        this.json = JsonMapper.shared().createObjectNode();
        json.put("kind", kind).put("apiVersion", apiVersion);
        metadata().put("name", name).put("uid", "uid-" + name);
        if (!namespace.isEmpty()) {
            metadata().put("namespace", namespace);
        }
    }

    Story story() {
        return story;
    }

    ObjectNode json() {
        return json;
    }

    ObjectNode metadata() {
        return json.withObject("/metadata");
    }

    ObjectNode spec() {
        return json.withObject("/spec");
    }

    ObjectNode status() {
        return json.withObject("/status");
    }

    String name() {
        return metadata().path("name").asString();
    }

    String uid() {
        return metadata().path("uid").asString();
    }

    void label(String key, String value) {
        metadata().withObject("/labels").put(key, value);
    }

    void owned(String kind, String name, String uid) {
        metadata()
                .putArray("ownerReferences")
                .addObject()
                .put("kind", kind)
                .put("name", name)
                .put("uid", uid)
                .put("controller", true);
    }

    void terminating() {
        Optional<Instant> now = story.stamp();
        now.ifPresent(asked -> metadata().put("deletionGracePeriodSeconds", GRACE));
        metadata()
                .put(
                        "deletionTimestamp",
                        now.map(asked -> asked.plusSeconds(GRACE).toString()).orElse("2026-11-23T12:00:30Z"));
    }

    void tell(Change change) {
        if (change == Change.ADDED) {
            story.stamp().ifPresent(now -> metadata().put("creationTimestamp", now.toString()));
        }
        metadata().put("resourceVersion", String.valueOf(story.nextVersion()));
        story.tell(Observation.of(change, Resource.of(json)));
    }
}
