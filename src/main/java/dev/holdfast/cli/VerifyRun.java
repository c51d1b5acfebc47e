package dev.holdfast.cli;

import dev.holdfast.cluster.Cluster;
import dev.holdfast.cluster.EmbeddedClusterProvider;
import dev.holdfast.cluster.RunningCluster;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.Plan;
import dev.holdfast.report.RunReport;
import dev.holdfast.report.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.platform.engine.CancellationToken;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * One run of the specification: a cluster that is there for it, and the report on it. When the process is told to end in
 * the middle, what was judged so far is told and the cluster goes away.
 */
public final class VerifyRun implements AutoCloseable {

    private final Cluster cluster;
    private final RunReport report;
    private final CancellationToken cancellation = CancellationToken.create();
    private final OnShutdown onShutdown;

    private VerifyRun(Cluster cluster, RunReport report) {
        this.cluster = cluster;
        this.report = report;
        this.onShutdown = new OnShutdown(this::interrupted);
    }

    /**
     * Starts the cluster and begins the report.
     *
     * @param options what was chosen
     * @param terminal where people read
     * @return the run, to be ended and closed by the caller
     */
    public static VerifyRun start(VerifyOptions options, Terminal terminal) {
        options.apply();
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        Cluster cluster = new EmbeddedClusterProvider(options.cluster()).start(terminal::progress);
        RunningCluster.set(cluster);
        return new VerifyRun(cluster, new RunReport(terminal, options.report(), cluster, options.typed(), Plan.UNKNOWN, result -> {}));
    }

    /** {@return what stops the run before its next scenario} */
    CancellationToken cancellation() {
        return cancellation;
    }

    /**
     * Sums up: prints the summary and writes the results.
     *
     * @return what the run showed as a whole
     * @throws IOException when the results cannot be written
     */
    public Outcome end() throws IOException {
        report.end(false);
        return report.results().outcome();
    }

    private void interrupted() {
        cancellation.cancel();
        try {
            report.end(true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the results", e);
        }
    }

    /** Ends the cluster, and returns when it is gone. */
    @Override
    public void close() {
        RunningCluster.clear();
        cluster.close();
        onShutdown.close();
    }
}
