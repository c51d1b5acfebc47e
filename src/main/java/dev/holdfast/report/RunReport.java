package dev.holdfast.report;

import dev.holdfast.cluster.Cluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Tells the story of one run: each scenario as it ends, then everything summed up, on the terminal and in a file. */
public final class RunReport {

    private final Terminal terminal;
    private final Path directory;
    private final Cluster cluster;
    private final RunResults results;
    private final long begin = System.nanoTime();
    private boolean ended;

    /**
     * Begins a run; scenarios report to it from now on.
     *
     * @param terminal where people read
     * @param directory the report directory
     * @param cluster the cluster that the scenarios run on
     */
    public RunReport(Terminal terminal, Path directory, Cluster cluster) {
        this.terminal = terminal;
        this.directory = directory;
        this.cluster = cluster;
        ScenarioLines lines = new ScenarioLines(terminal);
        this.results = new RunResults(result -> terminal.result(lines.of(result)));
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
                HoldfastVersion.current(),
                cluster.kubernetesVersion(),
                cluster.nodes(),
                cluster.startedIn(),
                scenarios,
                interrupted);
        terminal.result(new Summary(terminal, directory).of(results.scenarios(), facts));
        new ResultsFile(directory).write(results.outcome(), results.scenarios(), facts);
    }
}
