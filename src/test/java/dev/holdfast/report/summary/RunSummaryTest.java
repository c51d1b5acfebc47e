package dev.holdfast.report.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.report.fixture.ReportDirectory;
import dev.holdfast.report.saved.SavedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSummaryTest {

    private static final int PLENTY = 1_000_000;

    @TempDir
    Path directory;

    @Test
    void aRunThatPassedHasCountsAndNoFindings() throws IOException {
        String text = SummaryText.of(RunSummary.of(SavedRun.read(ReportDirectory.passed(directory))), PLENTY);
        assertThat(text)
                .startsWith("""
                        apiVersion: holdfast.dev/v1alpha1
                        kind: RunSummary
                        state: ended
                        verdict: passed
                        holdfast: 0.1.0
                        kubernetes: v1.37.2
                        command: ./holdfast verify
                        date: "2026-11-23T13:02:11Z"
                        """)
                .contains("scenarios:\n  passed: 2\n", "  notRun: 0\n", "guarantees:\n")
                .doesNotContain("findings", "leftOut", "reason");
    }

    @Test
    void aBrokenGuaranteeIsToldWithWhatWasSeen() throws IOException {
        RunSummary summary = RunSummary.of(SavedRun.read(ReportDirectory.failed(directory)));
        assertThat(summary.verdict()).contains("failed");
        assertThat(summary.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.guarantees()).containsExactly("order.waits-ready");
            assertThat(finding.verdict()).isEqualTo("failed");
            assertThat(finding.scenario()).endsWith("Pod 2 is created after its predecessors");
            assertThat(finding.seen()).startsWith("pod 2 was created at resourceVersion ");
        });
    }

    @Test
    void aScenarioThatNoVerdictExplainsTellsWhatItsStepSaw() throws IOException {
        RunSummary summary = RunSummary.of(SavedRun.parse("""
                {"outcome": "INCONCLUSIVE", "interrupted": true, "holdfast": "1", "kubernetes": "v1", "notRun": ["B"],
                 "scenarios": [{"name": "A", "outcome": "INCONCLUSIVE", "guarantees": ["identity.dns"],
                                "reason": "promised: an answer\\nseen: none came"}]}
                """));
        assertThat(summary.state()).isEqualTo(RunProgress.INTERRUPTED);
        assertThat(summary.scenarios()).containsEntry("inconclusive", 1L).containsEntry("notRun", 1L);
        assertThat(summary.findings())
                .containsExactly(new RunSummary.Finding(List.of("identity.dns"), "inconclusive", "A", "none came"));
    }

    @Test
    void aGuaranteeThatAStepSawBrokenIsBlamedAlone() throws IOException {
        RunSummary summary = RunSummary.of(SavedRun.parse("""
                {"outcome": "FAILED", "holdfast": "1", "kubernetes": "v1",
                 "scenarios": [{"name": "A", "outcome": "FAILED", "guarantees": ["identity.dns", "identity.hostname"],
                                "reason": "promised: an answer\\nseen: none came",
                                "unmet": {"breaks": ["identity.hostname"]},
                                "verdicts": [{"guarantee": "identity.dns", "outcome": "PASSED"}]}]}
                """));
        assertThat(summary.findings())
                .containsExactly(new RunSummary.Finding(List.of("identity.hostname"), "failed", "A", "none came"));
    }

    @Test
    void aStepThatDidNotComeTrueIsToldBeforeWhatCouldNotBeJudgedThen() throws IOException {
        RunSummary summary = RunSummary.of(SavedRun.parse("""
                {"outcome": "INCONCLUSIVE", "holdfast": "1", "kubernetes": "v1",
                 "scenarios": [{"name": "A", "outcome": "INCONCLUSIVE",
                                "guarantees": ["identity.dns", "identity.name", "order.create"],
                                "reason": "promised: an answer\\nseen: none came", "unmet": {"breaks": []},
                                "verdicts": [{"guarantee": "identity.dns", "outcome": "INCONCLUSIVE", "sentence": "no"},
                                             {"guarantee": "order.create", "outcome": "PASSED"}]}]}
                """));
        assertThat(summary.findings())
                .containsExactly(new RunSummary.Finding(
                        List.of("identity.dns", "identity.name"), "inconclusive", "A", "none came"));
    }

    @Test
    void whatBeganOrWasRefusedHasNoVerdict() {
        assertThat(SummaryText.of(RunSummary.begun("./holdfast verify"), PLENTY))
                .contains("state: running\n")
                .doesNotContain("verdict", "scenarios");
        assertThat(SummaryText.of(
                        RunSummary.refused("./holdfast verify", "it is not fit", List.of("✗ rights")), PLENTY))
                .contains("state: refused\n", "reason: it is not fit\n", "obstacles:\n  - ✗ rights\n")
                .doesNotContain("verdict");
    }

    @Test
    void whatThereIsNoRoomForIsCounted() throws IOException {
        RunSummary one = RunSummary.of(SavedRun.read(ReportDirectory.failed(directory)));
        List<RunSummary.Finding> many =
                new ArrayList<>(Collections.nCopies(10_000, one.findings().get(0)));
        RunSummary summary = new RunSummary(
                one.apiVersion(),
                one.kind(),
                one.state(),
                one.verdict(),
                one.reason(),
                one.obstacles(),
                one.holdfast(),
                one.kubernetes(),
                one.command(),
                one.date(),
                one.scenarios(),
                one.guarantees(),
                many,
                Optional.empty());
        String text = SummaryText.of(summary, 100_000);
        assertThat(text.length()).isBetween(40_000, 100_000);
        long told = text.lines().filter(line -> line.contains("seen: ")).count();
        assertThat(text).endsWith("leftOut: " + (10_000 - told) + "\n");
    }

    @Test
    void eachPartHasAKeyOfItsOwn() {
        assertThat(new SummaryConfigMap("a", "b", 1, 1).key()).isEqualTo("summary.yaml");
        assertThat(new SummaryConfigMap("a", "b", 2, 3).key()).isEqualTo("summary-2-of-3.yaml");
    }
}
