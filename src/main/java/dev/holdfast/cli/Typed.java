package dev.holdfast.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Says what was typed to start a run, so that a report can tell how to do it again. */
final class Typed {

    private Typed() {}

    /** {@return the command line that was parsed, ready for a shell} */
    static String launcher(CommandLine root) {
        List<String> words = new ArrayList<>(List.of("./holdfast"));
        words.addAll(root.getParseResult().originalArgs());
        return words.stream().map(Typed::quoted).collect(Collectors.joining(" "));
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
        return words.stream().map(Typed::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
