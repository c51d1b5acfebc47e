package dev.holdfast.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.fault.matrix.Cell;
import dev.holdfast.fault.matrix.CellOutcome;
import dev.holdfast.fault.matrix.CellResult;
import dev.holdfast.fault.matrix.ControlResult;
import dev.holdfast.fault.matrix.FaultExamples;
import dev.holdfast.fault.matrix.Wave;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.Terminal;
import dev.holdfast.run.glue.CountingSteps;
import dev.holdfast.specification.FeatureFiles;
import dev.holdfast.specification.SpecifiedScenario;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.CancellationToken;

/** Whatever hangs, a wave comes to an end. */
@Timeout(60)
class WaveRunTest {

    private static final Duration LONG = Duration.ofSeconds(40);

    @TempDir
    Path features;

    @TempDir
    Path report;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final String before = System.getProperty("holdfast.report", "");
    private final Wave wave = new Wave(
            List.of(
                    Cell.expected(FaultExamples.fault("F01", "quick"), "quick"),
                    Cell.expected(FaultExamples.fault("F02", "slow"), "slow")),
            List.of("whole"));

    @BeforeEach
    void write() throws IOException {
        Files.writeString(features.resolve("a.feature"), """
                Feature: A
                  Scenario: quick
                    Given it counts "one"
                  Scenario: whole
                    Given it counts "two"
                  Scenario: slow
                    Given it counts "three"
                """);
        CountingSteps.COUNTED.clear();
    }

    @AfterEach
    void letGo() {
        hanging.countDown();
        System.setProperty("holdfast.report", before);
        if (before.isEmpty()) {
            System.clearProperty("holdfast.report");
        }
    }

    @Test
    void saysOfEachScenarioWhatCameOfIt() throws IOException, InterruptedException {
        WaveRun run = run(new WaveLimit(LONG, LONG));

        assertThat(run.stuck()).isFalse();
        // They judge nothing, and so nothing can be said of the faults.
        assertThat(run.cells()).extracting(CellResult::ending).containsOnly(CellOutcome.INCONCLUSIVE);
        assertThat(run.controls())
                .containsExactly(new ControlResult(2, "whole", Outcome.INCONCLUSIVE, "it judged nothing"));
        assertThat(report.resolve("wave-2/results.json")).exists();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("F01", "quick", "whole");
    }

    @Test
    void endsWithAScenarioThatHangs() throws IOException, InterruptedException {
        CountingSteps.then("three", this::hang);

        WaveRun run = run(new WaveLimit(Duration.ofSeconds(3), Duration.ofMillis(100)));

        assertThat(run.stuck()).isTrue();
        assertThat(run.cells())
                .filteredOn(cell -> cell.cell().scenario().equals("slow"))
                .singleElement()
                .satisfies(cell -> {
                    assertThat(cell.ending()).isEqualTo(CellOutcome.TIMED_OUT);
                    assertThat(cell.seen()).isEqualTo("the wave was not over after 3 s");
                });
        assertThat(run.cells())
                .filteredOn(cell -> cell.cell().scenario().equals("quick"))
                .extracting(CellResult::ending)
                .containsExactly(CellOutcome.INCONCLUSIVE);
    }

    @Test
    void goesOnWhereWhatHungGivesUp() throws IOException, InterruptedException {
        CountingSteps.then("three", this::hang);
        Thread releasing = new Thread(() -> {
            awaitPrinted("is not over");
            hanging.countDown();
        });
        releasing.start();

        WaveRun run = run(new WaveLimit(Duration.ofSeconds(3), LONG));

        releasing.join();
        assertThat(run.stuck()).isFalse();
        assertThat(run.cells()).extracting(CellResult::ending).contains(CellOutcome.TIMED_OUT);
    }

    @Test
    void keepsOfAWaveThatIsInterruptedWhatHadEnded() throws IOException, InterruptedException {
        WaveRun run = prepared();
        CountingSteps.then("three", this::hang);
        Thread running = new Thread(() -> execute(run, new WaveLimit(LONG, LONG)));
        running.start();
        awaitPrinted("quick", "whole");

        run.interrupt();
        List<CellResult> cells = run.cells();
        String told = printed.toString(StandardCharsets.UTF_8);
        hanging.countDown();
        running.join();

        assertThat(cells).extracting(cell -> cell.cell().scenario()).containsExactly("quick");
        assertThat(run.controls()).extracting(ControlResult::scenario).containsExactly("whole");
        assertThat(report.resolve("wave-2/results.json")).content().contains("\"interrupted\" : true");
        assertThat(run.cells()).isEqualTo(cells);
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo(told);
    }

    private void hang() {
        try {
            hanging.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitPrinted(String... texts) {
        while (!Stream.of(texts).allMatch(printed.toString(StandardCharsets.UTF_8)::contains)) {
            Thread.onSpinWait();
        }
    }

    private WaveRun run(WaveLimit limit) throws IOException, InterruptedException {
        WaveRun run = prepared();
        run(run, limit);
        return run;
    }

    private WaveRun prepared() {
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new WaveRun(2, wave, report, new Terminal(stream, stream, false), CancellationToken.create());
    }

    private void execute(WaveRun run, WaveLimit limit) {
        try {
            run(run, limit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(WaveRun run, WaveLimit limit) throws IOException, InterruptedException {
        List<SpecifiedScenario> scenarios = ScenariosElsewhere.in(features, FeatureFiles.read(features, features));
        Specification specification = new Specification(Path.of("").toAbsolutePath(), features, scenarios);
        specification.configure("cucumber.glue", "dev.holdfast.run.glue");
        specification.configure("cucumber.plugin", "dev.holdfast.report.CucumberResults");
        run.run(
                specification,
                scenarios.stream().map(SpecifiedScenario::title).toList(),
                new DescribedCluster(),
                "./holdfast sabotage",
                limit);
    }
}
