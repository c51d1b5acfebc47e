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
    private static final Map<String, String> DEVIATING = Map.ofEntries(
            Map.entry(
                    "A lost pod comes back, updated or as it was, where the strategy is left out",
                    "update.midrollout-restore"),
            Map.entry("A pod that is lost in the middle of an update comes back once", "update.no-churn"),
            Map.entry("No pod is removed while pod 0 is not Ready", "order.scale-down-blocked"),
            Map.entry("A pod that is scaled up again gets no claim that is about to go", "retention.stale-resumes"),
            Map.entry(
                    "A pod whose name is taken does not keep the others from being created",
                    "parallel.no-head-of-line"),
            Map.entry(
                    "Pods that are not wanted any more go although one that is wanted cannot be created",
                    "parallel.scale-down-despite-refusal"),
            Map.entry("Two StatefulSets that give a claim the same name", "storage.equal-names"),
            Map.entry("Two pods that have Failed are removed with a scale-down", "order.scale-down-terminal"),
            Map.entry("A partition that lies within the ordinals of a set that begins at 1", "ordinal.partition-index"),
            Map.entry("Of three pods two are updated at once, and the third one waits", "update.max-unavailable-used"),
            Map.entry(
                    "A pod below the partition is lost after somebody has deleted the current revision",
                    "revision.current-kept"),
            Map.entry("A set with the longest name that is of use gets its pod", "api.name-length"),
            Map.entry("Pods that only have the labels of the set are not taken for its own", "adopt.foreign"),
            Map.entry("Adopted pods are updated from the partition on", "adopt.version"));

    /** What a cluster of one node, with the feature gates that are on by default, cannot show. */
    private static final Set<String> LACKING = Set.of("needs.three-nodes", "needs.recreate-strategy");

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

    private static Outcome outcome(SpecifiedScenario scenario) {
        if (scenario.tags().stream().anyMatch(LACKING::contains)) {
            return Outcome.NOT_APPLICABLE;
        }
        return DEVIATING.containsKey(scenario.name()) ? Outcome.KNOWN_DEVIATION : Outcome.PASSED;
    }

    private static Outcome outcome(String guarantee, SpecifiedScenario scenario) {
        Outcome whole = outcome(scenario);
        boolean deviating = guarantee.equals(DEVIATING.get(scenario.name()));
        return whole == Outcome.KNOWN_DEVIATION && !deviating ? Outcome.PASSED : whole;
    }

    private static ScenarioResult result(SpecifiedScenario scenario) {
        return new ScenarioResult(
                scenario.feature(),
                scenario.name(),
                scenario.file() + ":" + scenario.line(),
                Set.copyOf(scenario.tags()),
                outcome(scenario),
                Optional.empty(),
                Optional.empty(),
                scenario.tags().stream()
                        .filter(tag -> tag.contains(".") && !tag.startsWith("needs."))
                        .map(tag -> new ReportedVerdict(
                                tag, new Verdict(outcome(tag, scenario), "it is so", List.of(), List.of())))
                        .toList(),
                Optional.empty(),
                Optional.empty(),
                new ScenarioTimes(Instant.EPOCH, Duration.ofSeconds(1), "worker", Duration.ofSeconds(1), List.of()));
    }
}
