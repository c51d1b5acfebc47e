package dev.holdfast.report.violation;

import dev.holdfast.guarantee.Consequence;
import dev.holdfast.guarantee.Harm;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.saved.SavedGuarantee;
import dev.holdfast.report.saved.SavedRun;
import dev.holdfast.report.saved.SavedScenario;
import dev.holdfast.report.saved.SavedVerdict;
import dev.holdfast.report.timeline.Excerpt;
import dev.holdfast.report.timeline.Timeline;
import dev.holdfast.report.violation.Violation.Picture;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds out of a run's results what is broken, and where that is shown best. */
public final class Violations {

    private final SavedRun run;
    private final Function<SavedScenario, Optional<Timeline>> timelines;
    private final IdentityHashMap<SavedScenario, Optional<Timeline>> known = new IdentityHashMap<>();

    private Violations(SavedRun run, Function<SavedScenario, Optional<Timeline>> timelines) {
        this.run = run;
        this.timelines = timelines;
    }

    /**
     * Finds them.
     *
     * @param run the results
     * @param timelines the timeline of a scenario, where it has one; asked once for each scenario that shows something broken
     * @return one for each guarantee that is broken, the one that does the worst harm first
     */
    public static List<Violation> of(SavedRun run, Function<SavedScenario, Optional<Timeline>> timelines) {
        Violations violations = new Violations(run, timelines);
        return run.guarantees().stream()
                .filter(each -> each.outcome() == Outcome.FAILED)
                .flatMap(each -> violations.of(each).stream())
                .sorted(Comparator.comparing(Violations::harm, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(each -> -each.elsewhere().size()))
                .toList();
    }

    private static Harm harm(Violation violation) {
        return violation.guarantee().consequence().map(Consequence::harm).orElse(null);
    }

    private Optional<Violation> of(SavedGuarantee guarantee) {
        List<Violation> shown = run.scenarios().stream()
                .filter(scenario -> scenario.about(guarantee.id())
                        .filter(Outcome.FAILED::equals)
                        .isPresent())
                .map(scenario -> in(scenario, guarantee))
                .sorted(Comparator.comparing(Violations::size))
                .toList();
        return shown.stream().findFirst().map(best -> {
            List<SavedScenario> elsewhere =
                    shown.stream().skip(1).map(Violation::scenario).toList();
            return new Violation(guarantee, best.scenario(), best.seen(), best.others(), best.picture(), elsewhere);
        });
    }

    private Violation in(SavedScenario scenario, SavedGuarantee guarantee) {
        Optional<SavedVerdict> verdict = scenario.verdicts().stream()
                .filter(each -> each.guarantee().equals(guarantee.id()) && each.outcome() == Outcome.FAILED)
                .findFirst();
        return new Violation(
                guarantee,
                scenario,
                verdict.map(SavedVerdict::first).or(scenario::seen).orElse(""),
                verdict.map(SavedVerdict::others).orElse(List.of()),
                verdict.flatMap(each -> picture(scenario, each)),
                List.of());
    }

    private Optional<Picture> picture(SavedScenario scenario, SavedVerdict verdict) {
        return known.computeIfAbsent(scenario, timelines)
                .flatMap(timeline -> Excerpt.of(timeline, verdict.evidence(), verdict.sentence())
                        .map(excerpt -> new Picture(timeline, excerpt)));
    }

    /** How much there is to look at: the lanes, then the seconds. Without a picture there is nothing to see. */
    private static double size(Violation violation) {
        return violation
                .picture()
                .map(Picture::excerpt)
                .map(each -> each.lanes().size() * 1e6 + each.window().seconds())
                .orElse(Double.MAX_VALUE);
    }
}
