package dev.holdfast.run;

import dev.holdfast.cluster.Cluster;
import dev.holdfast.cluster.RunningCluster;
import dev.holdfast.ownership.ShutdownHook;
import dev.holdfast.report.CucumberFiles;
import dev.holdfast.report.Plan;
import dev.holdfast.report.RunReport;
import dev.holdfast.report.Terminal;
import dev.holdfast.specification.SpecifiedScenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.platform.engine.CancellationToken;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Runs the specification on a cluster with a component of the user's own, or of another release, and says which guarantees
 * that breaks. When the process is told to end in the middle, what was judged so far is told.
 */
public final class ComponentTrial {

    private final SabotageSettings settings;
    private final String components;
    private final Terminal terminal;
    private final List<SpecifiedScenario> scenarios;
    private boolean told;

    /**
     * Prepares a trial.
     *
     * @param settings what the run is to be like
     * @param components what is tried, as one calls it in a sentence: "your etcd"
     * @param terminal where people read
     * @param scenarios what runs
     */
    public ComponentTrial(
            SabotageSettings settings, String components, Terminal terminal, List<SpecifiedScenario> scenarios) {
        this.settings = settings;
        this.components = components;
        this.terminal = terminal;
        this.scenarios = scenarios;
    }

    /**
     * Says what would run, and starts and builds nothing.
     *
     * @return the exit code
     */
    public int rehearse() {
        terminal.result("With " + components + " in place of the cluster's own, and no other fault:");
        return new DryRun(terminal)
                .of(new Specification(settings.home(), settings.features(), scenarios), scenarios, 1);
    }

    /**
     * Runs it.
     *
     * @return the exit code of the run
     * @throws IOException when the report cannot be written
     */
    public int run() throws IOException {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        CucumberFiles.forget(settings.report());
        CancellationToken cancellation = CancellationToken.create();
        Plan plan = new Plan(scenarios.stream().map(SpecifiedScenario::title).toList(), 1);
        try (Cluster cluster = settings.cluster().start(terminal::progress)) {
            RunningCluster.set(cluster);
            RunReport report = new RunReport(terminal, settings.report(), cluster, settings.command(), plan, any -> {});
            try (ShutdownHook ignored = new ShutdownHook(() -> interrupted(cancellation, report))) {
                new Specification(settings.home(), settings.features(), scenarios).run(cancellation);
                return end(report, cancellation.isCancellationRequested());
            }
        } finally {
            RunningCluster.clear();
        }
    }

    private void interrupted(CancellationToken cancellation, RunReport report) {
        cancellation.cancel();
        try {
            end(report, true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the results", e);
        }
    }

    /** Ending twice is ending once, as for the report. */
    private synchronized int end(RunReport report, boolean interrupted) throws IOException {
        report.end(interrupted);
        ComponentFindings found = ComponentFindings.of(
                components, report.results().scenarios(), report.results().outcome());
        if (!told) {
            told = true;
            terminal.result(String.join(System.lineSeparator(), found.lines(terminal)));
        }
        return found.exitCode();
    }
}
