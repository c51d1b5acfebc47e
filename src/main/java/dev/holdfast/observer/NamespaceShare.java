package dev.holdfast.observer;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The namespaces that one of several observers observes. By a checksum of its name each namespace belongs to exactly one of them,
 * always to the same, whoever asks; what belongs to the whole cluster belongs to all.
 *
 * @param index which of them, from 0
 * @param count how many there are
 */
public record NamespaceShare(int index, int count) {

    /** All namespaces. */
    public static final NamespaceShare WHOLE = new NamespaceShare(0, 1);

    /**
     * Checks them.
     *
     * @throws IllegalArgumentException when there is no such share
     */
    public NamespaceShare {
        if (count < 1 || index < 0 || index >= count) {
            throw new IllegalArgumentException("there is no share " + index + " of " + count + ", counted from 0");
        }
    }

    /**
     * Whether a namespace is one of them.
     *
     * @param namespace its name, or empty for what belongs to the whole cluster
     */
    public boolean contains(String namespace) {
        if (count == 1 || namespace.isEmpty()) {
            return true;
        }
        CRC32 checksum = new CRC32();
        checksum.update(namespace.getBytes(StandardCharsets.UTF_8));
        return checksum.getValue() % count == index;
    }
}
