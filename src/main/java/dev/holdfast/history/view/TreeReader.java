package dev.holdfast.history.view;

import dev.holdfast.history.Metadata;
import dev.holdfast.history.json.Json;
import dev.holdfast.history.json.Tokens;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Reads a view of which there are few from a tree of those fields that it needs. */
final class TreeReader implements ViewReader {
    private final Function<ObjectNode, View> view;
    private final Set<String> fields;
    private final ObjectNode object = Json.MAPPER.createObjectNode();

    TreeReader(Function<ObjectNode, View> view, String... fields) {
        this.view = view;
        this.fields = Set.of(fields);
    }

    @Override
    public void field(String name, Tokens tokens) {
        if (fields.contains(name)) {
            object.set(name, tokens.tree());
        }
    }

    @Override
    public View view(Metadata metadata) {
        ObjectNode labels = object.putObject("metadata").putObject("labels");
        metadata.labels().forEach(labels::put);
        return view.apply(object);
    }
}
