package dev.holdfast.cli;

import dev.holdfast.report.Terminal;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** Says in one sentence what is wrong with a command line, and where to read how it is used. */
final class WrongUse implements IParameterExceptionHandler {

    private final Terminal terminal;

    WrongUse(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        terminal.error(wrong.getMessage() + " (see `" + command + " --help`)");
        return ExitCode.REFUSED;
    }
}
