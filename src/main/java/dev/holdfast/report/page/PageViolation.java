package dev.holdfast.report.page;

import dev.holdfast.report.saved.SavedScenario;
import dev.holdfast.report.violation.Violation;
import java.util.List;
import java.util.Optional;

/**
 * A broken guarantee on the page.
 *
 * @param violation what is broken, and where that is shown best
 * @param scenario the scenario that shows it
 * @param picture what happened
 * @param moments the entries that prove it
 * @param elsewhere the other scenarios that show the same
 */
public record PageViolation(
        Violation violation,
        PageScenario scenario,
        Optional<PageExcerpt> picture,
        List<PageMoment> moments,
        List<PageScenario> elsewhere) {

    /** Copies the lists. */
    public PageViolation {
        moments = List.copyOf(moments);
        elsewhere = List.copyOf(elsewhere);
    }

    /** {@return the entry by which the guarantee was broken} */
    public Optional<PageMoment> deciding() {
        return moments.stream()
                .filter(moment -> violation.picture().isPresent()
                        && moment.row()
                                .equals(violation.picture().get().excerpt().deciding()))
                .findFirst();
    }

    /** {@return when that was, by the clock of the machine that recorded; empty when it is not known} */
    public String clock() {
        return violation.picture().map(each -> PageMoments.clock(each.at())).orElse("");
    }

    /** {@return the id of its place on the page} */
    public String anchor() {
        return "broken-" + violation.guarantee().id();
    }

    /** {@return the scenario as the run saved it} */
    public SavedScenario shownBy() {
        return scenario.result();
    }
}
