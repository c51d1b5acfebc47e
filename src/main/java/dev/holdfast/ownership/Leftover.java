package dev.holdfast.ownership;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Resource;

/**
 * Something that a run has made and that is still there.
 *
 * @param object the object
 * @param mark the mark on it
 * @param resource leads to it
 */
record Leftover(HasMetadata object, Marked mark, Resource<? extends HasMetadata> resource) {

    /** {@return what it is, as people say it} */
    String told() {
        String namespace = object.getMetadata().getNamespace();
        return object.getKind() + " " + (namespace == null ? "" : namespace + "/")
                + object.getMetadata().getName();
    }
}
