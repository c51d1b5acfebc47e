package dev.holdfast.report.violation;

import dev.holdfast.report.saved.SavedGuarantee;
import dev.holdfast.report.saved.SavedScenario;
import dev.holdfast.report.saved.SavedVerdict.SavedOther;
import dev.holdfast.report.timeline.Excerpt;
import dev.holdfast.report.timeline.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A guarantee that a run found broken.
 *
 * @param guarantee the guarantee
 * @param scenario the scenario that shows it with the least beside it
 * @param seen what was seen there, as one sentence
 * @param others the other times that the same was seen there
 * @param picture what happened there, where a verdict names entries of a history that can be read
 * @param elsewhere the other scenarios that show the same
 */
public record Violation(
        SavedGuarantee guarantee,
        SavedScenario scenario,
        String seen,
        List<SavedOther> others,
        Optional<Picture> picture,
        List<SavedScenario> elsewhere) {

    /**
     * What happened.
     *
     * @param timeline the whole recording of the scenario
     * @param excerpt the part of it that shows the violation
     */
    public record Picture(Timeline timeline, Excerpt excerpt) {

        /** {@return when the guarantee was broken} */
        public Instant at() {
            return timeline.instant(excerpt.deciding().at());
        }
    }

    /** Copies the lists. */
    public Violation {
        others = List.copyOf(others);
        elsewhere = List.copyOf(elsewhere);
    }
}
