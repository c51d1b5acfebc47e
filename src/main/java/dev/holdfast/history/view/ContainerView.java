package dev.holdfast.history.view;

import dev.holdfast.history.json.Tokens;
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
    static Map<String, ContainerView> all(Tokens tokens) {
        Map<String, ContainerView> containers = new TreeMap<>();
        tokens.elements(() -> {
            Reader reader = new Reader(tokens);
            tokens.fields(reader::field);
            containers.put(reader.name, reader.view());
        });
        return tokens.shared().one(Map.copyOf(containers));
    }

    private static final class Reader {
        private final Tokens tokens;
        private final Map<String, String> env = new TreeMap<>();
        private String name = "";
        private String image = "";
        private List<String> command = List.of();
        private List<String> args = List.of();

        Reader(Tokens tokens) {
            this.tokens = tokens;
        }

        void field(String field) {
            switch (field) {
                case "name" -> name = tokens.text();
                case "image" -> image = tokens.text();
                case "command" -> command = tokens.list();
                case "args" -> args = tokens.list();
                case "env" -> tokens.elements(this::variable);
                default -> {}
            }
        }

        ContainerView view() {
            return tokens.shared().one(new ContainerView(image, command, args, Map.copyOf(env)));
        }

        private void variable() {
            String[] texts = {"", ""};
            boolean[] elsewhere = new boolean[1];
            tokens.fields(field -> {
                switch (field) {
                    case "name" -> texts[0] = tokens.text();
                    case "value" -> texts[1] = tokens.text();
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
