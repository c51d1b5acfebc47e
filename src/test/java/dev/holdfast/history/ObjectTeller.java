package dev.holdfast.history;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One object of a {@link Story}: holds its present JSON and tells its states one after the other. */
final class ObjectTeller {
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
        metadata().put("deletionTimestamp", "2026-11-23T12:00:30Z");
    }

    void tell(Change change) {
        metadata().put("resourceVersion", String.valueOf(story.nextVersion()));
        story.tell(Observation.of(change, Resource.of(json)));
    }
}
