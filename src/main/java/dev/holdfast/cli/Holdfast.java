package dev.holdfast.cli;

import dev.holdfast.report.HoldfastVersion;
import dev.holdfast.report.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command {@code holdfast}. */
@Command(
        name = "holdfast",
        description = "Verifies on a live cluster what a Kubernetes StatefulSet promises.",
        mixinStandardHelpOptions = true,
        versionProvider = Holdfast.Version.class,
        subcommands = {VerifyCommand.class, JudgeCommand.class, ClusterCommand.class},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Every guarantee that was asked for is kept, or does not apply.",
            "1:A guarantee is broken.",
            "2:Wrong use, or the machine does not allow it.",
            "3:Inconclusive: something broke that is no guarantee."
        })
public final class Holdfast implements Runnable {

    private final Terminal terminal;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    Holdfast(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        System.exit(commandLine(Terminal.ofProcess()).execute(arguments));
    }

    /**
     * The whole command line.
     *
     * @param terminal where people read
     */
    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new Holdfast(terminal));
        commandLine.setDefaultValueProvider(new SystemPropertyDefaults());
        commandLine.setParameterExceptionHandler(new WrongUse(terminal));
        commandLine.setExecutionExceptionHandler(new Failures(terminal));
        commandLine.setOut(terminal.writer());
        commandLine.setUsageHelpAutoWidth(true);
        return commandLine;
    }

    /** {@return where people read} */
    Terminal terminal() {
        return terminal;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "a command is missing: verify, judge or cluster up");
    }

    /** Tells which Holdfast this is. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"holdfast " + HoldfastVersion.current()};
        }
    }
}
