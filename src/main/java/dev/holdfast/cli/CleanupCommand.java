package dev.holdfast.cli;

import dev.holdfast.cluster.Images;
import dev.holdfast.cluster.chosen.ChosenCluster;
import dev.holdfast.cluster.chosen.ChosenClusterOptions;
import dev.holdfast.cluster.chosen.ChosenClusterProvider;
import dev.holdfast.ownership.Sweep;
import dev.holdfast.report.Terminal;
import dev.holdfast.run.ExitCode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code holdfast cleanup}: takes away what runs left that were killed. */
@Command(
        name = "cleanup",
        description = {
            "Removes what runs that were killed left on a cluster of yours.",
            "Only what a run has made and marked as its own is touched: of runs whose time (6 hours) is over, of runs that"
                    + " were started on this machine and whose process is gone, and of the run that --run names."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Holdfast.Version.class,
        sortOptions = false)
final class CleanupCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @ParentCommand
    private Holdfast parent;

    @Mixin
    private AccessOptions access = new AccessOptions();

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description = "Look into this namespace, which a run had to stay in. Default: for namespaces of runs.")
    private String namespace;

    @Option(
            names = "--run",
            paramLabel = "ID",
            description = "Remove what this run made, even if it may be going on elsewhere.")
    private String run;

    @Override
    public Integer call() {
        Optional<String> inside = Optional.ofNullable(namespace);
        ChosenClusterOptions options = new ChosenClusterOptions(
                access.read(System.getenv()), Optional.empty(), Optional.empty(), Images.PUBLISHED, inside);
        try (ChosenCluster cluster = new ChosenClusterProvider(options, (found, progress) -> {}).connect()) {
            Sweep sweep = new Sweep(cluster.client(), inside);
            Sweep.Result result = run == null ? sweep.forgotten(PATIENCE) : sweep.run(run, PATIENCE);
            return tell(result, sweep.others());
        }
    }

    private int tell(Sweep.Result result, Set<String> others) {
        Terminal terminal = parent.terminal();
        result.removed().forEach(each -> terminal.result("removed     " + each));
        result.staying().forEach(each -> terminal.result("still there " + each));
        others.forEach(each -> terminal.result(
                "left alone  what belongs to run " + each + ": it may be going on; --run removes it all the same"));
        if (result.removed().isEmpty() && result.staying().isEmpty()) {
            terminal.result("nothing was left behind");
        }
        return result.staying().isEmpty() ? ExitCode.KEPT : ExitCode.INCONCLUSIVE;
    }
}
