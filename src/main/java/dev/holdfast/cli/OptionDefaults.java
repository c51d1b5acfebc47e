package dev.holdfast.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Where an option has its value from that is not on the command line. The first of these that says something counts: the
 * environment variable of its name ({@code HOLDFAST_TIMEOUT_FACTOR} for {@code --timeout-factor}), the system property of
 * its name ({@code holdfast.timeout-factor}; this is how the Maven build passes options), the file that {@code --config}
 * names, which is {@value #FILE} in the current folder if there is one.
 */
final class OptionDefaults implements IDefaultValueProvider {

    /** The file that is read without being asked for. */
    static final String FILE = "holdfast.yaml";

    /** What separates several values of one option, as a regular expression. */
    static final String LINES = "\\R";

    private static final String CONFIG = "config";

    private final Map<String, String> environment;
    private final Path folder;
    private final Map<Path, ConfigFile> read = new HashMap<>();

    /**
     * Values from somewhere.
     *
     * @param environment the environment variables
     * @param folder the current folder
     */
    OptionDefaults(Map<String, String> environment, Path folder) {
        this.environment = Map.copyOf(environment);
        this.folder = folder;
    }

    /** {@return what is set around this process} */
    static OptionDefaults ofProcess() {
        return new OptionDefaults(System.getenv(), Path.of(""));
    }

    @Override
    public String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? setting(option).map(Setting::value).orElse(null)
                : null;
    }

    /**
     * What an option is set to, apart from the command line.
     *
     * @param option the option
     * @return the value and where it is from, or nothing
     * @throws ParameterException when the file cannot be read, or says what cannot be meant
     */
    Optional<Setting> setting(OptionSpec option) {
        if (option.usageHelp() || option.versionHelp()) {
            return Optional.empty();
        }
        String name = name(option);
        Optional<Setting> set = outside(name);
        return set.isPresent() || name.equals(CONFIG)
                ? set
                : file(option.command()).flatMap(file -> file.setting(name));
    }

    /** {@return the environment variable for an option} */
    static String variable(OptionSpec option) {
        return "HOLDFAST_" + name(option).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** {@return whether an option has its value from the environment, unless it is on the command line} */
    Optional<String> fromEnvironment(OptionSpec option) {
        return Optional.ofNullable(environment.get(variable(option))).filter(value -> !value.isBlank());
    }

    private Optional<Setting> outside(String name) {
        String variable = "HOLDFAST_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
        String property = "holdfast." + name;
        return value(environment.get(variable), "the environment variable " + variable)
                .or(() -> value(System.getProperty(property), "the system property " + property));
    }

    private static Optional<Setting> value(String value, String from) {
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(new Setting(value, from));
    }

    private Optional<ConfigFile> file(CommandSpec command) {
        Optional<String> named = named(command);
        Path file = folder.resolve(named.orElse(FILE));
        if (named.isEmpty() && !Files.exists(file)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(command.commandLine(), "--config " + file + " is not a file");
        }
        try {
            return Optional.of(read.computeIfAbsent(file, each -> ConfigFile.read(each, known())));
        } catch (IllegalArgumentException refused) {
            throw new ParameterException(command.commandLine(), refused.getMessage(), refused);
        }
    }

    /** The command line has been read by the time that defaults are asked for. */
    private Optional<String> named(CommandSpec command) {
        OptionSpec option = command.findOption("--" + CONFIG);
        Path given = option == null ? null : option.getValue();
        return given == null ? outside(CONFIG).map(Setting::value) : Optional.of(given.toString());
    }

    /** All commands read the same file, so it may speak of the options of any of them. */
    private static Map<String, OptionSpec> known() {
        Map<String, OptionSpec> known = new HashMap<>();
        add(known, Holdfast.specification());
        known.remove(CONFIG);
        return known;
    }

    private static void add(Map<String, OptionSpec> known, CommandSpec command) {
        command.options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .forEach(option -> known.putIfAbsent(name(option), option));
        command.subcommands().values().stream().map(CommandLine::getCommandSpec).forEach(each -> add(known, each));
    }

    private static String name(OptionSpec option) {
        return option.longestName().replaceFirst("^--?", "");
    }
}
