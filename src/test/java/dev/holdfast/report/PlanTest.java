package dev.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final String NAMES = "Identity › Names";

    private final PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    private final Terminal plain = new Terminal(nowhere, nowhere, false);

    @Test
    void missesEachResultThatThereIsNot() {
        Plan plan = new Plan(List.of(NAMES, "Storage › Data", "Storage › Data"), 2);
        assertThat(plan.missing(List.of(Examples.kept()))).isEqualTo(Map.of(NAMES, 1, "Storage › Data", 4));
        assertThat(Plan.UNKNOWN.missing(List.of(Examples.kept()))).isEmpty();
    }

    @Test
    void neverPassesWhatDidNotRun() {
        RunResults results = new RunResults(new Plan(List.of(NAMES, "Storage › Data"), 1), result -> {});
        results.ended(Examples.kept());
        assertThat(results.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        results.ended(Examples.broken());
        assertThat(results.outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void namesWhatDidNotRun() {
        assertThat(summary(new Plan(List.of(NAMES, "Storage › Data"), 1)))
                .contains(
                        "2 scenarios: 1 passed, 1 failed",
                        "Without a result, as the run ended before: 1 scenario",
                        "  · Storage › Data");
    }

    @Test
    void saysOfSeveralRoundsHowManyEndedHow() {
        assertThat(summary(new Plan(List.of(NAMES, "Identity › Other names"), 2)))
                .contains(
                        "2 scenarios in 2 rounds, 2 results: 1 passed, 1 failed",
                        "  ✗ Identity › Other names [1 round: 1 failed]",
                        "  ✓ Identity › Names [1 round: 1 passed]",
                        "Without a result, as the run ended before: 2 scenarios",
                        "  · Identity › Names (1 round)",
                        "Histories: report/round-*/histories   Results: report/results.json");
    }

    private List<String> summary(Plan plan) {
        RunFacts facts = Examples.facts();
        RunFacts planned = new RunFacts(
                facts.command(),
                facts.ended(),
                facts.holdfast(),
                facts.kubernetes(),
                facts.nodes(),
                facts.cluster(),
                facts.startedIn(),
                facts.scenarios(),
                facts.interrupted(),
                plan);
        List<ScenarioResult> results = List.of(Examples.kept(), Examples.broken());
        Summary summary = new Summary(plain, Path.of("report"));
        return Stream.of(summary.of(results, planned, List.of()), summary.places(results, planned))
                .flatMap(String::lines)
                .toList();
    }
}
