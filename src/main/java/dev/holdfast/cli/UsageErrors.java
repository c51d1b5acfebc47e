package dev.holdfast.cli;

import dev.holdfast.report.Terminal;
import dev.holdfast.run.ExitCode;
import dev.holdfast.spelling.Suggestions;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says in one sentence what is wrong with a command line, with what was set elsewhere for it, and where to read how it is
 * used.
 */
record UsageErrors(Terminal terminal, OptionDefaults defaults) implements IParameterExceptionHandler {

    private static final Pattern OPTION = Pattern.compile("--[a-z0-9][a-z0-9-]*");

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandSpec command = wrong.getCommandLine().getCommandSpec();
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            terminal.error(unmatched(unmatched, command) + " (see `" + command.qualifiedName() + " --help`)");
            return ExitCode.REFUSED;
        }
        // That values may also be separated by line ends is for variables and files, and nothing to type.
        String sentence = wrong.getMessage()
                .replace("[" + OptionDefaults.LINES + "KEY=VALUE]...", "")
                // As picocli has it.
                .replace("option option", "option");
        terminal.error(
                sentence + origin(wrong, command, arguments) + " (see `" + command.qualifiedName() + " --help`)");
        return ExitCode.REFUSED;
    }

    private static String unmatched(UnmatchedArgumentException wrong, CommandSpec command) {
        String word = wrong.getUnmatched().get(0);
        if (wrong.isUnknownOption()) {
            String name = word.replaceFirst("=.*", "");
            return "there is no option " + name
                    + Suggestions.question(name, command.optionsMap().keySet());
        }
        Set<String> commands = command.subcommands().keySet();
        return commands.isEmpty()
                ? "\"" + word + "\" is not expected here"
                : "there is no command " + word + Suggestions.question(word, commands);
    }

    /** Where the first option was set that the sentence speaks of, unless it is on the command line. */
    private String origin(ParameterException wrong, CommandSpec command, String[] arguments) {
        if (wrong.getCause() instanceof IllegalArgumentException) {
            // It may be the file with options itself that cannot be read.
            return "";
        }
        return OPTION.matcher(wrong.getMessage())
                .results()
                .map(found -> command.findOption(found.group()))
                .filter(option -> option != null && !isGiven(option, arguments))
                .flatMap(option -> defaults.setting(option).stream())
                .map(setting -> " (from " + setting.from() + ")")
                .findFirst()
                .orElse("");
    }

    private static boolean isGiven(OptionSpec option, String[] arguments) {
        return Arrays.stream(option.names()).anyMatch(name -> Arrays.stream(arguments)
                .anyMatch(word -> word.equals(name) || word.startsWith(name + "=")));
    }
}
