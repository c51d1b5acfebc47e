package dev.holdfast.cli;

import dev.holdfast.report.HoldfastVersion;
import dev.holdfast.report.Terminal;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code holdfast}. */
@Command(
        name = "holdfast",
        description = "Verifies the guarantees of Kubernetes StatefulSets on a live cluster.",
        mixinStandardHelpOptions = true,
        versionProvider = Holdfast.Version.class,
        subcommands = {
            VerifyCommand.class,
            SabotageCommand.class,
            ObserveCommand.class,
            ExplainCommand.class,
            JudgeCommand.class,
            ReportCommand.class,
            CompareCommand.class,
            ListCommand.class,
            ClusterCommand.class,
            RbacCommand.class,
            ImageCommand.class,
            CleanupCommand.class,
            CompletionCommand.class
        },
        abbreviateSynopsis = true,
        footer = {
            "",
            "`sabotage`, `compare` and `explain` use the same codes for what they ask, as their help says.",
            "",
            "Every option can also be given as an environment variable (--timeout-factor as HOLDFAST_TIMEOUT_FACTOR) or in a"
                    + " file (--config). What is on the command line counts first, then the environment, then the file.",
            "What a command takes: holdfast COMMAND --help"
        })
public final class Holdfast implements Runnable {

    private final Terminal terminal;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Read by {@link OptionDefaults}, by its name. */
    @SuppressWarnings("UnusedVariable")
    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "A YAML file with options, such as the line \"nodes: 3\". Default: " + OptionDefaults.FILE
                    + " in the current folder, if it is there.")
    private Path config;

    Holdfast(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        // Here, and not where logging finds it by itself: whoever uses this jar as a library logs as they like.
        System.getProperties().putIfAbsent("logback.configurationFile", "dev/holdfast/logback.xml");
        System.exit(commandLine(Terminal.ofProcess()).execute(arguments));
    }

    /**
     * The whole command line, in this process's environment.
     *
     * @param terminal where people read
     */
    static CommandLine commandLine(Terminal terminal) {
        return commandLine(terminal, OptionDefaults.ofProcess());
    }

    /**
     * The whole command line.
     *
     * @param terminal where people read
     * @param defaults what options are that are not given
     */
    static CommandLine commandLine(Terminal terminal, OptionDefaults defaults) {
        CommandLine commandLine = new CommandLine(new Holdfast(terminal));
        commandLine.setDefaultValueProvider(defaults);
        commandLine.setParameterExceptionHandler(new UsageErrors(terminal, defaults));
        commandLine.setExecutionExceptionHandler(new Failures(terminal));
        commandLine.setOut(terminal.writer());
        commandLine.setUsageHelpAutoWidth(true);
        // A tag is no file, although it looks to picocli like one: --tags @node where there is a folder node.
        commandLine.setExpandAtFiles(false);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        HelpSections.install(commandLine);
        ExitCodeHelp.install(commandLine);
        CompletionCommand.explain(commandLine.getSubcommands().get("completion").getCommandSpec());
        return commandLine;
    }

    /** {@return all commands with their options} */
    static CommandLine.Model.CommandSpec specification() {
        return new CommandLine(new Holdfast(Terminal.ofProcess())).getCommandSpec();
    }

    /** {@return where people read} */
    Terminal terminal() {
        return terminal;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "a command is missing: verify, sabotage, observe, explain, judge, report, compare, list or cluster up");
    }

    /** Tells which Holdfast this is. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"holdfast " + HoldfastVersion.current()};
        }
    }
}
