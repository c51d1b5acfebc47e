package dev.holdfast.cli;

import dev.holdfast.cluster.EmbeddedCluster;
import dev.holdfast.cluster.EmbeddedClusterOptions;
import dev.holdfast.cluster.EmbeddedClusterProvider;
import dev.holdfast.report.Terminal;
import dev.holdfast.run.ExitCode;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code holdfast cluster}: the embedded cluster by itself. */
@Command(
        name = "cluster",
        description = "Keeps the same Kubernetes up to look around in, and breaks its nodes and links on purpose.",
        subcommands = {
            BundleCommand.class,
            ProgramOrders.Freeze.class,
            ProgramOrders.Thaw.class,
            ProgramOrders.Kill.class,
            ProgramOrders.Restart.class,
            ProgramOrders.Start.class,
            LinkOrders.Cut.class,
            LinkOrders.Part.class,
            LinkOrders.Delay.class,
            LinkOrders.Loss.class,
            LinkOrders.Heal.class,
            StorageOrders.Fill.class,
            StorageOrders.Empty.class,
            StorageOrders.Nfs.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Holdfast.Version.class)
final class ClusterCommand implements Runnable {

    /** How something is said on standard output. */
    enum Output {
        TEXT,
        JSON
    }

    @ParentCommand
    private Holdfast parent;

    @CommandLine.Spec
    private CommandSpec spec;

    /** {@return where people read} */
    Terminal terminal() {
        return parent.terminal();
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "a command is missing: cluster up or cluster bundle");
    }

    /**
     * {@code holdfast cluster up}: starts a cluster and keeps it until it is told to end.
     *
     * @return the exit code, when the cluster ended on its own
     * @throws InterruptedException when the command is interrupted
     */
    @Command(
            name = "up",
            abbreviateSynopsis = true,
            sortOptions = false,
            description = "Starts a cluster, prints how to point kubectl at it, and keeps it until Ctrl-C.",
            mixinStandardHelpOptions = true,
            versionProvider = Holdfast.Version.class)
    int up(
            @Mixin EmbeddedOptions options,
            @Option(
                            names = "--report",
                            paramLabel = "DIR",
                            description = "Where logs go. Default: target/holdfast in the project.")
                    Path report,
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FORMAT",
                            defaultValue = "text",
                            description =
                                    "How to say on standard output how the cluster is reached: text, or json for a line"
                                            + " that programs read. Default: ${DEFAULT-VALUE}.")
                    Output output)
            throws InterruptedException {
        Path directory = report == null ? Installation.report("holdfast") : report.toAbsolutePath();
        Installation.obstacleToCluster()
                .or(() -> ReportFolder.objection(directory))
                .ifPresent(sentence -> {
                    throw new CommandLine.ParameterException(
                            spec.commandLine().getSubcommands().get("up"), sentence);
                });
        System.setProperty("holdfast.report", directory.toString());
        EmbeddedClusterOptions wanted =
                options.read(VerifyOptions.home(), directory.resolve("cluster.log"), List.of("kubectl"), List.of());
        Terminal terminal = parent.terminal();
        try (EmbeddedCluster cluster = new EmbeddedClusterProvider(wanted).startForOrders(terminal::progress)) {
            ClusterInstructions instructions =
                    new ClusterInstructions(cluster, cluster.kubeconfig(), cluster.programs());
            terminal.result(output == Output.JSON ? instructions.json() : instructions.text());
            cluster.await();
            cluster.failure().ifPresent(terminal::error);
            return ExitCode.INCONCLUSIVE;
        }
    }
}
