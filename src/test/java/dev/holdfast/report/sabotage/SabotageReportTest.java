package dev.holdfast.report.sabotage;

import static dev.holdfast.fault.matrix.FaultExamples.broken;
import static dev.holdfast.fault.matrix.FaultExamples.result;
import static dev.holdfast.fault.matrix.FaultExamples.unmet;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.holdfast.fault.Fault;
import dev.holdfast.fault.matrix.Cell;
import dev.holdfast.fault.matrix.CellResult;
import dev.holdfast.fault.matrix.ControlResult;
import dev.holdfast.fault.matrix.FaultExamples;
import dev.holdfast.fault.matrix.KillMatrix;
import dev.holdfast.guarantee.EndState;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.Terminal;
import dev.holdfast.report.UnmetStep;
import dev.holdfast.run.KillRule;
import dev.holdfast.specification.SpecifiedScenario;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SabotageReportTest {

    private final Fault first = FaultExamples.fault("F01", "First & foremost");
    private final Fault second = FaultExamples.fault("F02b", "Second");
    private final List<SpecifiedScenario> scenarios = List.of(scenario("First & foremost", 3), scenario("Second", 9));

    private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());

    @TempDir
    Path directory;

    @Test
    void saysOfAGoodRunThatItIs() throws IOException {
        SabotageReport report = report(Optional.empty(), killed(first, "First & foremost"), killed(second, "Second"));

        assertThat(violations(SabotageFile.text(report))).isEmpty();
        assertThat(report.result()).isEqualTo("success");
        assertThat(report.statistics().faultsKilled()).isEqualTo(2);
        assertThat(report.statistics().faultsUnseenAtTheEnd()).isEqualTo(2);
        assertThat(SabotagePage.html(report))
                .contains("Every fault was noticed, each for the right reason")
                .contains("href=\"wave-1/report.html#scenario-first-foremost\"")
                .contains("First &amp; foremost")
                .contains("In the end everything was as on a healthy cluster.")
                .doesNotContain("id=\"survivors\"");
    }

    @Test
    void putsSurvivorsFirst() throws IOException {
        CellResult passed = KillRule.of(Cell.expected(second, "Second"), 1, result("Second", Outcome.PASSED));

        SabotageReport report = report(Optional.empty(), killed(first, "First & foremost"), passed);

        assertThat(violations(SabotageFile.text(report))).isEmpty();
        assertThat(report.result()).isEqualTo("failure");
        String page = SabotagePage.html(report);
        assertThat(page).contains("1 of 2 faults were noticed", "Faults that no scenario noticed");
        assertThat(page.indexOf("id=\"survivors\"")).isBetween(0, page.indexOf("id=\"matrix\""));
    }

    @Test
    void showsApartWhatAStepAloneNoticed() throws IOException {
        CellResult late = KillRule.of(
                Cell.expected(second, "Second"),
                1,
                unmet("Second", new UnmetStep("\"Then pod 1 is Ready\": it was not", Set.of())));

        SabotageReport report = report(Optional.empty(), killed(first, "First & foremost"), late);

        assertThat(violations(SabotageFile.text(report))).isEmpty();
        assertThat(SabotageFile.text(report)).contains("\"ending\" : \"stepAlone\"");
        assertThat(report.statistics().faultsByStepAlone()).isEqualTo(1);
        assertThat(report.statistics().faultsKilled()).isEqualTo(1);
        assertThat(SabotagePage.html(report)).contains("by a step alone");
        assertThat(new SabotageLines(new Terminal(nowhere, nowhere, false)).summary(report, directory))
                .contains(
                        "1 of 2 faults killed",
                        "1 noticed by a step alone, which is no kill",
                        "1 of 1 guarantees broken");
    }

    @Test
    void tellsWhatCouldNotBeJudgedFromAFalseAlarm() throws IOException {
        SabotageReport starved = report(
                List.of("order.create"),
                new ControlResult(1, "Second", Outcome.INCONCLUSIVE, "pod 1 was not Ready in time"),
                Optional.empty(),
                killed(first, "First & foremost"),
                killed(second, "Second"));

        assertThat(violations(SabotageFile.text(starved))).isEmpty();
        assertThat(starved.result()).isEqualTo("partial");
        assertThat(SabotagePage.html(starved))
                .contains("not every scenario could be judged that nothing had been done to", "not Ready in time");
        assertThat(new SabotageLines(new Terminal(nowhere, nowhere, false)).summary(starved, directory))
                .contains("Could not be judged", "0 of 1 unbroken scenarios passed")
                .doesNotContain("alse alarm");

        SabotageReport alarmed = report(
                List.of("order.create"),
                new ControlResult(1, "Second", Outcome.FAILED, "pod 1 came first"),
                Optional.empty(),
                killed(first, "First & foremost"),
                killed(second, "Second"));
        assertThat(alarmed.result()).isEqualTo("failure");
        assertThat(SabotagePage.html(alarmed)).contains("There was a false alarm");
    }

    @Test
    void hasARowForEachGuarantee() throws IOException {
        SabotageReport report = report(
                List.of("order.create", "order.waits-ready"),
                Optional.empty(),
                killed(first, "First & foremost"),
                killed(second, "Second"));

        assertThat(report.guarantees())
                .containsExactly(
                        new SabotageReport.GuaranteeReport("order.create", List.of("F01", "F02b")),
                        new SabotageReport.GuaranteeReport("order.waits-ready", List.of()));
        assertThat(report.faults().get(0).cells().get(0).broken()).containsExactly("order.create");
        assertThat(violations(SabotageFile.text(report))).isEmpty();
        assertThat(SabotagePage.html(report))
                .contains("Guarantees that no fault broke", "id=\"guarantees\"", "order.waits-ready");
    }

    @Test
    void tellsWhatWasNotTriedFromWhatSurvived() throws IOException {
        SabotageReport report = report(
                Optional.of("the cluster ended"),
                killed(first, "First & foremost"),
                CellResult.timedOut(Cell.expected(second, "Second"), 2, "the wave was not over after 90 s"));

        assertThat(violations(SabotageFile.text(report))).isEmpty();
        assertThat(report.result()).isEqualTo("partial");
        assertThat(report.faults().get(1).cells().get(0).timeline()).isEmpty();
    }

    @Test
    void tellsWhatARunHadNotTriedThatWasInterrupted() throws IOException {
        String reason = "it was interrupted; not tried: 1 of 2 scenarios with a fault, 4 of 5 without one";
        SabotageReport report = report(
                List.of("identity.dns", "order.create"),
                Optional.of(reason),
                killed(first, "First & foremost"),
                CellResult.notTried(Cell.expected(second, "Second"), "it was interrupted"));

        assertThat(violations(SabotageFile.text(report))).isEmpty();
        assertThat(report.result()).isEqualTo("partial");
        assertThat(report.survivors()).isEmpty();
        assertThat(report.notTried()).containsExactly("F02b");
        assertThat(report.statistics().faultsNotTried()).isEqualTo(1);
        assertThat(new SabotageLines(new Terminal(nowhere, nowhere, false)).summary(report, directory))
                .contains(
                        "The run ended early: " + reason,
                        "Faults not tried, or not on all scenarios that have to notice them: F02b",
                        "1 of 2 faults killed, 1 not tried")
                .doesNotContain("Faults that no scenario noticed");
        assertThat(SabotagePage.html(report))
                .contains("1</b> of 2 faults killed, 1 not tried", reason, "</span> not tried</span>")
                .contains("not every fault that breaks it was tried")
                .doesNotContain("id=\"survivors\"", "no fault made it fail</span>");
    }

    @Test
    void canBeReadAgain() throws IOException {
        SabotageReport report = report(Optional.empty(), killed(first, "First & foremost"), killed(second, "Second"));

        SabotageFile.write(directory, report);

        assertThat(SabotageFile.read(directory)).isEqualTo(report);
        assertThat(directory.resolve(SabotagePage.FILE)).exists();
    }

    @Test
    void theSchemaRefusesWhatIsNoReport() throws IOException {
        String json = SabotageFile.text(
                report(Optional.empty(), killed(first, "First & foremost"), killed(second, "Second")));

        assertThat(violations(json.replace("\"success\"", "\"splendid\""))).isNotEmpty();
        assertThat(violations(json.replace("\"guarantee\" :", "\"promise\" :"))).isNotEmpty();
        assertThat(violations(json.replace("\"killed\"", "\"dead\""))).isNotEmpty();
    }

    private static CellResult killed(Fault fault, String scenario) {
        return KillRule.of(
                        Cell.expected(fault, scenario),
                        1,
                        result(scenario, Outcome.FAILED, broken("order.create", "pod 1 <came> first")))
                .with(new EndState(Optional.empty()));
    }

    private SabotageReport report(Optional<String> brokeOff, CellResult... cells) {
        return report(List.of("order.create"), brokeOff, cells);
    }

    private SabotageReport report(List<String> guarantees, Optional<String> brokeOff, CellResult... cells) {
        return report(guarantees, new ControlResult(1, "Second", Outcome.PASSED, ""), brokeOff, cells);
    }

    private SabotageReport report(
            List<String> guarantees, ControlResult control, Optional<String> brokeOff, CellResult... cells) {
        KillMatrix matrix = new KillMatrix(
                List.of(first, second),
                scenarios.stream().map(SpecifiedScenario::name).toList(),
                guarantees,
                List.of(cells),
                List.of(control),
                Map.of(),
                brokeOff);
        return SabotageFile.report(
                matrix,
                scenarios,
                new SabotageFacts(
                        "./holdfast sabotage",
                        Instant.parse("2026-11-24T13:02:11.5Z"),
                        "0.1.0",
                        "1.37.2",
                        Optional.of("embedded"),
                        1,
                        Duration.ofSeconds(612),
                        4));
    }

    private static SpecifiedScenario scenario(String name, long line) {
        return new SpecifiedScenario("Sets", "", name, "features/sets.feature", line, List.of("order.create"));
    }

    private static List<Error> violations(String json) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("docs/sabotage.schema.json")), InputFormat.JSON);
        return schema.validate(json, InputFormat.JSON);
    }
}
