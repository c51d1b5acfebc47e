package dev.holdfast.run;

import dev.holdfast.cluster.Cluster;
import dev.holdfast.fault.matrix.Cell;
import dev.holdfast.fault.matrix.CellResult;
import dev.holdfast.fault.matrix.ControlResult;
import dev.holdfast.fault.matrix.Wave;
import dev.holdfast.guarantee.EndState;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.history.HistoryFile;
import dev.holdfast.report.CucumberFiles;
import dev.holdfast.report.Plan;
import dev.holdfast.report.RunReport;
import dev.holdfast.report.ScenarioResult;
import dev.holdfast.report.Terminal;
import dev.holdfast.report.sabotage.SabotageFile;
import dev.holdfast.report.sabotage.SabotageLines;
import dev.holdfast.scenario.CurrentRun;
import dev.holdfast.scenario.RunSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.platform.engine.CancellationToken;
import org.slf4j.LoggerFactory;

/**
 * One wave: the scenarios that run at the same time, each with its fault or none. It ends when its time is over, whatever
 * its scenarios are doing then.
 */
final class WaveRun {

    /** What a wave's run would have printed, had it been a run of its own. */
    private static final String SUMMARY = "summary.txt";

    private final int number;
    private final Wave wave;
    private final Path directory;
    private final Terminal terminal;
    private final SabotageLines lines;
    private final CancellationToken cancellation;
    private final Map<String, ScenarioResult> ended = new LinkedHashMap<>();
    private final Map<String, CellResult> cells = new LinkedHashMap<>();
    private volatile boolean interrupted;
    private volatile Optional<RunReport> report = Optional.empty();
    private boolean stuck;
    private Optional<String> over = Optional.empty();

    /**
     * Prepares a wave.
     *
     * @param number its number, from 1
     * @param wave what runs in it
     * @param report the report directory, in which it gets a folder
     * @param terminal where people read
     * @param cancellation stops it before its next scenario
     */
    WaveRun(int number, Wave wave, Path report, Terminal terminal, CancellationToken cancellation) {
        this.number = number;
        this.wave = wave;
        this.directory = report.resolve(SabotageFile.folder(number));
        this.terminal = terminal;
        this.lines = new SabotageLines(terminal);
        this.cancellation = cancellation;
    }

    /** {@return its number, from 1} */
    int number() {
        return number;
    }

    /**
     * Runs it.
     *
     * @param specification its scenarios
     * @param titles their titles with their features
     * @param cluster the cluster
     * @param command what starts such a run again
     * @param limit how long it may take
     * @throws IOException when its report cannot be written
     */
    void run(Specification specification, List<String> titles, Cluster cluster, String command, WaveLimit limit)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        System.setProperty(RunSettings.REPORT, directory.toString());
        CucumberFiles.forget(directory);
        try (PrintStream summary =
                new PrintStream(Files.newOutputStream(directory.resolve(SUMMARY)), true, StandardCharsets.UTF_8)) {
            Terminal quiet = new Terminal(summary, summary, false);
            RunReport begun = new RunReport(quiet, directory, cluster, command, new Plan(titles, 1), this::ended);
            report = Optional.of(begun);
            execute(specification, begun, limit);
            begun.end(over.isPresent());
        }
        readEndStates();
        complete(cluster);
    }

    /**
     * Ends it in the middle, from another thread: what has ended until now is saved, and what ends later is no result.
     *
     * @throws IOException when its report cannot be written
     */
    void interrupt() throws IOException {
        interrupted = true;
        cancellation.cancel();
        if (report.isPresent()) {
            report.get().end(true);
        }
        readEndStates();
    }

    /** {@return what came of its cells; of one that was interrupted, those that had ended} */
    synchronized List<CellResult> cells() {
        return List.copyOf(cells.values());
    }

    /** {@return how its unbroken scenarios ended; of one that was interrupted, those that had ended} */
    synchronized List<ControlResult> controls() {
        List<ControlResult> controls = new ArrayList<>();
        for (String scenario : wave.controls()) {
            ScenarioResult result = ended.get(scenario);
            if (result != null) {
                controls.add(new ControlResult(number, scenario, result.outcome(), SabotageLines.reason(result)));
            } else if (!interrupted) {
                controls.add(new ControlResult(number, scenario, Outcome.INCONCLUSIVE, over.orElse("it did not end")));
            }
        }
        return controls;
    }

    /** {@return whether scenarios were still going on when they had been told to give up} */
    boolean stuck() {
        return stuck;
    }

    private void execute(Specification specification, RunReport begun, WaveLimit limit)
            throws InterruptedException, IOException {
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "wave-" + number);
            thread.setDaemon(true);
            return thread;
        });
        Future<List<Throwable>> running = executor.submit(() -> specification.run(cancellation));
        executor.shutdown();
        if (!isDone(running, limit.wave())) {
            over = Optional.of("the wave was not over after " + limit.wave().toSeconds() + " s");
            terminal.progress("Wave " + number + " is not over after "
                    + limit.wave().toSeconds() + " s; what is open in it has" + " timed out.");
            cancellation.cancel();
            // What ends from here on is no result any more.
            begun.end(true);
            CurrentRun.interrupt(Duration.ZERO);
            stuck = !isDone(running, limit.grace());
        }
    }

    private boolean isDone(Future<List<Throwable>> running, Duration limit) throws InterruptedException {
        try {
            running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            // What it left open is said cell by cell.
            LoggerFactory.getLogger(WaveRun.class).error("wave {} ended early", number, e.getCause());
            over = Optional.of("the wave ended early: " + e.getCause());
            return true;
        }
    }

    private synchronized void ended(ScenarioResult result) {
        ended.put(result.name(), result);
        Optional<Cell> cell = wave.cell(result.name());
        if (cell.isPresent()) {
            CellResult found = KillRule.of(cell.get(), number, result);
            cells.put(result.name(), found);
            terminal.result(lines.of(found));
        } else {
            terminal.result(lines.of(result));
        }
    }

    private synchronized void complete(Cluster cluster) {
        if (!interrupted) {
            wave.cells().forEach(cell -> cells.computeIfAbsent(cell.scenario(), any -> missing(cell, cluster)));
        }
    }

    private CellResult missing(Cell cell, Cluster cluster) {
        CellResult result =
                CellResult.timedOut(cell, number, over.or(cluster::failure).orElse("the wave ended before it did"));
        terminal.result(lines.of(result));
        return result;
    }

    /** After the wave: while it runs, the processors are for the cluster. */
    private synchronized void readEndStates() {
        cells.replaceAll((scenario, result) -> Optional.ofNullable(ended.get(scenario))
                .flatMap(ScenarioResult::history)
                .flatMap(this::endState)
                .map(result::with)
                .orElse(result));
    }

    private Optional<EndState> endState(Path history) {
        try {
            return Optional.of(EndState.of(HistoryFile.read(history)));
        } catch (IOException | IllegalArgumentException e) {
            LoggerFactory.getLogger(WaveRun.class).warn("{} cannot be read: {}", history, e.toString());
            return Optional.empty();
        }
    }
}
