package dev.holdfast.report.timeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** All fields in which two states of an object differ, down to the single values. */
final class FieldChanges {

    /** What differs in every state and says nothing, or repeats the rest. */
    private static final Set<String> NOISE = Set.of(
            "metadata.resourceVersion",
            "metadata.managedFields",
            "metadata.annotations[kubectl.kubernetes.io/last-applied-configuration]");

    /** What names an element of a list, as the API server merges lists by it. */
    private static final List<String> KEYS = List.of("name", "type", "uid", "ip", "containerPort", "mountPath", "key");

    private static final int LONGEST = 200;

    private final List<FieldChange> found = new ArrayList<>();

    private FieldChanges() {}

    /**
     * Compares.
     *
     * @param before the state before; a missing node when there was none
     * @param after the state then
     */
    static List<FieldChange> between(JsonNode before, JsonNode after) {
        FieldChanges changes = new FieldChanges();
        changes.compare("", before, after);
        return List.copyOf(changes.found);
    }

    private void compare(String path, JsonNode before, JsonNode after) {
        if (NOISE.contains(path) || before.equals(after)) {
            return;
        }
        if (before.isObject() || after.isObject()) {
            fields(path, before, after);
        } else if (before.isArray() || after.isArray()) {
            elements(path, before, after);
        } else {
            found.add(new FieldChange(path, value(before), value(after)));
        }
    }

    private void fields(String path, JsonNode before, JsonNode after) {
        if (before.isValueNode() || after.isValueNode()) {
            found.add(new FieldChange(path, value(before), value(after)));
            return;
        }
        Set<String> names = new LinkedHashSet<>(before.propertyNames());
        names.addAll(after.propertyNames());
        names.forEach(name -> compare(join(path, name), before.path(name), after.path(name)));
    }

    private static String join(String path, String name) {
        if (name.contains("/") || name.contains(".")) {
            return path + "[" + name + "]";
        }
        return path.isEmpty() ? name : path + "." + name;
    }

    private void elements(String path, JsonNode before, JsonNode after) {
        Map<String, JsonNode> earlier = byKey(before);
        Map<String, JsonNode> later = byKey(after);
        Set<String> keys = new LinkedHashSet<>(earlier.keySet());
        keys.addAll(later.keySet());
        JsonNode missing = after.path("none");
        keys.forEach(key ->
                compare(path + "[" + key + "]", earlier.getOrDefault(key, missing), later.getOrDefault(key, missing)));
    }

    private static Map<String, JsonNode> byKey(JsonNode list) {
        Map<String, JsonNode> byKey = new LinkedHashMap<>();
        for (JsonNode element : list) {
            String key = KEYS.stream()
                    .map(name -> element.path(name).asString(""))
                    .filter(name -> !name.isEmpty())
                    .findFirst()
                    .orElse("");
            byKey.put(key.isEmpty() || byKey.containsKey(key) ? String.valueOf(byKey.size()) : key, element);
        }
        return byKey;
    }

    private static String value(JsonNode node) {
        if (node.isMissingNode()) {
            return "";
        }
        String text = node.isString() ? "\"" + node.stringValue() + "\"" : node.toString();
        return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
    }
}
