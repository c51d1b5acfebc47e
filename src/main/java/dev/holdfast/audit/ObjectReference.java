package dev.holdfast.audit;

import dev.holdfast.history.Kinds;
import java.util.Map;
import java.util.Optional;

/**
 * Which object a request was about.
 *
 * @param resource as the path of the request has it, such as {@code pods}
 * @param subresource {@code status} and so on; empty for the object itself
 * @param namespace empty for what has none
 * @param name empty where the request did not name one
 */
record ObjectReference(String resource, String subresource, String namespace, String name) {
    static final String NAMESPACE = "Namespace";

    private static final Map<String, String> KINDS = Map.of(
            "pods", Kinds.POD,
            "statefulsets", Kinds.STATEFUL_SET,
            "persistentvolumeclaims", Kinds.CLAIM,
            "persistentvolumes", Kinds.VOLUME,
            "controllerrevisions", Kinds.REVISION,
            "namespaces", NAMESPACE);

    /** The kind of its objects, where they can concern a StatefulSet. */
    static Optional<String> kindOf(String resource) {
        return Optional.ofNullable(KINDS.get(resource));
    }

    /** The resource that a kind is had by. */
    static String resourceOf(String kind) {
        return KINDS.entrySet().stream()
                .filter(each -> each.getValue().equals(kind))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /** The kind of the object. */
    String kind() {
        return kindOf(resource).orElse("");
    }

    /** The same kind of request about another object. */
    ObjectReference named(String other) {
        return new ObjectReference(resource, subresource, namespace, other);
    }

    /** Resource and subresource, as policies have them. */
    String path() {
        return subresource.isEmpty() ? resource : resource + "/" + subresource;
    }
}
