package dev.holdfast.observer;

import dev.holdfast.history.Resource;
import java.util.Optional;

/**
 * Which sets are observed.
 *
 * @param namespace those of one namespace; nothing for all
 * @param name the one of that name; nothing for all
 * @param selector those with such labels
 * @param share those of the namespaces that are this observer's, where several share them
 */
public record ObservedSets(
        Optional<String> namespace, Optional<String> name, SetSelector selector, NamespaceShare share) {

    /** Those of a namespace, of that name and with such labels, whatever their namespace is called. */
    public ObservedSets(Optional<String> namespace, Optional<String> name, SetSelector selector) {
        this(namespace, name, selector, NamespaceShare.WHOLE);
    }

    /** Whether a StatefulSet is one of them. */
    boolean include(Resource set) {
        return namespace.map(set.namespace()::equals).orElse(true)
                && name.map(set.name()::equals).orElse(true)
                && selector.selects(set.labels())
                && share.contains(set.namespace());
    }
}
