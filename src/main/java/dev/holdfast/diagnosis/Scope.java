package dev.holdfast.diagnosis;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Whose things are saved.
 *
 * @param namespace the namespace
 * @param mark what is in the name of everything that belongs to it in the whole cluster, and in no other; also in that of the
 *     namespace, or else in those of its things in there
 * @param label the label that everything carries that was made for it, as {@code key=value}
 */
public record Scope(String namespace, String mark, String label) {

    /**
     * Whether something in the namespace is of those whose things are saved. In a namespace that others use too only what
     * has the mark in its name is.
     *
     * @param name its name
     */
    boolean includes(String name) {
        return namespace.contains(mark) || name.contains(mark);
    }

    /** {@return the label as it stands in an address} */
    String selector() {
        return URLEncoder.encode(label, StandardCharsets.UTF_8);
    }
}
