package dev.holdfast.history.view;

import dev.holdfast.history.Metadata;
import dev.holdfast.history.json.JsonReader;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads a view of which there are few from a tree of those fields that it needs. */
final class TreeReader implements ViewReader {
    private final Function<ObjectNode, View> view;
    private final Set<String> fields;
    private final ObjectNode object = JsonMapper.shared().createObjectNode();

    TreeReader(Function<ObjectNode, View> view, String... fields) {
        this.view = view;
        this.fields = Set.of(fields);
    }

    @Override
    public void field(String name, JsonReader json) {
        if (fields.contains(name)) {
            object.set(name, json.tree());
        }
    }

    @Override
    public View view(Metadata metadata) {
        ObjectNode head = object.putObject("metadata").put("generation", metadata.generation());
        ObjectNode labels = head.putObject("labels");
        metadata.labels().forEach(labels::put);
        return view.apply(object);
    }

    /** The text of a field; empty when it has none. */
    static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    /** The text of a field; absent when it is empty. */
    static Optional<String> optionalText(JsonNode node, String field) {
        return Optional.of(text(node, field)).filter(text -> !text.isEmpty());
    }
}
