package dev.holdfast.cli;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Options that are mixed into commands, and what is said when one of them cannot be meant. */
abstract class OptionGroup {

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandSpec command;

    /** {@return the command that has these options} */
    final CommandSpec command() {
        return command;
    }

    /**
     * Refuses.
     *
     * @param sentence what cannot be meant
     * @return to be thrown
     */
    final ParameterException wrong(String sentence) {
        return new ParameterException(command.commandLine(), sentence);
    }

    /**
     * Refuses what could not be read.
     *
     * @param sentence what cannot be meant
     * @param cause what was thrown when it was read
     * @return to be thrown
     */
    final ParameterException wrong(String sentence, Exception cause) {
        return new ParameterException(command.commandLine(), sentence, cause);
    }

    /**
     * Refuses, if there is a reason.
     *
     * @param objection what cannot be meant, if anything
     */
    final void refuse(Optional<String> objection) {
        objection.ifPresent(sentence -> {
            throw wrong(sentence);
        });
    }
}
