package dev.holdfast.history.json;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The one mapper of this package, and reading with defaults where the API leaves a field out. */
public final class Json {
    /** Reads and writes all JSON of a history. */
    public static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Json() {}

    /** The text of a JSON string whose quotation marks lie before and after these bytes. */
    static String string(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        return text.indexOf('\\') < 0 ? text : MAPPER.readValue(bytes, from - 1, to - from + 2, String.class);
    }

    /** A field as text; empty when the API leaves it out. */
    public static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    /** A field as text, when it is there. */
    public static Optional<String> optionalText(JsonNode node, String field) {
        String value = text(node, field);
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /** An object whose values are all texts. */
    public static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            texts.put(entry.getKey(), entry.getValue().asString(""));
        }
        return Map.copyOf(texts);
    }

    /** The same short text for equal trees, whatever the order of their fields; another one for others. */
    static String fingerprint(JsonNode node) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(SORTED.writeValueAsBytes(SORTED.treeToValue(node, Object.class)));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
