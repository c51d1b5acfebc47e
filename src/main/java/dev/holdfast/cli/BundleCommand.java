package dev.holdfast.cli;

import dev.holdfast.cluster.EmbeddedClusterOptions;
import dev.holdfast.cluster.EmbeddedClusterProvider;
import dev.holdfast.program.ProgramName;
import dev.holdfast.report.Terminal;
import dev.holdfast.run.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;

/**
 * {@code holdfast cluster bundle}: builds what a cluster consists of and writes it to a file, for machines that then need not
 * build it.
 */
@Command(
        name = "bundle",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = {
            "Builds the programs and images of a cluster and writes them to a file, with its checksum in another one.",
            "Where --node-bundle names that file, or a copy of it on a server, a first run builds only what has changed since."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Holdfast.Version.class)
final class BundleCommand implements Callable<Integer> {

    @ParentCommand
    private ClusterCommand parent;

    @CommandLine.Spec
    private CommandSpec spec;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            required = true,
            description = "The file for the bundle; its checksum goes to FILE.sha256.")
    private Path output;

    @Mixin
    private BuildOptions options = new BuildOptions();

    @Override
    public Integer call() {
        Path file = output.toAbsolutePath();
        Installation.obstacleToCluster().ifPresent(sentence -> {
            throw new ParameterException(spec.commandLine(), sentence);
        });
        if (Files.isDirectory(file) || !Files.isDirectory(file.getParent())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--output " + output + " cannot be written: it is a folder, or its folder is not there");
        }
        EmbeddedClusterOptions wanted = EmbeddedClusterOptions.of(
                VerifyOptions.home(),
                options.cache(),
                options.kubernetes(),
                options.nodeBundle(),
                Installation.report("holdfast").resolve("cluster.log"));
        Terminal terminal = parent.terminal();
        new EmbeddedClusterProvider(wanted).bundle(file, terminal::progress);
        terminal.result(String.join(
                System.lineSeparator(),
                "The bundle is " + output + ", its checksum " + output + ".sha256. On another machine:",
                "  " + ProgramName.with("verify --node-bundle " + output)));
        return ExitCode.KEPT;
    }
}
