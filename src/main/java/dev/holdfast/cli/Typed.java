package dev.holdfast.cli;

import dev.holdfast.program.ProgramName;
import dev.holdfast.program.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Says what was typed to start a run, so that a report can tell how to do it again. */
final class Typed {

    private Typed() {}

    /**
     * The command line that was parsed, ready for a shell, with the options before it that came from the environment.
     *
     * @param root all commands
     * @param options the options of the command that was called
     */
    static String launcher(CommandLine root, CommandSpec options) {
        List<String> words = new ArrayList<>();
        if (root.getDefaultValueProvider() instanceof OptionDefaults defaults) {
            for (OptionSpec option : options.options()) {
                defaults.fromEnvironment(option)
                        .ifPresent(value -> words.add(OptionDefaults.variable(option) + "=" + ShellWord.quoted(value)));
            }
        }
        words.add(ProgramName.typed());
        root.getParseResult().originalArgs().stream().map(ShellWord::quoted).forEach(words::add);
        return String.join(" ", words);
    }

    /** {@return the Maven build with the options that were given as system properties, ready for a shell} */
    static String maven(CommandSpec options) {
        List<String> words = new ArrayList<>(List.of("mvn", "verify"));
        for (OptionSpec option : options.options()) {
            String property = "holdfast." + option.longestName().replaceFirst("^--", "");
            String value = System.getProperty(property);
            if (value != null && !value.isBlank()) {
                words.add("-D" + property + "=" + value);
            }
        }
        return words.stream().map(ShellWord::quoted).collect(Collectors.joining(" "));
    }
}
