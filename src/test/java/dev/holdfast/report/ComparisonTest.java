package dev.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.saved.SavedRun;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void putsRunsSideBySide() throws IOException {
        Comparison comparison = comparison(run("PASSED", "as promised"), run("KNOWN_DEVIATION", "it was lost"));
        assertThat(comparison.table(comparison.guarantees())).isEqualTo("""
                        | guarantee | a | b |
                        |---|:-:|:-:|
                        | `order.create` | ✓ | ≠ |
                        """);
        assertThat(comparison.reasons("order.create")).containsExactly("b: ≠ it was lost (\"In order\")");
    }

    @Test
    void leavesOpenWhatARunSaysNothingAbout() throws IOException {
        Comparison comparison =
                comparison(run("FAILED", "pod 1 came first"), SavedRun.parse("{\"outcome\": \"INCONCLUSIVE\"}"));
        assertThat(comparison.table(comparison.changed())).endsWith("| `order.create` | ✗ |   |\n");
        assertThat(comparison.worst()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void tellsFirstWhatGotWorse() throws IOException {
        Comparison comparison = comparison(
                guarantees("a", "FAILED", "b", "PASSED", "c", "PASSED", "d", "KNOWN_DEVIATION", "e", "PASSED"),
                guarantees("a", "PASSED", "b", "PASSED", "c", "FAILED", "d", "KNOWN_DEVIATION", "e", "INCONCLUSIVE"));
        assertThat(comparison.changed()).containsExactly("c", "e", "a");
        assertThat(comparison.notKeptInAny()).containsExactly("d");
        assertThat(comparison.worst()).isEqualTo(Outcome.FAILED);
        assertThat(comparison.summary())
                .isEqualTo("2 of 5 guarantees got worse, 1 differ otherwise, 2 are the same in all runs");
    }

    @Test
    void blamesNoRunForWhatTheFirstOneShowedAlready() throws IOException {
        assertThat(comparison(guarantees("a", "FAILED"), guarantees("a", "FAILED"))
                        .worst())
                .isEqualTo(Outcome.PASSED);
        assertThat(comparison(guarantees("a", "FAILED"), guarantees("a", "PASSED"))
                        .worst())
                .isEqualTo(Outcome.PASSED);
        assertThat(comparison(guarantees("a", "PASSED"), guarantees("a", "NOT_APPLICABLE"))
                        .worst())
                .isEqualTo(Outcome.PASSED);
    }

    @Test
    void blamesALaterRunForWhatTheFirstOneSaysNothingOfOnlyIfThatIsBroken() throws IOException {
        SavedRun nothing = SavedRun.parse("{\"outcome\": \"PASSED\"}");
        assertThat(comparison(nothing, guarantees("a", "FAILED")).worst()).isEqualTo(Outcome.FAILED);
        assertThat(comparison(nothing, guarantees("a", "INCONCLUSIVE")).worst()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void saysOnceWhatSeveralScenariosSayAlike() throws IOException {
        SavedRun run = SavedRun.parse("""
                {"outcome": "PASSED", "guarantees": [{"id": "identity.map", "outcome": "NOT_APPLICABLE"}],
                 "scenarios": [%1$s, %1$s, %1$s]}
                """.formatted("""
                {"name": "Without", "outcome": "PASSED",
                 "verdicts": [{"guarantee": "identity.map", "outcome": "NOT_APPLICABLE", "sentence": "no volumes"}]}
                """));
        assertThat(comparison(run).reasons("identity.map")).containsExactly("a: – no volumes (3 scenarios)");
    }

    @Test
    void saysThatAGuaranteeDoesNotApplyOnlyWhereNoScenarioShowsIt() throws IOException {
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
        assertThat(comparison(shown, not).reasons("identity.map"))
                .containsExactly("b: – no volumes (\"Without volumes\")");
    }

    private static Comparison comparison(SavedRun... runs) {
        List<String> names = List.of("a", "b");
        return new Comparison(IntStream.range(0, runs.length)
                .mapToObj(i -> new Comparison.Named(names.get(i), runs[i]))
                .toList());
    }

    private static SavedRun guarantees(String... idsAndOutcomes) throws IOException {
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < idsAndOutcomes.length; i += 2) {
            json.append(i == 0 ? "" : ", ")
                    .append("{\"id\": \"" + idsAndOutcomes[i] + "\", \"outcome\": \"" + idsAndOutcomes[i + 1] + "\"}");
        }
        return SavedRun.parse("{\"outcome\": \"PASSED\", \"guarantees\": [" + json + "]}");
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
