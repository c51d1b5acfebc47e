package dev.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Consequence;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.fixture.ReportDirectory;
import dev.holdfast.report.saved.SavedPackage;
import dev.holdfast.report.saved.SavedRun;
import dev.holdfast.report.saved.SavedVerdict;
import dev.holdfast.report.violation.SavedTimelines;
import dev.holdfast.report.violation.Violation;
import dev.holdfast.report.violation.Violations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RenderingTest {

    private final PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    private final Terminal plain = new Terminal(nowhere, nowhere, false);
    private final String statement =
            Catalogue.byId("identity.name").orElseThrow().statement();

    @TempDir
    Path directory;

    @Test
    void oneLineForAScenarioThatPassed() {
        assertThat(new ScenarioLines(plain).of(Examples.kept())).isEqualTo("✓ Identity › Names (4.3 s)");
    }

    @Test
    void saysWhatWasPromisedAndSeenAndWhere() {
        assertThat(new ScenarioLines(plain).of(Examples.broken()).lines())
                .containsExactly(
                        "✗ Identity › Other names (4.3 s)",
                        "    promised: " + statement + " (identity.name)",
                        "    seen:     there was a pod web-7",
                        "    where:    features/identity.feature:7, report/histories/names.jsonl");
    }

    @Test
    void saysWhichGuaranteeAStepSawBroken() {
        assertThat(new ScenarioLines(plain).of(Examples.seenBroken()).lines())
                .containsExactly(
                        "✗ Identity › Seen (1 min 1 s)",
                        "    promised: "
                                + Catalogue.byId("identity.hostname")
                                        .orElseThrow()
                                        .statement()
                                + " (identity.hostname)",
                        "    seen:     \"Then inside pod 0 the host name is a\": it is b",
                        "    where:    features/identity.feature:30");
    }

    @Test
    void saysWhichStepDidNotHold() {
        assertThat(new ScenarioLines(plain).of(Examples.missed()).lines())
                .containsExactly(
                        "? Identity › Missed (1 min 1 s): inconclusive",
                        "    because:  \"Then pod 0 comes back\": pod 0 was not seen within 60 s",
                        "    where:    features/identity.feature:20",
                        "    saved:    report/diagnosis/missed/ (objects, events and logs before the clean-up)",
                        "    unsaved:  events.yaml: no answer within 5000 ms");
    }

    @Test
    void saysWhyNothingCanBeConcluded() {
        assertThat(new ScenarioLines(plain).of(Examples.stuck()).lines())
                .containsExactly(
                        "? Identity › Stuck (0.5 s): inconclusive",
                        "    because:  the cluster ended on its own",
                        "    unjudged: identity.name",
                        "    where:    features/identity.feature:12");
    }

    @Test
    void saysWhatBrokeBeforeWhatCouldNotBeJudged() {
        assertThat(new ScenarioLines(plain).of(Examples.notBegun()).lines())
                .containsExactly(
                        "? Identity › Not begun (4.3 s): inconclusive",
                        "    step:     \"Given pods\"",
                        "    promised: pod 0 is Ready",
                        "    seen:     its image cannot be pulled",
                        "    why:      shop/web cannot go on: pod web-0 cannot pull the image none:1",
                        "    unjudged: identity.name",
                        "    where:    features/identity.feature:7, report/histories/names.jsonl");
    }

    @Test
    void coloursOnlyWhenAsked() {
        Terminal coloured = new Terminal(nowhere, nowhere, true);
        assertThat(new ScenarioLines(coloured).of(Examples.kept())).startsWith("\u001b[32m✓\u001b[0m ");
    }

    @Test
    void sumsUpAndSaysWhereTimeWent() {
        List<ScenarioResult> results = List.of(Examples.kept(), Examples.broken(), Examples.stuck());
        Summary summary = new Summary(plain, Path.of("report"));
        assertThat(summary.of(results, Examples.facts(), List.of()).lines())
                .containsSubsequence(
                        "1 guarantee: 1 failed",
                        "  ✗ identity.name [1 of 3 scenarios failed]",
                        "3 scenarios: 1 passed, 1 failed, 1 inconclusive",
                        "Kubernetes v1.37.2 with kube-controller-manager 1.32.13, 1 node, Holdfast 0.1.0");
        assertThat(summary.places(results, Examples.facts()).lines())
                .contains(
                        "Histories: report/histories   Results: report/results.json",
                        "Time: 36.0 s (build 0.4 s, cluster start 15.6 s, scenarios 20.0 s)");
    }

    @Test
    void foldsWhatIsKeptAndNamesWhatWasNotShownBeforeIt() {
        Summary summary = new Summary(plain, Path.of("report"));
        assertThat(summary.of(List.of(Examples.kept(), Examples.missed()), Examples.facts(), List.of())
                        .lines())
                .containsExactly(
                        "",
                        "Not shown: a step did not come true",
                        "  ? Identity › Missed",
                        "      \"Then pod 0 comes back\": pod 0 was not seen within 60 s",
                        "",
                        "1 guarantee: 1 passed",
                        "  ✓ identity 1",
                        "2 scenarios: 1 passed, 1 inconclusive",
                        "Kubernetes v1.37.2 with kube-controller-manager 1.32.13, 1 node, Holdfast 0.1.0");
    }

    @Test
    void beginsWithWhatIsBrokenAndTheTimeInWhichItWas() throws IOException {
        SavedRun run = SavedRun.read(ReportDirectory.failed(directory));
        List<Violation> violations = Violations.of(run, SavedTimelines.in(directory)::find);
        String summary = new Summary(plain, directory).of(List.of(Examples.kept()), Examples.facts(), violations);
        assertThat(summary.lines().toList())
                .startsWith(
                        "",
                        "One guarantee is broken",
                        "",
                        "✗ order.waits-ready  Before a scaling operation is applied to a Pod, all of its predecessors MUST be"
                                + " Running and Ready",
                        "    seen:     pod 2 was created at resourceVersion 4751 while pod 1 was not Ready: its Ready condition"
                                + " turned True only at resourceVersion 4757",
                        "    matters:  A member is added or removed while another is down, so that a quorum can be lost",
                        "    what:     Pod nginx-statefulset-2 created, resourceVersion 4751, at 3.364 s (13:00:03.364 UTC), by"
                                + " kube-controller-manager",
                        "       A ┃     3.364  Pod nginx-statefulset-2 created, by kube-controller-manager",
                        "         ┃            status.phase: not set → \"Pending\"",
                        "       B ┃     4.472  Pod nginx-statefulset-1 changed, by kubelet (status)",
                        "         ┃            status.conditions[Ready].status: \"False\" → \"True\"",
                        "    scenario: " + ReportDirectory.TITLE + " › Pod 2 is created after its predecessors ("
                                + ReportDirectory.FEATURE + ":20)",
                        "    again:    ./holdfast verify --scenario 'Pod 2 is created after its predecessors$'",
                        "",
                        "1 guarantee: 1 passed");
    }

    @Test
    void doesNotSpeakAgainstAGuaranteeBecauseAStepDidNotComeTrue() {
        assertThat(Examples.missed().about("identity.name")).contains(Outcome.PASSED);
    }

    @Test
    void namesWhatCouldNotBeJudgedSinceNoOneGotToIt() {
        assertThat(new ScenarioLines(plain).of(Examples.stuck()).lines()).contains("    unjudged: identity.name");
    }

    @Test
    void savesWhatAStepSawBroken() throws IOException {
        new ResultsFile(directory)
                .write(Outcome.FAILED, List.of(Examples.seenBroken(), Examples.missed()), Examples.facts());
        JsonNode json = JsonMapper.shared().readTree(Files.readString(directory.resolve("results.json")));
        assertThat(json.at("/scenarios/0/unmet/breaks/0").asString()).isEqualTo("identity.hostname");
        assertThat(json.at("/scenarios/1/unmet/breaks").isEmpty()).isTrue();
        assertThat(json.at("/scenarios/1/unmet").isMissingNode()).isFalse();
    }

    @Test
    void writesResultsForPrograms() throws IOException {
        new ResultsFile(directory).write(Outcome.FAILED, List.of(Examples.kept(), Examples.broken()), Examples.facts());
        JsonNode json = JsonMapper.shared().readTree(Files.readString(directory.resolve("results.json")));
        assertThat(json.at("/outcome").asString()).isEqualTo("FAILED");
        assertThat(json.at("/kubernetes").asString()).isEqualTo("v1.37.2");
        assertThat(json.at("/seconds/cluster start").asDouble()).isEqualTo(15.6);
        assertThat(json.at("/guarantees/0/id").asString()).isEqualTo("identity.name");
        assertThat(json.at("/guarantees/0/scenarios/FAILED/0").asString()).isEqualTo("Identity › Other names");
        assertThat(json.at("/scenarios/1/verdicts/0/sentence").asString()).isEqualTo("there was a pod web-7");
        assertThat(json.at("/scenarios/0/seconds").asDouble()).isEqualTo(4.25);
    }

    @Test
    void savesWhichPackagesWereInTheImages() throws IOException {
        new ResultsFile(directory).write(Outcome.PASSED, List.of(Examples.kept()), Examples.facts());
        assertThat(SavedRun.read(directory).cluster().packages())
                .isEqualTo(Map.of("web", List.of(new SavedPackage("nginx", "1.22.1-9", "amd64"))));
    }

    @Test
    void savesWhyAGuaranteeMattersAndEachTimeThatItIsBroken() throws IOException {
        new ResultsFile(directory).write(Outcome.FAILED, List.of(Examples.brokenTwice()), Examples.facts());
        SavedRun run = SavedRun.read(directory);
        Consequence consequence = Catalogue.byId("identity.name").orElseThrow().consequence();
        assertThat(run.guarantees().get(0).consequence()).contains(consequence);
        SavedVerdict verdict = run.scenarios().get(0).verdicts().get(0);
        assertThat(verdict.sentence()).isEqualTo("there was a pod web-7 (and 1 more)");
        assertThat(verdict.first()).isEqualTo("there was a pod web-7");
        assertThat(verdict.others())
                .extracting(SavedVerdict.SavedOther::sentence)
                .containsExactly("there was a pod web-8");
    }

    @Test
    void namesWhatWasSavedFromTheReportDirectory() throws IOException {
        new ResultsFile(directory)
                .write(
                        Outcome.FAILED,
                        List.of(Examples.missed(directory.resolve("diagnosis/missed"))),
                        Examples.facts());
        JsonNode saved = JsonMapper.shared()
                .readTree(Files.readString(directory.resolve("results.json")))
                .at("/scenarios/0/diagnosis");
        assertThat(saved.path("folder").asString()).isEqualTo("diagnosis/missed");
        assertThat(saved.at("/files/0").asString()).isEqualTo("pods.yaml");
        assertThat(saved.at("/missing/0").asString()).isEqualTo("events.yaml: no answer within 5000 ms");
    }

    @Test
    void isInconclusiveWithoutAnyScenario() {
        assertThat(new RunResults(Plan.UNKNOWN, result -> {}).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void takesNothingAfterItWasClosed() {
        RunResults results = new RunResults(Plan.UNKNOWN, result -> {});
        results.ended(Examples.kept());
        results.close();
        results.ended(Examples.broken());
        assertThat(results.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(results.scenarios()).hasSize(1);
    }
}
