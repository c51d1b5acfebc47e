package dev.holdfast.observer;

import dev.holdfast.history.Resource;
import java.util.Optional;

/**
 * Which sets are observed.
 *
 * @param namespace those of one namespace; nothing for all
 * @param name the one of that name; nothing for all
 * @param selector those with such labels
 */
public record ObservedSets(Optional<String> namespace, Optional<String> name, SetSelector selector) {

    /** Whether a StatefulSet is one of them. */
    boolean include(Resource set) {
        return namespace.map(set.namespace()::equals).orElse(true)
                && name.map(set.name()::equals).orElse(true)
                && selector.selects(set.labels());
    }
}
