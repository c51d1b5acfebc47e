package dev.holdfast.history;

import dev.holdfast.history.json.JsonReader;
import dev.holdfast.history.view.View;
import dev.holdfast.history.view.ViewReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One state of one Kubernetes object. Immutable. Keeps the compact JSON text and what is asked of it often; the tree is parsed
 * again on demand, since a history holds many states and few of them are looked at in full.
 */
public final class Resource {
    /** One object says little twice. */
    private static final int PLACES = 1 << 6;

    private static final List<String> FIELD_SETS = List.of("fieldsType", "fieldsV1");

    private final Text text;
    private final String kind;
    private final Metadata metadata;
    private final View view;
    /** As the metadata say; here, since everything is put in order and searched for by it. */
    private final long resourceVersion;

    private Resource(Text text, String kind, Metadata metadata, View view) {
        this.text = text;
        this.kind = kind;
        this.metadata = metadata;
        this.view = view;
        this.resourceVersion = metadata.resourceVersion();
    }

    /**
     * Reads an object.
     *
     * @throws IllegalArgumentException if it has no kind, no name, or a resourceVersion that is no number
     */
    public static Resource of(JsonNode object) {
        String json = object.toString();
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return read(new JsonReader(PLACES).begin(bytes, 0, bytes.length), (from, to) -> new Text.Kept(json));
    }

    /**
     * Takes an object as an API server sent it. Which fields each of its writers has set is a third of its text, and is left out,
     * also of the tree; who wrote it stays.
     *
     * @throws IllegalArgumentException as {@link #of}
     */
    public static Resource received(ObjectNode object) {
        leaveOutFieldSets(object);
        return of(object);
    }

    /** Leaves out of an object, as an API server sent it, which fields each of its writers has set. */
    public static void leaveOutFieldSets(JsonNode object) {
        for (JsonNode writer : object.path("metadata").path("managedFields")) {
            if (writer instanceof ObjectNode entry) {
                entry.remove(FIELD_SETS);
            }
        }
    }

    /**
     * Reads an object from its JSON text.
     *
     * @throws IllegalArgumentException if it is not JSON, or not an object as {@link #of} wants it
     */
    public static Resource parse(String json) {
        try {
            return of(JsonMapper.shared().readTree(json));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("Not a Kubernetes object: it is not JSON", e);
        }
    }

    /**
     * Reads the object at which the reader is.
     *
     * @param texts where its text is
     */
    static Resource read(JsonReader json, Text.Source texts) {
        int begin = json.begin();
        Reading reading = new Reading(json);
        json.fields(reading::field);
        return reading.resource(texts.at(begin, json.end()));
    }

    private static final class Reading {
        private final JsonReader json;
        private final int begin;
        private String kind = "";
        private Optional<ViewReader> reader = Optional.empty();
        private Optional<Metadata> metadata = Optional.empty();

        Reading(JsonReader json) {
            this.json = json;
            this.begin = json.begin();
        }

        void field(String field) {
            switch (field) {
                case "kind" -> kind = json.text();
                case "metadata" -> {
                    json.apart(kind);
                    metadata = Optional.of(Metadata.read(json));
                }
                default -> {
                    json.apart(kind);
                    reader().field(field, json);
                }
            }
        }

        Resource resource(Text text) {
            if (kind.isEmpty() || metadata.isEmpty() || metadata.get().name().isEmpty()) {
                throw new IllegalArgumentException("Not a Kubernetes object: it has no kind or no metadata.name");
            }
            return new Resource(text, kind, metadata.get(), reader().view(metadata.get()));
        }

        // How the rest is read depends on the kind, which nearly always comes first.
        private ViewReader reader() {
            if (reader.isEmpty()) {
                kind = kind.isEmpty() ? json.fieldAhead("kind", begin) : kind;
                reader = Optional.of(ViewReader.of(kind));
            }
            return reader.get();
        }
    }

    public String kind() {
        return kind;
    }

    /** The namespace; empty for an object that has none. */
    public String namespace() {
        return metadata.namespace();
    }

    public String name() {
        return metadata.name();
    }

    /** Namespace and name, or the name alone, as kubectl users write it. */
    public String qualifiedName() {
        return namespace().isEmpty() ? name() : namespace() + "/" + name();
    }

    public String uid() {
        return metadata.uid();
    }

    /**
     * The revision of the store at which this state was written. Kubernetes documents its comparison as numbers within one
     * kind since 1.35.
     */
    public long resourceVersion() {
        return resourceVersion;
    }

    public Map<String, String> labels() {
        return metadata.labels();
    }

    public Map<String, String> annotations() {
        return json().path("metadata").path("annotations").properties().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, note -> note.getValue().asString("")));
    }

    /** All owners of the object, whether its controller or not. */
    public List<Owner> owners() {
        return metadata.owners();
    }

    /** The owner that is the object's controller. */
    public Optional<Owner> controller() {
        return metadata.controller();
    }

    /** The uid of {@link #controller}. */
    public Optional<String> controllerUid() {
        return controller().map(Owner::uid);
    }

    /** Whether an object of that uid is its controller. */
    public boolean controlledBy(String uid) {
        return controllerUid().filter(uid::equals).isPresent();
    }

    /** Whether its deletion was asked for. */
    public boolean terminating() {
        return metadata.terminating();
    }

    /** When it was created, by the clock of the API server, in whole seconds. */
    public Optional<Instant> creationTimestamp() {
        return metadata.creationTimestamp();
    }

    /** When it is to be gone: the time at which its deletion was asked for, and the grace period of that. */
    public Optional<Instant> deletionTimestamp() {
        return metadata.deletionTimestamp();
    }

    /** How long it may take to end, counted from when its deletion was asked for; absent before. */
    public OptionalLong deletionGracePeriodSeconds() {
        return metadata.deletionGracePeriodSeconds();
    }

    /** Who wrote it, as {@code metadata.managedFields} tells; empty when that was left out. */
    public List<Writer> writers() {
        return metadata.writers();
    }

    /** The present state in a few words, for messages: {@code Running, not Ready}; empty for kinds that have none. */
    public String summary() {
        return view.summary();
    }

    /** The whole object, as a tree of the caller's own. */
    public JsonNode json() {
        return JsonMapper.shared().readTree(text());
    }

    /** The whole object as JSON on one line. */
    public String text() {
        return text.read();
    }

    /**
     * What guarantees read of this kind of object.
     *
     * @throws IllegalArgumentException if the object is of another kind
     */
    public <V extends View> V view(Class<V> type) {
        if (!type.isInstance(view)) {
            throw new IllegalArgumentException(kind + " " + qualifiedName() + " has no " + type.getSimpleName());
        }
        return type.cast(view);
    }

    /** Two resources are equal when they are the same state of the same object, to the letter. */
    @Override
    public boolean equals(Object other) {
        return other == this
                || (other instanceof Resource resource
                        && resourceVersion() == resource.resourceVersion()
                        && uid().equals(resource.uid())
                        && text().equals(resource.text()));
    }

    @Override
    public int hashCode() {
        return Objects.hash(uid(), resourceVersion());
    }

    @Override
    public String toString() {
        return kind + " " + qualifiedName() + " at resourceVersion " + resourceVersion();
    }
}
