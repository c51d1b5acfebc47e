package dev.holdfast.report.saved;

import java.util.List;

/**
 * That a step of a scenario did not come true.
 *
 * @param breaks the ids of the guarantees that what it saw proves to be broken
 */
public record SavedUnmet(List<String> breaks) {

    /** Copies the list; none when there is none. */
    public SavedUnmet {
        breaks = breaks == null ? List.of() : List.copyOf(breaks);
    }
}
