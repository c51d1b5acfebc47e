package dev.holdfast.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.report.Terminal;
import dev.holdfast.run.glue.CountingSteps;
import io.cucumber.core.cli.Main;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalkthroughPluginTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    /** Other tests count with the same steps. */
    @BeforeEach
    void begin() {
        CountingSteps.COUNTED.clear();
    }

    @AfterEach
    void end() {
        Walkthrough.end();
        CountingSteps.COUNTED.clear();
    }

    @Test
    void tellsTheStepsOfAScenarioWithThoseOfItsBackground() throws IOException {
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Walkthrough walkthrough = new Walkthrough(
                new Terminal(stream, stream, false), new BufferedReader(new StringReader("")), List.of(), "kubectl");
        walkthrough.begin();

        Path feature = Files.writeString(folder.resolve("a.feature"), """
                Feature: A

                  Background:
                    Given it counts "first"

                  Scenario: One
                    When it counts "second"
                """);
        byte code = Main.run(
                "--no-summary",
                "--plugin",
                WalkthroughPlugin.class.getName(),
                "--glue",
                CountingSteps.class.getPackageName(),
                "--glue",
                Walkthrough.class.getPackageName(),
                feature.toString());

        assertThat(code).isZero();
        // A scenario that has not begun has nothing to be looked at, and is not stopped.
        assertThat(CountingSteps.COUNTED).containsExactly("first", "second");
        assertThat(printed.toString(StandardCharsets.UTF_8).strip()).isEqualTo("One  (a.feature:6)");
        walkthrough.beforeStep("team");
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("Step 1 of 2: Given it counts \"first\"");
    }
}
