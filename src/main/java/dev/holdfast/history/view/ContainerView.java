package dev.holdfast.history.view;

import dev.holdfast.history.json.JsonReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a container of a pod, or of a template for pods, runs.
 *
 * @param env the variables that are written out, without those taken from elsewhere
 */
public record ContainerView(String image, List<String> command, List<String> args, Map<String, String> env) {

    /** The containers of an array of them, by name. */
    static Map<String, ContainerView> all(JsonReader json) {
        Map<String, ContainerView> containers = new TreeMap<>();
        json.elements(() -> {
            ContainerFields fields = new ContainerFields(json);
            json.fields(fields::field);
            containers.put(fields.name, fields.view());
        });
        return json.intern(Map.copyOf(containers));
    }

    private static final class ContainerFields {
        private final JsonReader json;
        private final Map<String, String> env = new TreeMap<>();
        private String name = "";
        private String image = "";
        private List<String> command = List.of();
        private List<String> args = List.of();

        ContainerFields(JsonReader json) {
            this.json = json;
        }

        void field(String field) {
            switch (field) {
                case "name" -> name = json.text();
                case "image" -> image = json.text();
                case "command" -> command = json.textList();
                case "args" -> args = json.textList();
                case "env" -> json.elements(this::variable);
                default -> {}
            }
        }

        ContainerView view() {
            return json.intern(new ContainerView(image, command, args, Map.copyOf(env)));
        }

        private void variable() {
            String[] texts = {"", ""};
            boolean[] elsewhere = new boolean[1];
            json.fields(field -> {
                switch (field) {
                    case "name" -> texts[0] = json.text();
                    case "value" -> texts[1] = json.text();
                    case "valueFrom" -> elsewhere[0] = true;
                    default -> {}
                }
            });
            if (!elsewhere[0]) {
                env.put(texts[0], texts[1]);
            }
        }
    }
}
