package dev.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.report.saved.SavedRun;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void putsRunsSideBySide() throws IOException {
        Comparison comparison = new Comparison(List.of(
                new Comparison.Named("1.34.4", run("PASSED", "as promised")),
                new Comparison.Named("1.37.2", run("KNOWN_DEVIATION", "it was lost"))));
        assertThat(comparison.table()).isEqualTo("""
                        | guarantee | 1.34.4 | 1.37.2 |
                        |---|:-:|:-:|
                        | `order.create` | ✓ | ≠ |
                        """);
        assertThat(comparison.reasons()).containsExactly("order.create on 1.37.2, \"In order\": ≠ it was lost");
    }

    @Test
    void leavesOpenWhatARunSaysNothingAbout() throws IOException {
        Comparison comparison = new Comparison(List.of(
                new Comparison.Named("a", run("FAILED", "pod 1 came first")),
                new Comparison.Named("b", SavedRun.parse("{\"outcome\": \"INCONCLUSIVE\"}"))));
        assertThat(comparison.table()).endsWith("| `order.create` | ✗ |   |\n");
    }

    @Test
    void saysThatAPromiseDoesNotApplyOnlyWhereNoScenarioShowsIt() throws IOException {
        String scenarios = """
                "scenarios": [{"name": "Without volumes", "outcome": "PASSED",
                  "verdicts": [{"guarantee": "identity.map", "outcome": "NOT_APPLICABLE", "sentence": "no volumes"}]}]}
                """;
        SavedRun shown = SavedRun.parse(
                "{\"outcome\": \"PASSED\", \"guarantees\": [{\"id\": \"identity.map\", \"outcome\": \"PASSED\"}],"
                        + scenarios);
        SavedRun not = SavedRun.parse(
                "{\"outcome\": \"PASSED\", \"guarantees\": [{\"id\": \"identity.map\", \"outcome\": \"NOT_APPLICABLE\"}],"
                        + scenarios);
        assertThat(new Comparison(List.of(new Comparison.Named("a", shown), new Comparison.Named("b", not))).reasons())
                .containsExactly("identity.map on b, \"Without volumes\": – no volumes");
    }

    private static SavedRun run(String outcome, String sentence) throws IOException {
        return SavedRun.parse("""
                {"outcome": "%1$s",
                 "guarantees": [{"id": "order.create", "outcome": "%1$s"}],
                 "scenarios": [{"name": "In order", "outcome": "%1$s",
                   "verdicts": [{"guarantee": "order.create", "outcome": "%1$s", "sentence": "%2$s"}]}]}
                """.formatted(outcome, sentence));
    }
}
