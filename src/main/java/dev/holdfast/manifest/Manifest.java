package dev.holdfast.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * One object as a file has it.
 *
 * @param json the object
 * @param place where it is written, for people
 */
record Manifest(ObjectNode json, String place) {

    String kind() {
        return json.path("kind").asString("");
    }

    String name() {
        return json.path("metadata").path("name").asString("");
    }

    /** {@return the group and version that it is written for} */
    String apiVersion() {
        return json.path("apiVersion").asString("");
    }

    /** {@return the namespace that it is written for, or an empty string} */
    String namespace() {
        return json.path("metadata").path("namespace").asString("");
    }

    /** {@return kind and name, as people say it} */
    String words() {
        return kind() + " " + name();
    }

    /** {@return the value of an annotation, or an empty string} */
    String annotation(String key) {
        return json.path("metadata").path("annotations").path(key).asString("");
    }

    /** {@return all texts in it, however deep} */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        collect(json, texts);
        return texts;
    }

    private static void collect(JsonNode node, List<String> texts) {
        if (node.isString()) {
            texts.add(node.asString());
        }
        node.values().forEach(each -> collect(each, texts));
    }

    /** {@return the same object with each of its texts changed} */
    Manifest with(UnaryOperator<String> change) {
        return new Manifest((ObjectNode) changed(json, change), place);
    }

    private static JsonNode changed(JsonNode node, UnaryOperator<String> change) {
        if (node.isString()) {
            return StringNode.valueOf(change.apply(node.asString()));
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode();
            array.values().forEach(each -> copy.add(changed(each, change)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(each -> copy.set(each.getKey(), changed(each.getValue(), change)));
            return copy;
        }
        return node;
    }
}
