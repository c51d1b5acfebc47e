package dev.holdfast.run;

import dev.holdfast.cluster.Cluster;
import dev.holdfast.cluster.EmbeddedCluster;
import dev.holdfast.cluster.RunningCluster;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.manifest.ChosenSet;
import dev.holdfast.ownership.ShutdownHook;
import dev.holdfast.ownership.Sweep;
import dev.holdfast.program.ProgramName;
import dev.holdfast.report.CucumberFiles;
import dev.holdfast.report.Plan;
import dev.holdfast.report.RunReport;
import dev.holdfast.report.ScenarioResult;
import dev.holdfast.report.Terminal;
import dev.holdfast.report.saved.SavedRun;
import dev.holdfast.report.summary.RunSummary;
import dev.holdfast.report.summary.SummaryConfigMap;
import dev.holdfast.scenario.CurrentRun;
import dev.holdfast.walkthrough.Walkthrough;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.platform.engine.CancellationToken;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * One run of the specification: a cluster that is there for it, and the report on it. When the process is told to end in
 * the middle, what was judged so far is told and the cluster goes away.
 */
public final class VerifyRun implements AutoCloseable {

    private final Terminal terminal;
    private final Cluster cluster;
    private final Path directory;
    private final Plan plan;
    private final RunReport report;
    private final VerifySettings settings;
    private final CancellationToken cancellation = CancellationToken.create();
    private final ShutdownHook onShutdown;

    private VerifyRun(Cluster cluster, VerifySettings settings, Terminal terminal, Plan plan) {
        this.cluster = cluster;
        this.terminal = terminal;
        this.settings = settings;
        this.directory = settings.report();
        this.plan = plan;
        this.report = new RunReport(terminal, directory, cluster, settings.command(), plan, this::ended);
        this.onShutdown = new ShutdownHook(this::interrupted);
    }

    /**
     * Starts the cluster and begins the report.
     *
     * @param settings what was chosen
     * @param terminal where people read
     * @return the run, to be ended and closed by the caller
     */
    public static VerifyRun start(VerifySettings settings, Terminal terminal) {
        return start(settings, terminal, Plan.UNKNOWN);
    }

    /**
     * Starts the cluster and begins the report.
     *
     * @param settings what was chosen
     * @param terminal where people read
     * @param plan what is to run
     * @return the run, to be ended and closed by the caller
     */
    public static VerifyRun start(VerifySettings settings, Terminal terminal, Plan plan) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        CucumberFiles.forget(settings.report());
        settings.set().ifPresent(set -> OwnSet.tell(set, terminal::progress));
        Cluster cluster = settings.cluster().start(terminal::progress);
        settings.set().ifPresent(set -> ChosenSet.set(OwnSet.on(cluster, set, terminal)));
        RunningCluster.set(cluster);
        return new VerifyRun(cluster, settings, terminal, plan);
    }

    /** {@return what stops the run before its next scenario} */
    public CancellationToken cancellation() {
        return cancellation;
    }

    /**
     * Has its scenarios stop before each step, until somebody who looks at the cluster meanwhile asks for it.
     *
     * @param input where that is asked for, by a line
     */
    public void stopAtSteps(BufferedReader input) {
        new Walkthrough(
                        terminal,
                        input,
                        cluster.kubectl().setup(),
                        cluster.kubectl().command())
                .begin();
    }

    /**
     * Begins a round. Each of several rounds has a folder of its own for its histories and for what Cucumber writes.
     *
     * @param round which one, from 1
     */
    public void begin(int round) {
        if (plan.rounds() > 1) {
            terminal.progress("Round " + round + " of " + plan.rounds());
            System.setProperty(
                    "holdfast.report", CucumberFiles.ofRound(directory, round).toString());
        }
    }

    private void ended(ScenarioResult result) {
        if (settings.failFast() && result.outcome() == Outcome.FAILED && !cancellation.isCancellationRequested()) {
            terminal.progress("A guarantee is broken: no further scenario begins (--fail-fast).");
            cancellation.cancel();
        }
    }

    /**
     * Sums up: prints the summary and writes the results.
     *
     * @return what the run showed as a whole
     * @throws IOException when the results cannot be written
     */
    public Outcome end() throws IOException {
        System.setProperty("holdfast.report", directory.toString());
        report.end(false);
        summarise();
        return report.results().outcome();
    }

    /** The verdict is known and told by now: that it cannot be kept in the cluster as well changes nothing of it. */
    private void summarise() throws IOException {
        Optional<SummaryConfigMap> summary = settings.summary();
        if (summary.isEmpty()) {
            return;
        }
        RunSummary ended = RunSummary.of(SavedRun.read(directory));
        try {
            summary.get().write(cluster.client(), ended);
            terminal.progress("A summary is in " + summary.get().told() + ".");
        } catch (KubernetesClientException refused) {
            terminal.error("the summary cannot be kept in " + summary.get().told() + ": " + refused.getMessage());
        }
    }

    /** {@return whether the run came to an end before all scenarios did, and nobody had asked for that} */
    public boolean brokeOff() {
        return report.results().incomplete() && !cancellation.isCancellationRequested();
    }

    /**
     * Keeps a cluster that goes with this process for as long as there is something of a failed scenario to be looked at:
     * until the process is told to end, or the cluster ends on its own.
     */
    public void stayForTheKept() throws InterruptedException {
        if (report.results().kept().isEmpty() || cluster.outlivesRun()) {
            return;
        }
        if (cluster instanceof EmbeddedCluster embedded) {
            terminal.result("The cluster stays until Ctrl-C. In another terminal:");
            cluster.kubectl().setup().forEach(line -> terminal.result("  " + line));
            embedded.await();
            embedded.failure().ifPresent(terminal::error);
        } else {
            terminal.result("The cluster stays until Ctrl-C, in its container: docker ps");
            new CountDownLatch(1).await();
        }
    }

    private void interrupted() {
        cancellation.cancel();
        try {
            report.end(true);
            summarise();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the results", e);
        } finally {
            if (cluster.outlivesRun()) {
                takeAway();
            }
        }
    }

    /** A cluster that stays is left as it was found. */
    private void takeAway() {
        terminal.progress("Removing what the run has made…");
        Set<String> staying = CurrentRun.interrupt(Sweep.INTERRUPTED);
        terminal.progress(
                staying.isEmpty()
                        ? "Nothing of the run is left on the cluster."
                        : "Still there: " + String.join(", ", staying) + "; `" + ProgramName.with("cleanup")
                                + "` removes it.");
    }

    /** Ends the cluster, and returns when it is gone. */
    @Override
    public void close() {
        Walkthrough.end();
        RunningCluster.clear();
        ChosenSet.clear();
        cluster.close();
        onShutdown.close();
    }
}
