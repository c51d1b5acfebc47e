package dev.holdfast.report.timeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Tells in which fields two states of an object differ, as paths that are short enough for a table. */
final class Changes {

    /** Fields that differ in every state and say nothing. */
    private static final Set<String> NOISE = Set.of("metadata.resourceVersion", "metadata.managedFields");

    private static final int DEEPEST = 3;
    private static final int MOST = 6;

    private final List<String> found = new ArrayList<>();

    private Changes() {}

    static String between(JsonNode before, JsonNode after) {
        Changes changes = new Changes();
        changes.compare("", before, after, 0);
        if (changes.found.isEmpty()) {
            return "nothing else";
        }
        List<String> shown = changes.found.subList(0, Math.min(MOST, changes.found.size()));
        int more = changes.found.size() - shown.size();
        return String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
    }

    private void compare(String path, JsonNode before, JsonNode after, int depth) {
        if (NOISE.contains(path) || before.equals(after)) {
            return;
        }
        if (path.equals("status.conditions")) {
            conditions(before, after);
        } else if (before.isObject() && after.isObject() && depth < DEEPEST) {
            Set<String> names = new LinkedHashSet<>(before.propertyNames());
            names.addAll(after.propertyNames());
            names.forEach(name ->
                    compare(path.isEmpty() ? name : path + "." + name, before.path(name), after.path(name), depth + 1));
        } else {
            found.add(path + value(after));
        }
    }

    private static String value(JsonNode after) {
        if (after.isMissingNode()) {
            return " removed";
        }
        String text = after.isValueNode() ? after.asString("") : "";
        return text.isEmpty() || text.length() > 40 ? "" : "=" + text;
    }

    private void conditions(JsonNode before, JsonNode after) {
        Map<String, String> earlier = statuses(before);
        Map<String, String> later = statuses(after);
        Set<String> types = new TreeSet<>(earlier.keySet());
        types.addAll(later.keySet());
        boolean told = false;
        for (String type : types) {
            String now = later.getOrDefault(type, "removed");
            if (!now.equals(earlier.get(type))) {
                found.add(type + "=" + now);
                told = true;
            }
        }
        if (!told) {
            found.add("status.conditions");
        }
    }

    private static Map<String, String> statuses(JsonNode conditions) {
        Map<String, String> statuses = new LinkedHashMap<>();
        for (JsonNode condition : conditions) {
            statuses.put(
                    condition.path("type").asString(""),
                    condition.path("status").asString(""));
        }
        return statuses;
    }
}
