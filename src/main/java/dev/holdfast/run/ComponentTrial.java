package dev.holdfast.run;

import dev.holdfast.cluster.Cluster;
import dev.holdfast.cluster.RunningCluster;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.ownership.ShutdownHook;
import dev.holdfast.report.CucumberFiles;
import dev.holdfast.report.GuaranteeResult;
import dev.holdfast.report.Plan;
import dev.holdfast.report.RunReport;
import dev.holdfast.report.Terminal;
import dev.holdfast.specification.SpecifiedScenario;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.platform.engine.CancellationToken;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Runs the specification on a cluster with a component of the user's own, and says which promises that breaks. */
public final class ComponentTrial {

    private final SabotageSettings settings;
    private final String components;
    private final Terminal terminal;
    private final List<SpecifiedScenario> scenarios;

    /**
     * Prepares a trial.
     *
     * @param settings what the run is to be like
     * @param components the names of the user's components
     * @param terminal where people read
     * @param scenarios what runs
     */
    public ComponentTrial(
            SabotageSettings settings, Set<String> components, Terminal terminal, List<SpecifiedScenario> scenarios) {
        this.settings = settings;
        this.components = String.join(", ", components);
        this.terminal = terminal;
        this.scenarios = scenarios;
    }

    /**
     * Runs it.
     *
     * @return the exit code: whether anything was noticed
     * @throws IOException when the report cannot be written
     */
    public int run() throws IOException {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        CucumberFiles.forget(settings.report());
        CancellationToken cancellation = CancellationToken.create();
        try (Cluster cluster = settings.cluster().start(terminal::progress);
                ShutdownHook ignored = new ShutdownHook(cancellation::cancel)) {
            RunningCluster.set(cluster);
            Plan plan =
                    new Plan(scenarios.stream().map(SpecifiedScenario::title).toList(), 1);
            RunReport report = new RunReport(terminal, settings.report(), cluster, settings.command(), plan, any -> {});
            new Specification(settings.home(), settings.features(), scenarios).run(cancellation);
            report.end(cancellation.isCancellationRequested());
            List<GuaranteeResult> broken = GuaranteeResult.of(report.results().scenarios()).stream()
                    .filter(each -> each.outcome() == Outcome.FAILED)
                    .toList();
            terminal.result(String.join(System.lineSeparator(), lines(broken)));
            if (broken.isEmpty() && report.results().outcome() == Outcome.INCONCLUSIVE) {
                return ExitCode.INCONCLUSIVE;
            }
            return broken.isEmpty() ? ExitCode.BROKEN : ExitCode.KEPT;
        } finally {
            RunningCluster.clear();
        }
    }

    private List<String> lines(List<GuaranteeResult> broken) {
        if (broken.isEmpty()) {
            return List.of("", "With your " + components + " no guarantee was found broken.");
        }
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Your " + components + " breaks " + broken.size()
                + (broken.size() == 1 ? " guarantee:" : " guarantees:"));
        for (GuaranteeResult each : broken) {
            lines.add("  " + terminal.sign(Outcome.FAILED) + " " + each.id());
            each.scenarios().get(Outcome.FAILED).forEach(title -> lines.add("      noticed by " + title));
        }
        return lines;
    }
}
