package dev.holdfast.history;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps one of each value that occurs many times, since the states of an object repeat nearly all that they say. Belongs to one
 * thread.
 */
final class Shared {
    private final Map<Object, Object> values = new HashMap<>();
    private final Map<ByteBuffer, String> fingerprints = new HashMap<>();

    /** The first value that was equal to this one. */
    @SuppressWarnings("unchecked") // equal values of these classes are of the same class
    <T> T one(T value) {
        Object known = values.putIfAbsent(value, value);
        return known == null ? value : (T) known;
    }

    /** The fingerprint of some JSON, computed once for the same bytes. */
    String fingerprint(byte[] bytes, int from, int to) {
        String known = fingerprints.get(ByteBuffer.wrap(bytes, from, to - from));
        if (known == null) {
            byte[] own = Arrays.copyOfRange(bytes, from, to);
            known = Json.fingerprint(Json.MAPPER.readTree(own));
            fingerprints.put(ByteBuffer.wrap(own), known);
        }
        return known;
    }
}
