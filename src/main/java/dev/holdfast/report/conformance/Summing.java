package dev.holdfast.report.conformance;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.conformance.ConformanceReport.AreaReport;
import dev.holdfast.report.conformance.ConformanceReport.GuaranteeReport;
import dev.holdfast.report.conformance.ConformanceReport.PackageReport;
import dev.holdfast.report.conformance.ConformanceReport.ScenarioReport;
import dev.holdfast.report.conformance.ConformanceReport.Tested;
import dev.holdfast.report.saved.SavedGuarantee;
import dev.holdfast.report.saved.SavedPackage;
import dev.holdfast.report.saved.SavedRun;
import dev.holdfast.report.saved.SavedScenario;
import dev.holdfast.report.saved.SavedVerdict;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sums up one run. */
final class Summing {

    private static final String SUCCESS = "success";
    private static final String PARTIAL = "partial";
    private static final String FAILURE = "failure";

    private final SavedRun run;
    private final List<String> notTested;

    Summing(SavedRun run, List<String> catalogue) {
        this.run = run;
        this.notTested = catalogue.stream()
                .filter(id ->
                        run.guarantees().stream().noneMatch(each -> each.id().equals(id)))
                .toList();
    }

    ConformanceReport report() {
        List<AreaReport> areas = new ArrayList<>();
        for (Area area : Area.values()) {
            List<SavedGuarantee> guarantees = run.guarantees().stream()
                    .filter(each -> Area.of(each.id()) == area)
                    .toList();
            boolean complete = notTested.stream().noneMatch(id -> Area.of(id) == area);
            if (!guarantees.isEmpty() || !complete) {
                areas.add(area(area, guarantees, complete));
            }
        }
        return new ConformanceReport(
                ConformanceReport.API_VERSION,
                ConformanceReport.KIND,
                run.ended().map(ended -> ended.truncatedTo(ChronoUnit.SECONDS).toString()),
                result(),
                new ConformanceReport.Holdfast(run.holdfast()),
                new Tested(
                        run.kubernetes(),
                        Optional.of(run.cluster().components()).filter(others -> !others.isEmpty()),
                        run.cluster().distribution(),
                        run.cluster().network(),
                        run.cluster().storageClass(),
                        run.nodes().size(),
                        run.cluster().images(),
                        packages()),
                run.command(),
                areas,
                notTested);
    }

    private Optional<Map<String, List<PackageReport>>> packages() {
        Map<String, List<PackageReport>> byRole = new TreeMap<>();
        run.cluster().packages().forEach((role, packages) -> byRole.put(role, reports(packages)));
        return Optional.of(byRole).filter(known -> !known.isEmpty());
    }

    private static List<PackageReport> reports(List<SavedPackage> packages) {
        return packages.stream()
                .map(each -> new PackageReport(each.name(), each.version(), each.architecture()))
                .toList();
    }

    /** The whole is never better than the run itself, which can have failed without a guarantee to blame. */
    private String result() {
        if (run.outcome() == Outcome.FAILED) {
            return FAILURE;
        }
        boolean whole = run.outcome() == Outcome.PASSED && !run.interrupted() && notTested.isEmpty();
        return result(outcomes(run.guarantees()), whole);
    }

    private static String result(Collection<Outcome> outcomes, boolean complete) {
        if (outcomes.contains(Outcome.FAILED)) {
            return FAILURE;
        }
        return complete && !outcomes.contains(Outcome.INCONCLUSIVE) ? SUCCESS : PARTIAL;
    }

    private static List<Outcome> outcomes(List<SavedGuarantee> guarantees) {
        return guarantees.stream().map(SavedGuarantee::outcome).toList();
    }

    private AreaReport area(Area area, List<SavedGuarantee> guarantees, boolean complete) {
        List<Outcome> outcomes = outcomes(guarantees);
        Map<String, Long> statistics = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            statistics.put(
                    Word.of(outcome),
                    outcomes.stream().filter(each -> each == outcome).count());
        }
        return new AreaReport(
                area.id(),
                result(outcomes, complete && !run.interrupted()),
                statistics,
                guarantees.stream().map(this::guarantee).toList());
    }

    private GuaranteeReport guarantee(SavedGuarantee guarantee) {
        List<ScenarioReport> scenarios = new ArrayList<>();
        guarantee
                .scenarios()
                .forEach((outcome, titles) ->
                        titles.forEach(title -> scenarios.add(new ScenarioReport(title, Word.of(outcome)))));
        return new GuaranteeReport(
                guarantee.id(),
                guarantee.statement(),
                guarantee.source(),
                Word.of(guarantee.outcome()),
                reason(guarantee),
                scenarios);
    }

    /** What the first scenario that showed the verdict saw: on its history, else in the step that did not hold. */
    private String reason(SavedGuarantee guarantee) {
        for (SavedScenario scenario : run.scenarios()) {
            for (SavedVerdict verdict : scenario.verdicts()) {
                if (verdict.guarantee().equals(guarantee.id()) && verdict.outcome() == guarantee.outcome()) {
                    return verdict.sentence();
                }
            }
        }
        return run.scenarios().stream()
                .flatMap(scenario -> withoutVerdict(guarantee, scenario).stream())
                .findFirst()
                .orElse("");
    }

    private static Optional<String> withoutVerdict(SavedGuarantee guarantee, SavedScenario scenario) {
        if (guarantee.outcome() == Outcome.FAILED) {
            return scenario.seen().filter(any -> scenario.brokenByStep().contains(guarantee.id()));
        }
        return scenario.seen()
                .filter(any -> scenario.undecided().contains(guarantee.id()))
                .map(seen -> scenario.unmet().isPresent() ? "not shown: a step did not come true: " + seen : seen);
    }
}
