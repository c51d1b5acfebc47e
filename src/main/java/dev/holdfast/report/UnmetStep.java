package dev.holdfast.report;

import java.util.Set;

/**
 * A step that did not come true: something else was seen, or what it waited for did not come. That alone breaks no guarantee:
 * what a scenario expects has more reasons not to come than that Kubernetes does not keep its word.
 *
 * @param sentence what was promised and what was seen instead
 * @param breaks the ids of the guarantees that what was seen proves to be broken, whatever else happened
 */
public record UnmetStep(String sentence, Set<String> breaks) {

    /** Keeps its own copy. */
    public UnmetStep {
        breaks = Set.copyOf(breaks);
    }
}
