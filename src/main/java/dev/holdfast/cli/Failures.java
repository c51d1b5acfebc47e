package dev.holdfast.cli;

import dev.holdfast.cluster.ClusterFailedException;
import dev.holdfast.cluster.ClusterRefusedException;
import dev.holdfast.report.Terminal;
import dev.holdfast.run.ExitCode;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns whatever ends a command early into one sentence and an exit code; the details go to the log file. */
record Failures(Terminal terminal) implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, ParseResult arguments) {
        LoggerFactory.getLogger(Failures.class).error("the command ended early", failure);
        if (failure instanceof ClusterRefusedException) {
            terminal.error(failure.getMessage());
            return ExitCode.REFUSED;
        }
        if (failure instanceof ClusterFailedException) {
            terminal.error(failure.getMessage());
            return ExitCode.INCONCLUSIVE;
        }
        terminal.error("unexpected: " + failure + "; details are in " + VerifyOptions.reportLog());
        return ExitCode.INCONCLUSIVE;
    }
}
