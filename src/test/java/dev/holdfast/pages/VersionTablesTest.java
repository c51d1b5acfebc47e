package dev.holdfast.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.report.saved.SavedRun;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionTablesTest {

    private static final String HEAD = "| guarantee | 1.36.3 | 1.37.2 |";

    @Test
    void tellsWhatDiffersApartFromWhatAllKeep() throws IOException {
        List<String> written = of(List.of(), "1.36.3", "FAILED", "1.37.2", "PASSED");

        assertThat(written)
                .containsSubsequence(
                        "| 1.36.3 | 2026-11-28 | 3 | 1 | 0 | 0 | 0 | 1 |",
                        "| 1.37.2 | 2026-11-28 | 3 | 2 | 0 | 0 | 0 | 0 |",
                        HEAD,
                        "| `order.create` | ✗ | ✓ |",
                        HEAD,
                        "| shown | on | what was seen |",
                        "| `order.create` | 1.36.3 | ✗ pod 1 \\| \\<pod 0> (\"One by one\") |",
                        "### What all of them keep",
                        "`update.completes`");
    }

    @Test
    void saysOnceWhatSeveralReleasesShowAlike() throws IOException {
        assertThat(of(List.of(), "1.36.3", "NOT_APPLICABLE", "1.37.2", "NOT_APPLICABLE"))
                .containsSubsequence(
                        "### What applied to none of them",
                        HEAD,
                        "| `order.create` | – | – |",
                        "| `order.create` | 1.36.3; 1.37.2 | – pod 1 \\| \\<pod 0> (\"One by one\") |");
    }

    @Test
    void keepsWhatItWrote() throws IOException {
        List<String> written = of(List.of(), "1.36.3", "FAILED", "1.37.2", "PASSED");

        assertThat(new VersionTables(written).lines()).isEqualTo(written);
        assertThat(of(written, "1.36.3", "FAILED")).isEqualTo(written);
    }

    @Test
    void replacesAllThatARunOfTheSameReleaseShowed() throws IOException {
        List<String> before = of(List.of(), "1.36.3", "FAILED");

        assertThat(of(before, "1.36.3", "NOT_APPLICABLE"))
                .contains(
                        "| guarantee | 1.36.3 |",
                        "| `order.create` | – |",
                        "| `order.create` | 1.36.3 | – pod 1 \\| \\<pod 0> (\"One by one\") |")
                .doesNotContain("| `order.create` | ✗ |");
    }

    private static List<String> of(List<String> written, String... releasesAndOutcomes) throws IOException {
        VersionTables tables = new VersionTables(written);
        for (int i = 0; i < releasesAndOutcomes.length; i += 2) {
            tables.take(releasesAndOutcomes[i], run(releasesAndOutcomes[i + 1]));
        }
        return tables.lines();
    }

    private static SavedRun run(String outcome) throws IOException {
        return SavedRun.parse("""
                {"outcome": "PASSED", "ended": "2026-11-28T02:00:00Z", "notRun": ["Never begun"],
                 "guarantees": [{"id": "order.create", "outcome": "%1$s"}, {"id": "update.completes", "outcome": "PASSED"}],
                 "scenarios": [
                   {"name": "One by one", "outcome": "%1$s",
                    "verdicts": [{"guarantee": "order.create", "outcome": "%1$s", "sentence": "pod 1 | <pod 0>"}]},
                   {"name": "An update", "outcome": "PASSED",
                    "verdicts": [{"guarantee": "update.completes", "outcome": "PASSED", "sentence": "done"}]}]}
                """.formatted(outcome));
    }
}
