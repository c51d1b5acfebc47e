package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.report.Terminal;
import dev.holdfast.run.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream results = new ByteArrayOutputStream();

    @Test
    void endsWithOneWhereAGuaranteeIsBrokenThatWasNot() throws IOException {
        assertThat(compare(saved("before", "1.36.3", "PASSED"), saved("after", "1.37.2", "FAILED")))
                .isEqualTo(ExitCode.BROKEN);
        assertThat(lines())
                .startsWith(
                        "1 of 2 guarantees got worse, 0 differ otherwise, 1 are the same in all runs", "", "Different")
                .contains("| guarantee | 1.36.3 | 1.37.2 |", "| `order.create` | ✓ | ✗ |")
                .noneMatch(line -> line.contains("order.scale-up"));
    }

    @Test
    void callsRunsOfOneVersionByAsMuchOfTheirFoldersAsTellsThemApart() throws IOException {
        assertThat(compare(saved("1/before", "1.37.2", "PASSED"), saved("1/after", "1.37.2", "INCONCLUSIVE")))
                .isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(lines()).contains("| guarantee | before | after |");
        results.reset();
        compare(saved("1/run", "1.37.2", "PASSED"), saved("2/run", "1.37.2", "INCONCLUSIVE"));
        assertThat(lines()).contains("| guarantee | 1/run | 2/run |");
    }

    @Test
    void printsWhatIsKeptInAllRunsWhenItIsAskedFor() throws IOException {
        Path run = saved("run", "1.37.2", "PASSED");
        assertThat(compare(run, run)).isZero();
        assertThat(lines()).hasSize(1);
        results.reset();
        assertThat(compare("--all", run, run)).isZero();
        assertThat(lines()).anyMatch(line -> line.startsWith("| `order.scale-up` |"));
    }

    @Test
    void namesUnderTheTableOnlyThoseOfWhichThereIsAReason() throws IOException {
        compare(saved("before", "1.36.3", "KNOWN_DEVIATION"), saved("after", "1.37.2", "PASSED"));
        assertThat(lines()).contains("| `order.create` | ≠ | ✓ |").noneMatch("order.create"::equals);
    }

    private Path saved(String name, String version, String outcome) throws IOException {
        Path run = Files.createDirectories(folder.resolve(name));
        Files.writeString(run.resolve("results.json"), """
                {"outcome": "%2$s", "kubernetes": "%1$s",
                 "guarantees": [{"id": "order.create", "outcome": "%2$s"}, {"id": "order.scale-up", "outcome": "PASSED"}]}
                """.formatted(version, outcome));
        return run;
    }

    private int compare(Object... arguments) {
        String[] words = new String[arguments.length + 1];
        words[0] = "compare";
        for (int i = 0; i < arguments.length; i++) {
            words[i + 1] = arguments[i].toString();
        }
        PrintStream stream = new PrintStream(results, true, StandardCharsets.UTF_8);
        return Holdfast.commandLine(new Terminal(stream, stream, false)).execute(words);
    }

    private List<String> lines() {
        return results.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
