package dev.holdfast.cli;

import dev.holdfast.cluster.EmbeddedClusterOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * What may be chosen about a run of the specification. Each option can also be given as a system property of its name,
 * {@code --report} as {@code holdfast.report}; that is how the Maven build passes them.
 */
public final class VerifyOptions {

    /** The log file in the report directory. */
    static final String LOG = "holdfast.log";

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--tags",
            paramLabel = "EXPRESSION",
            description = "Run only the scenarios with these tags, such as \"@storage and not @slow\".")
    private String tags;

    @Option(names = "--features", paramLabel = "DIR", description = "The specification. Default: the project's own.")
    private Path features;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many scenarios run at once. Default: ${DEFAULT-VALUE}.")
    private int parallel;

    @Option(
            names = "--timeout-factor",
            paramLabel = "F",
            defaultValue = "1",
            description = "Multiplies every time limit, for slow machines. Default: ${DEFAULT-VALUE}.")
    private double timeoutFactor;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Where histories, results and logs go. Default: target/holdfast in the project.")
    private Path report;

    private String typed;

    @Mixin
    private EmbeddedOptions embedded = new EmbeddedOptions();

    /**
     * The options of a run that has no command line.
     *
     * @return what the system properties say, else the defaults
     */
    public static VerifyOptions ofSystemProperties() {
        VerifyOptions options = new VerifyOptions();
        CommandLine commandLine =
                new CommandLine(CommandSpec.create().addMixin("options", CommandSpec.forAnnotatedObject(options)));
        commandLine.setDefaultValueProvider(new SystemPropertyDefaults());
        commandLine.parseArgs();
        options.typed = Typed.maven(commandLine.getCommandSpec());
        return options;
    }

    /**
     * Checks what can be checked before anything is started, and tells logging and scenarios about the report directory
     * and the time limits.
     *
     * @throws ParameterException when an option cannot be meant
     */
    void apply() {
        if (parallel < 1) {
            throw wrong("--parallel must be 1 or more, not " + parallel);
        }
        if (!(timeoutFactor > 0)) {
            throw wrong("--timeout-factor must be more than 0, not " + timeoutFactor);
        }
        if (!Files.isDirectory(features())) {
            throw wrong("--features " + features() + " is not a folder");
        }
        if (Files.exists(report()) && !Files.isDirectory(report())) {
            throw wrong("--report " + report() + " is not a folder");
        }
        System.setProperty("holdfast.report", report().toString());
        System.setProperty("holdfast.manifests", home().resolve("manifests").toString());
        System.setProperty("holdfast.timeout-factor", Double.toString(timeoutFactor));
    }

    /** {@return what starts a run with the same options} */
    String typed() {
        return typed != null ? typed : Typed.launcher(command.root().commandLine());
    }

    /** {@return the log file of the command that is running} */
    static Path reportLog() {
        return Path.of(System.getProperty("holdfast.report", "target/holdfast"), LOG);
    }

    /** {@return the folder of the project} */
    static Path home() {
        return Path.of(System.getProperty("holdfast.home", "")).toAbsolutePath();
    }

    /** {@return the folder of the features} */
    Path features() {
        return features == null ? home().resolve("features") : features.toAbsolutePath();
    }

    /** {@return the folder that histories, results and logs go to} */
    Path report() {
        return report == null ? home().resolve("target/holdfast") : report.toAbsolutePath();
    }

    /** {@return the tag expression, if one was given} */
    Optional<String> tags() {
        return Optional.ofNullable(tags);
    }

    /** {@return how many scenarios run at once} */
    int parallel() {
        return parallel;
    }

    /**
     * The cluster that was asked for.
     *
     * @throws ParameterException when an option cannot be meant
     */
    EmbeddedClusterOptions cluster() {
        return embedded.read(home(), report().resolve("cluster.log"), List.of());
    }

    /**
     * Refuses.
     *
     * @param sentence what cannot be meant
     * @return to be thrown
     */
    ParameterException wrong(String sentence) {
        return new ParameterException(command.commandLine(), sentence);
    }
}
