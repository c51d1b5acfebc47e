package dev.holdfast.cli;

import dev.holdfast.cluster.Cluster;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.Plan;
import dev.holdfast.run.DryRun;
import dev.holdfast.run.ExitCode;
import dev.holdfast.run.OwnSet;
import dev.holdfast.run.PlannedLoad;
import dev.holdfast.run.Specification;
import dev.holdfast.run.VerifyRun;
import dev.holdfast.specification.SpecifiedScenario;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code holdfast verify}: starts a cluster, runs the specification on it, tells what it showed. */
@Command(
        name = "verify",
        description = {
            "Runs the specification on a cluster that Holdfast starts, or on one of yours.",
            "Without an option that names a cluster, one is started on this machine and removed at the end: k3s where Docker"
                    + " answers, else one that is built here, which takes 10 to 18 minutes the first time."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Holdfast.Version.class,
        abbreviateSynopsis = true,
        footer = {
            "",
            "Examples:",
            "  holdfast verify                                everything",
            "  holdfast verify --tags @storage.rebind --nodes 3      one guarantee, on 3 nodes",
            "  holdfast verify --scenario 'recreated pod' --repeat 20 --fail-fast",
            "  holdfast verify --rerun-failed --keep-failed   what failed, to look at it",
            "  holdfast verify --context staging --preflight-only",
            "  holdfast verify --set rendered.yaml            the scenarios for any set, on yours",
        },
        sortOptions = false)
final class VerifyCommand implements Callable<Integer> {

    /** Set by the launcher, which can see whether somebody reads and types: Java cannot tell in all its versions. */
    private static final String INTERACTIVE = "holdfast.interactive";

    @ParentCommand
    private Holdfast parent;

    @Mixin
    private VerifyOptions options = new VerifyOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        options.apply();
        List<SpecifiedScenario> scenarios = options.scenarios();
        Specification specification = new Specification(VerifyOptions.home(), options.features(), scenarios);
        int rounds = options.course().rounds();
        if (options.course().dryRun()) {
            options.cluster();
            options.set().ifPresent(set -> OwnSet.tell(set, parent.terminal()::result));
            return new DryRun(parent.terminal()).of(specification, scenarios, rounds);
        }
        if (options.preflightOnly()) {
            options.set().ifPresent(set -> OwnSet.tell(set, parent.terminal()::result));
            try (Cluster cluster = options.cluster().start(parent.terminal()::progress)) {
                options.set().ifPresent(set -> OwnSet.on(cluster, set, parent.terminal()));
                parent.terminal()
                        .result(String.join(
                                System.lineSeparator(),
                                PlannedLoad.of(
                                        cluster, scenarios, options.course().parallel(), rounds)));
            }
            return ExitCode.KEPT;
        }
        if (options.course().step()) {
            if (!Boolean.getBoolean(INTERACTIVE)) {
                throw options.wrong("--step waits for Enter before each step, and the input or output is no terminal");
            }
            specification.stopAtSteps();
        }
        Plan plan = new Plan(scenarios.stream().map(SpecifiedScenario::title).toList(), rounds);
        try (VerifyRun run = VerifyRun.start(options.settings(), parent.terminal(), plan)) {
            if (options.course().step()) {
                run.stopAtSteps(new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())));
            }
            List<Throwable> thrown = new ArrayList<>();
            for (int round = 1; round <= rounds && !run.cancellation().isCancellationRequested(); round++) {
                run.begin(round);
                thrown.addAll(specification.run(run.cancellation()));
            }
            Outcome outcome = run.end();
            boolean unexplained = run.brokeOff() || outcome == Outcome.PASSED;
            if (unexplained && !thrown.isEmpty()) {
                explain(thrown.get(0));
                return outcome == Outcome.FAILED ? ExitCode.BROKEN : ExitCode.INCONCLUSIVE;
            }
            run.stayForTheKept();
            return ExitCode.of(outcome);
        }
    }

    /** Whatever was thrown, the scenarios did not all say how they ended. */
    private void explain(Throwable thrown) {
        LoggerFactory.getLogger(VerifyCommand.class).error("the specification did not run as a whole", thrown);
        parent.terminal()
                .error("not every scenario could be judged; details are in "
                        + options.report().resolve(VerifyOptions.LOG));
    }
}
