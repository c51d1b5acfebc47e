package dev.holdfast.simulation;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An object of the API. What is in the store is never changed: who writes, changes a {@link #copy}. */
abstract class ApiObject {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final String kind;
    private final String apiVersion;

    ObjectMeta meta = new ObjectMeta();

    ApiObject(String kind, String apiVersion) {
        this.kind = kind;
        this.apiVersion = apiVersion;
    }

    final String kind() {
        return kind;
    }

    /** The same state, to be changed. */
    abstract ApiObject copy();

    /** Writes everything but the metadata. */
    abstract void content(ObjectNode json);

    final String name() {
        return meta.name;
    }

    final String uid() {
        return meta.uid;
    }

    /** The whole object as the API server sends it. */
    final ObjectNode json() {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("kind", kind()).put("apiVersion", apiVersion);
        meta.json(json.putObject("metadata"), apiVersion);
        content(json);
        return json;
    }

    /** A reference to this object as an owner. */
    final ObjectMeta.Owner asOwner() {
        return new ObjectMeta.Owner(kind(), name(), uid());
    }

    @Override
    public String toString() {
        return kind() + " " + name() + " (uid " + uid() + ") at " + meta.resourceVersion;
    }
}
