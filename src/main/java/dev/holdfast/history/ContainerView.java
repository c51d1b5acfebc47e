package dev.holdfast.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What a container of a pod, or of a template for pods, runs.
 *
 * @param env the variables that are written out, without those taken from elsewhere
 */
public record ContainerView(String image, List<String> command, List<String> args, Map<String, String> env) {

    /** The containers of a pod's spec by name. */
    static Map<String, ContainerView> all(JsonNode podSpec) {
        Map<String, ContainerView> containers = new TreeMap<>();
        for (JsonNode container : podSpec.path("containers")) {
            containers.put(Json.text(container, "name"), read(container));
        }
        return Map.copyOf(containers);
    }

    private static ContainerView read(JsonNode container) {
        Map<String, String> env = new TreeMap<>();
        for (JsonNode variable : container.path("env")) {
            if (!variable.has("valueFrom")) {
                env.put(Json.text(variable, "name"), Json.text(variable, "value"));
            }
        }
        return new ContainerView(
                Json.text(container, "image"),
                words(container.path("command")),
                words(container.path("args")),
                Map.copyOf(env));
    }

    private static List<String> words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.asString("")));
        return List.copyOf(words);
    }
}
