package dev.holdfast.cli;

import dev.holdfast.cluster.MachineOrder;
import dev.holdfast.cluster.RunningClusters;
import dev.holdfast.run.ExitCode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** A command that tells a running embedded cluster to break or mend something. */
@Command(mixinStandardHelpOptions = true, versionProvider = Holdfast.Version.class, sortOptions = false)
abstract class OrderCommand implements Callable<Integer> {

    @ParentCommand
    private ClusterCommand parent;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The data folder of the cluster that is meant. Default: that of the only one that 'cluster up' keeps.")
    private Path data;

    /** {@return what the cluster is told} */
    abstract MachineOrder order();

    @Override
    public final Integer call() {
        MachineOrder order = order();
        new RunningClusters(CacheFolder.of(System.getenv()))
                .one(Optional.ofNullable(data).map(Path::toAbsolutePath))
                .obey(order);
        parent.terminal().result("done");
        return ExitCode.KEPT;
    }

    /** One that breaks something, for good or for a time. */
    abstract static class Breaking extends OrderCommand {

        @Option(
                names = "--for",
                paramLabel = "DURATION",
                description = "Undo it after this time, such as 30s or 2m. Default: it lasts until it is undone.")
        private String time;

        @Override
        final MachineOrder order() {
            return breaking().with("for", time);
        }

        /** {@return what is broken} */
        abstract MachineOrder breaking();
    }
}
