package dev.holdfast.history;

import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One state of one Kubernetes object. Immutable. Keeps the compact JSON text and what is asked of it often; the tree is parsed
 * again on demand, since a history holds many states and few of them are looked at in full.
 */
public final class Resource {
    private final String text;
    private final String kind;
    private final String namespace;
    private final String name;
    private final String uid;
    private final long resourceVersion;
    private final Map<String, String> labels;
    private final Optional<Owner> controller;
    private final Optional<String> deletionTimestamp;
    private final View view;

    private Resource(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        this.text = object.toString();
        this.kind = Json.text(object, "kind");
        this.namespace = Json.text(metadata, "namespace");
        this.name = Json.text(metadata, "name");
        this.uid = Json.text(metadata, "uid");
        this.resourceVersion = resourceVersion(Json.text(metadata, "resourceVersion"));
        this.labels = Json.texts(metadata.path("labels"));
        this.controller = controller(metadata.path("ownerReferences"));
        this.deletionTimestamp = Json.optionalText(metadata, "deletionTimestamp");
        this.view = View.of(kind, object);
    }

    /**
     * Reads an object.
     *
     * @throws IllegalArgumentException if it has no kind, no name, or a resourceVersion that is no number
     */
    public static Resource of(JsonNode object) {
        Resource resource = new Resource(object);
        if (resource.kind.isEmpty() || resource.name.isEmpty()) {
            throw new IllegalArgumentException("Not a Kubernetes object: it has no kind or no metadata.name");
        }
        return resource;
    }

    /**
     * Reads an object from its JSON text.
     *
     * @throws IllegalArgumentException if it is not JSON, or not an object as {@link #of} wants it
     */
    public static Resource parse(String json) {
        try {
            return of(Json.MAPPER.readTree(json));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("Not a Kubernetes object: it is not JSON", e);
        }
    }

    public String kind() {
        return kind;
    }

    /** The namespace; empty for an object that has none. */
    public String namespace() {
        return namespace;
    }

    public String name() {
        return name;
    }

    /** Namespace and name, or the name alone, as kubectl users write it. */
    public String qualifiedName() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    public String uid() {
        return uid;
    }

    /**
     * The revision of the store at which this state was written. Kubernetes documents its comparison as numbers within one
     * kind since 1.35.
     */
    public long resourceVersion() {
        return resourceVersion;
    }

    public Map<String, String> labels() {
        return labels;
    }

    public Map<String, String> annotations() {
        return Json.texts(json().path("metadata").path("annotations"));
    }

    /** The owner that is the object's controller. */
    public Optional<Owner> controller() {
        return controller;
    }

    /** The uid of {@link #controller}. */
    public Optional<String> controllerUid() {
        return controller.map(Owner::uid);
    }

    /** When the object goes or went; present as soon as its deletion was asked for. */
    public Optional<String> deletionTimestamp() {
        return deletionTimestamp;
    }

    /** Whether its deletion was asked for. */
    public boolean terminating() {
        return deletionTimestamp.isPresent();
    }

    public Optional<String> creationTimestamp() {
        return Json.optionalText(json().path("metadata"), "creationTimestamp");
    }

    /** The present state in a few words, for messages: {@code Running, not Ready}; empty for kinds that have none. */
    public String summary() {
        return view.summary();
    }

    /** The whole object, as a tree of the caller's own. */
    public JsonNode json() {
        return Json.MAPPER.readTree(text);
    }

    /** The whole object as JSON on one line. */
    public String text() {
        return text;
    }

    /**
     * What guarantees read of this kind of object.
     *
     * @throws IllegalArgumentException if the object is of another kind
     */
    <V extends View> V view(Class<V> type) {
        if (!type.isInstance(view)) {
            throw new IllegalArgumentException(kind + " " + qualifiedName() + " has no " + type.getSimpleName());
        }
        return type.cast(view);
    }

    private static long resourceVersion(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Cannot be ordered: resourceVersion '" + value + "' is no number", e);
        }
    }

    private static Optional<Owner> controller(JsonNode owners) {
        for (JsonNode owner : owners) {
            if (owner.path("controller").asBoolean(false)) {
                return Optional.of(
                        new Owner(Json.text(owner, "kind"), Json.text(owner, "name"), Json.text(owner, "uid")));
            }
        }
        return Optional.empty();
    }

    /** Two resources are equal when they are the same state of the same object, to the letter. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Resource resource && text.equals(resource.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return kind + " " + qualifiedName() + " at resourceVersion " + resourceVersion;
    }
}
