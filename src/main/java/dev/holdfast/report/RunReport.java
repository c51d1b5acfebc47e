package dev.holdfast.report;

import dev.holdfast.cluster.Cluster;
import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.report.conformance.ConformanceFile;
import dev.holdfast.report.page.ReportPage;
import dev.holdfast.report.saved.SavedRun;
import dev.holdfast.report.violation.SavedTimelines;
import dev.holdfast.report.violation.Violation;
import dev.holdfast.report.violation.Violations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** Tells the story of one run: each scenario as it ends, then everything summed up, on the terminal and in a file. */
public final class RunReport {

    private final Terminal terminal;
    private final Path directory;
    private final Cluster cluster;
    private final RunResults results;
    private final String command;
    private final Plan plan;
    private final long begin = System.nanoTime();
    private boolean ended;

    /**
     * Begins a run; scenarios report to it from now on.
     *
     * @param terminal where people read
     * @param directory the report directory
     * @param cluster the cluster that the scenarios run on
     * @param command what starts such a run again
     * @param plan what is to run
     * @param listener is told of each scenario as it ends, after it was printed
     */
    public RunReport(
            Terminal terminal,
            Path directory,
            Cluster cluster,
            String command,
            Plan plan,
            Consumer<ScenarioResult> listener) {
        this.command = command;
        this.plan = plan;
        this.terminal = terminal;
        this.directory = directory;
        this.cluster = cluster;
        ScenarioLines lines = new ScenarioLines(terminal);
        this.results = new RunResults(plan, result -> {
            terminal.result(lines.of(result));
            listener.accept(result);
        });
        this.results.begin();
    }

    /** {@return what the scenarios report to} */
    public RunResults results() {
        return results;
    }

    /**
     * Ends the run: prints the summary and writes the results. Ending twice is ending once, so that a run that is
     * stopped and a run that ends at the same moment tell one story.
     *
     * @param interrupted whether it was stopped before its end
     * @throws IOException when the results cannot be written
     */
    public synchronized void end(boolean interrupted) throws IOException {
        if (ended) {
            return;
        }
        ended = true;
        results.close();
        Duration scenarios = Duration.ofNanos(System.nanoTime() - begin);
        RunFacts facts = new RunFacts(
                command,
                Instant.now(),
                HoldfastVersion.current(),
                cluster.kubernetesVersion(),
                cluster.nodes(),
                new RunFacts.ClusterFacts(
                        cluster.components(),
                        cluster.distribution(),
                        cluster.network(),
                        cluster.storageClass(),
                        cluster.images().references(),
                        cluster.images().packages()),
                cluster.startedIn(),
                scenarios,
                interrupted,
                plan);
        new ResultsFile(directory).write(results.outcome(), results.scenarios(), facts);
        Summary summary = new Summary(terminal, directory);
        terminal.result(summary.of(results.scenarios(), facts, violations(SavedRun.read(directory))));
        readable();
        terminal.result(summary.places(results.scenarios(), facts));
        results.kept()
                .forEach(kept -> terminal.result(
                        kept.lines(cluster.outlivesRun(), cluster.kubectl().command())));
    }

    /** What is broken is told also where it cannot be drawn. */
    private List<Violation> violations(SavedRun run) {
        try {
            return Violations.of(run, SavedTimelines.in(directory)::find);
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(RunReport.class).error("what is broken cannot be drawn", e);
            return Violations.of(run, any -> Optional.empty());
        }
    }

    /** What the run showed is known and saved by now, so a report that cannot be made changes nothing of it. */
    private void readable() {
        try {
            List<String> catalogue = Catalogue.all().stream().map(Guarantee::id).toList();
            Path conformance = ConformanceFile.write(directory, catalogue);
            Path page = ReportPage.write(directory);
            terminal.result("Report: " + Shown.path(page) + "   Conformance: " + Shown.path(conformance));
        } catch (IOException | RuntimeException e) {
            LoggerFactory.getLogger(RunReport.class).error("the report cannot be made", e);
            terminal.progress("The report cannot be made: " + e.getMessage());
        }
    }
}
