package dev.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.guarantee.Verdict;
import dev.holdfast.pages.Page;
import dev.holdfast.specification.FeatureFiles;
import dev.holdfast.specification.SpecifiedScenario;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The end of a run of the whole specification in which nothing is broken, as pages show it. */
class PassingRunOnPagesTest {

    /** Those in which Kubernetes 1.37 does otherwise than it promises. */
    private static final Map<String, String> DEVIATING = Map.of(
            "A lost pod comes back, updated or as it was, where the strategy is left out",
            "update.midrollout-restore",
            "A pod that is lost in the middle of an update comes back once",
            "update.no-churn",
            "No pod is removed while pod 0 is not Ready",
            "order.scale-down-blocked",
            "A pod that is scaled up again gets no claim that is about to go",
            "retention.stale-resumes",
            "A pod whose name is taken does not keep the others from being created",
            "parallel.no-head-of-line",
            "Pods that are not wanted any more go although one that is wanted cannot be created",
            "parallel.scale-down-despite-refusal");

    @Test
    void isWhatSuchARunPrints() throws IOException {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        List<ScenarioResult> results = FeatureFiles.read(Path.of("features"), Path.of("")).stream()
                .map(PassingRunOnPagesTest::result)
                .toList();
        List<String> printed = new Summary(new Terminal(nowhere, nowhere, false), Path.of("target", "holdfast"))
                .of(results, Examples.facts(), List.of())
                .lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("Kubernetes "))
                .toList();
        for (String page : List.of("docs/reports.md", "docs/guide.zh-CN.md")) {
            assertThat(Page.read(Path.of(page)).lacking(printed)).as(page).isEmpty();
        }
    }

    private static Outcome outcome(String guarantee, Optional<String> deviating) {
        return deviating.filter(guarantee::equals).isPresent() ? Outcome.KNOWN_DEVIATION : Outcome.PASSED;
    }

    private static ScenarioResult result(SpecifiedScenario scenario) {
        Optional<String> deviating = Optional.ofNullable(DEVIATING.get(scenario.name()));
        Outcome outcome = deviating.isPresent() ? Outcome.KNOWN_DEVIATION : Outcome.PASSED;
        return new ScenarioResult(
                scenario.feature(),
                scenario.name(),
                scenario.file() + ":" + scenario.line(),
                Set.copyOf(scenario.tags()),
                outcome,
                Optional.empty(),
                Optional.empty(),
                scenario.tags().stream()
                        .filter(tag -> tag.contains(".") && !tag.startsWith("needs."))
                        .map(tag -> new ReportedVerdict(
                                tag, new Verdict(outcome(tag, deviating), "it is so", List.of(), List.of())))
                        .toList(),
                Optional.empty(),
                Optional.empty(),
                new ScenarioTimes(Instant.EPOCH, Duration.ofSeconds(1), "worker", Duration.ofSeconds(1), List.of()));
    }
}
