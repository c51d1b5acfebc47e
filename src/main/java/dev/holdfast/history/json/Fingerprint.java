package dev.holdfast.history.json;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Stands for a large value where only equality counts. */
final class Fingerprint {
    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Fingerprint() {}

    /** The same short text for equal trees, whatever the order of their fields; another one for others. */
    static String of(JsonNode node) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(SORTED.writeValueAsBytes(SORTED.treeToValue(node, Object.class)));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
