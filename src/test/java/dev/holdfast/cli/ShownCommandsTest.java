package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.pages.Page;
import dev.holdfast.pages.ShownCommand;
import dev.holdfast.report.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Whatever users are shown to type, on pages and in the help, works, as far as a machine without a cluster can tell. */
class ShownCommandsTest {

    /** Programs of others. What they are shown to do is none of this project's doing, and takes a cluster or an engine. */
    private static final List<String> OF_OTHERS = List.of(
            "kubectl", "docker", "git", "tar", "cd", "export", "go", "sudo", "source", "less", "wait", "kill", "ln",
            "chmod", "helm");

    private final Map<String, String> before = new HashMap<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    Path scratch;

    @BeforeEach
    void project() {
        before.putAll(ownProperties());
        System.setProperty("holdfast.home", Path.of("").toAbsolutePath().toString());
    }

    /** Options are handed on to scenarios as system properties. */
    @AfterEach
    void restoreProperties() {
        ownProperties().keySet().forEach(System::clearProperty);
        before.forEach(System::setProperty);
    }

    private static Map<String, String> ownProperties() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("holdfast."))
                .collect(Collectors.toMap(name -> name, System::getProperty));
    }

    @ParameterizedTest
    @MethodSource("commandsOfHoldfast")
    void doesWhatItIsShownToDo(ShownCommand command) throws IOException {
        List<String> arguments = new Rehearsal(scratch).arguments(command);
        if (Rehearsal.reasonNotToRun(command).isPresent()) {
            commandLine().parseArgs(arguments.toArray(String[]::new));
            return;
        }
        int code = commandLine().execute(arguments.toArray(String[]::new));
        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(code).as(text).isEqualTo(command.exitCode());
        if (command.output().isEmpty()) {
            assertThat(text.lines()).anyMatch(Rehearsal.printed(command).asMatchPredicate());
        } else {
            assertThat(text).matches(shown(command.output()));
        }
    }

    static Stream<ShownCommand> commandsOfHoldfast() throws IOException {
        Map<List<String>, ShownCommand> once = new HashMap<>();
        List<ShownCommand> commands = new ArrayList<>(onPages());
        commands.addAll(inHelp(Holdfast.specification()));
        for (ShownCommand command : commands) {
            if (List.of("holdfast", "./holdfast", "bin/holdfast").contains(command.program())) {
                List<String> typed = new ArrayList<>(command.arguments());
                typed.addAll(command.output());
                once.putIfAbsent(typed, command);
            }
        }
        return once.values().stream();
    }

    @Test
    void everyOtherProgramIsThere() throws IOException {
        List<ShownCommand> others = onPages().stream()
                .filter(command -> !command.program().endsWith("holdfast"))
                .filter(command -> !OF_OTHERS.contains(command.program()))
                .toList();
        assertThat(others).anyMatch(command -> command.program().equals("mvn"));
        assertThat(others).allSatisfy(command -> {
            if (command.program().equals("mvn")) {
                assertThat(command.arguments()).allSatisfy(ShownCommandsTest::isKnownToTheBuild);
            } else {
                assertThat(Path.of(command.program())).isExecutable();
            }
        });
    }

    @Test
    void everyCodeSpanThatIsACommandIsUnderstood() throws IOException {
        List<ShownCommand> spans = new ArrayList<>();
        for (Page page : Page.all()) {
            page.codeSpans().stream()
                    .filter(span -> span.matches("(\\./)?holdfast [^…A-Z]*"))
                    .forEach(span -> spans.addAll(ShownCommand.ofLine(page.toString(), span)));
        }
        Rehearsal rehearsal = new Rehearsal(scratch);
        assertThat(spans).isNotEmpty().allSatisfy(span -> commandLine()
                .parseArgs(rehearsal.arguments(span).toArray(String[]::new)));
    }

    /** Goals, and options that can be understood without running Maven. */
    private static void isKnownToTheBuild(String argument) {
        if (argument.startsWith("-Dholdfast.")) {
            assertThat(Holdfast.specification()
                            .subcommands()
                            .get("verify")
                            .getCommandSpec()
                            .optionsMap())
                    .containsKey(
                            "--" + argument.replaceFirst("^-Dholdfast\\.", "").replaceFirst("=.*", ""));
        } else if (argument.startsWith("-Dtest=") && !argument.equals("-Dtest=none")) {
            assertThat(testsNamed(argument.replaceFirst("^-Dtest=", "").replaceFirst("#.*", "")))
                    .isNotEmpty();
        } else {
            assertThat(argument)
                    .isIn(
                            "verify",
                            "test",
                            "package",
                            "spotless:apply",
                            "-o",
                            "-Dtest=none",
                            "-Dsurefire.failIfNoSpecifiedTests=false");
        }
    }

    private static List<Path> testsNamed(String name) {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.filter(file -> file.endsWith(name + ".java")).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<ShownCommand> onPages() throws IOException {
        List<ShownCommand> commands = new ArrayList<>();
        for (Page page : Page.all()) {
            commands.addAll(ShownCommand.of(page));
        }
        return commands;
    }

    /** Examples stand at the foot of a command's help, with what they are for behind them. */
    private static List<ShownCommand> inHelp(CommandLine.Model.CommandSpec command) {
        List<ShownCommand> commands = new ArrayList<>();
        Arrays.stream(command.usageMessage().footer())
                .filter(line -> line.startsWith("  holdfast "))
                .map(line -> line.strip().replaceFirst("   .*", ""))
                .forEach(line -> commands.addAll(ShownCommand.ofLine(command.qualifiedName() + " --help", line)));
        command.subcommands().values().forEach(each -> commands.addAll(inHelp(each.getCommandSpec())));
        return commands;
    }

    /** What a page shows of an output: in this order, with {@code …} for what is left out, be it lines or a part of one. */
    private static Pattern shown(List<String> output) {
        StringBuilder pattern = new StringBuilder();
        for (String line : output) {
            if (line.strip().equals("…")) {
                pattern.append("(?:.*\\R)*?");
            } else {
                pattern.append(Pattern.quote(line.stripTrailing()).replace("…", "\\E.*\\Q"))
                        .append(" *\\R");
            }
        }
        return Pattern.compile(pattern.append("\\R*").toString());
    }

    private CommandLine commandLine() {
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return Holdfast.commandLine(new Terminal(stream, stream, false), new OptionDefaults(Map.of(), scratch));
    }
}
