package dev.holdfast.report.sabotage;

import dev.holdfast.fault.Fault;
import dev.holdfast.fault.matrix.CellResult;
import dev.holdfast.fault.matrix.ControlResult;
import dev.holdfast.fault.matrix.KillMatrix;
import dev.holdfast.report.page.Anchor;
import dev.holdfast.report.page.ReportPage;
import dev.holdfast.report.sabotage.SabotageReport.CellReport;
import dev.holdfast.report.sabotage.SabotageReport.ControlReport;
import dev.holdfast.report.sabotage.SabotageReport.Difference;
import dev.holdfast.report.sabotage.SabotageReport.FaultReport;
import dev.holdfast.report.sabotage.SabotageReport.GuaranteeReport;
import dev.holdfast.report.sabotage.SabotageReport.ScenarioReport;
import dev.holdfast.report.sabotage.SabotageReport.Statistics;
import dev.holdfast.specification.SpecifiedScenario;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes up a matrix. */
record Writing(KillMatrix matrix, List<SpecifiedScenario> scenarios, SabotageFacts facts) {

    SabotageReport report() {
        return new SabotageReport(
                SabotageReport.API_VERSION,
                SabotageReport.KIND,
                facts.ended().truncatedTo(ChronoUnit.SECONDS).toString(),
                result(),
                matrix.brokeOff(),
                new SabotageReport.Holdfast(facts.holdfast()),
                new SabotageReport.Tested(facts.kubernetes(), facts.distribution(), facts.nodes()),
                facts.command(),
                seconds(facts.took()),
                statistics(),
                matrix.survivors(),
                matrix.falseAlarms().stream().map(Writing::control).toList(),
                matrix.inconclusive().stream().map(Writing::control).toList(),
                matrix.differences().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(each -> new Difference(each.getKey(), each.getValue()))
                        .toList(),
                matrix.faults().stream().map(this::fault).toList(),
                scenarios.stream().map(this::scenario).toList(),
                matrix.guarantees().stream().map(this::guarantee).toList(),
                matrix.controls().stream().map(Writing::control).toList());
    }

    private String result() {
        if (matrix.acceptable()) {
            return "success";
        }
        return matrix.partial() ? "partial" : "failure";
    }

    private Statistics statistics() {
        return new Statistics(
                matrix.faults().size(),
                matrix.faults().stream().filter(matrix::killed).count(),
                matrix.faults().stream()
                        .filter(fault -> !matrix.killed(fault))
                        .filter(fault -> matrix.of(fault).stream().anyMatch(matrix.byStepAlone()::contains))
                        .count(),
                matrix.faults().stream()
                        .filter(fault -> result(fault).equals("notApplicable"))
                        .count(),
                matrix.faults().stream().filter(matrix::notTried).count(),
                matrix.unseenAtTheEnd().size(),
                matrix.scenarios().size(),
                matrix.scenarios().stream()
                        .filter(scenario -> !matrix.killers(scenario).isEmpty())
                        .count(),
                matrix.guarantees().size(),
                matrix.guarantees().stream()
                        .filter(guarantee -> !matrix.breakers(guarantee).isEmpty())
                        .count(),
                matrix.controls().size(),
                matrix.controls().stream()
                        .filter(each -> !each.falseAlarm() && !each.inconclusive())
                        .count(),
                facts.waves());
    }

    private FaultReport fault(Fault fault) {
        return new FaultReport(
                fault.id(),
                fault.breaks(),
                fault.guarantees().stream().sorted().toList(),
                result(fault),
                matrix.unseenAtTheEnd().contains(fault),
                matrix.of(fault).stream().map(Writing::cell).toList());
    }

    private String result(Fault fault) {
        if (matrix.killed(fault)) {
            return "killed";
        }
        if (matrix.notTried(fault)) {
            return FaultReport.NOT_TRIED;
        }
        return matrix.applies(fault) || matrix.of(fault).isEmpty() ? "survived" : "notApplicable";
    }

    private static CellReport cell(CellResult result) {
        return new CellReport(
                result.cell().scenario(),
                result.cell().expected(),
                result.ending(),
                result.guarantee(),
                result.broken(),
                result.seen(),
                result.endState().map(end -> end.difference().orElse("healthy")),
                seconds(result.took()),
                result.wave(),
                // What did not end is on no page.
                result.took().isZero()
                        ? Optional.empty()
                        : Optional.of(timeline(result.wave(), result.cell().scenario())));
    }

    private ScenarioReport scenario(SpecifiedScenario scenario) {
        return new ScenarioReport(
                scenario.name(),
                scenario.feature(),
                scenario.file() + ":" + scenario.line(),
                matrix.killers(scenario.name()).stream().map(Fault::id).toList());
    }

    private GuaranteeReport guarantee(String id) {
        return new GuaranteeReport(
                id, matrix.breakers(id).stream().map(Fault::id).toList());
    }

    private static ControlReport control(ControlResult control) {
        return new ControlReport(
                control.wave(),
                control.scenario(),
                CellLabels.of(control.outcome()),
                control.reason(),
                timeline(control.wave(), control.scenario()));
    }

    private static String timeline(int wave, String scenario) {
        return SabotageFile.folder(wave) + "/" + ReportPage.FILE + "#" + Anchor.of(scenario);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
