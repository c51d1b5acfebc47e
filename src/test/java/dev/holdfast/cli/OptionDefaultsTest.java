package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.report.Terminal;
import dev.holdfast.run.Parallelism;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class OptionDefaultsTest {

    private static final String PROPERTY = "holdfast.scenario";

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream results = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @BeforeEach
    void features() throws IOException {
        Files.createDirectories(folder.resolve("features"));
        Files.writeString(folder.resolve("features/a.feature"), """
                Feature: F

                  Scenario: command line
                    When pod 0 is deleted

                  Scenario: environment
                    When pod 0 is deleted

                  Scenario: property
                    When pod 0 is deleted

                  Scenario: file
                    When pod 0 is deleted
                """);
        environment.put("HOLDFAST_FEATURES", folder.resolve("features").toString());
        environment.put("HOLDFAST_REPORT", folder.resolve("report").toString());
    }

    @AfterEach
    void clear() {
        System.clearProperty(PROPERTY);
        System.clearProperty("holdfast.report");
        System.clearProperty(Parallelism.PROPERTY);
        System.clearProperty("holdfast.timeout-factor");
        System.clearProperty("holdfast.keep-failed");
        System.clearProperty("holdfast.manifests");
    }

    @Test
    void theCommandLineCountsBeforeEnvironmentPropertyAndFile() throws IOException {
        assertThat(wouldRun()).isEqualTo("4 scenarios would run");
        file("scenario: file");
        assertThat(wouldRun()).startsWith("F › file ");
        System.setProperty(PROPERTY, "property");
        assertThat(wouldRun()).startsWith("F › property ");
        environment.put("HOLDFAST_SCENARIO", "environment");
        assertThat(wouldRun()).startsWith("F › environment ");
        assertThat(wouldRun("--scenario", "command")).startsWith("F › command line ");
    }

    @Test
    void theFileThatIsNamedIsReadInPlaceOfTheOneThatIsThere() throws IOException {
        file("scenario: file");
        Path other = Files.writeString(folder.resolve("other.yaml"), "scenario: property\n");
        assertThat(wouldRun("--config", other.toString())).startsWith("F › property ");
        environment.put("HOLDFAST_CONFIG", other.toString());
        assertThat(wouldRun()).startsWith("F › property ");
    }

    @ParameterizedTest
    @CsvSource({"true,3", "false,1"})
    void takesFlagsAndNumbers(String flag, int rounds) throws IOException {
        file("fail-fast: " + flag + "\nrepeat: " + rounds + "\n# a comment\nimage:\n  web: one\n  tools: two\n"
                + "extra-arg: [kubelet=--v=4, kube-proxy=--v=2]\nnodes: 3");
        assertThat(wouldRun()).endsWith(rounds == 1 ? "would run" : "would run, 3 times each");
        VerifyOptions options = options();
        assertThat(options.course().failFast()).isEqualTo(Boolean.parseBoolean(flag));
        assertThat(options.embedded().images()).containsOnly(Map.entry("web", "one"), Map.entry("tools", "two"));
        assertThat(options.embedded().extraArguments()).containsExactly("kubelet=--v=4", "kube-proxy=--v=2");
        assertThat(options.embedded().nodes()).isEqualTo(3);
    }

    @Test
    void takesSeveralValuesAsLinesOfOneVariable() {
        environment.put("HOLDFAST_IMAGE", "web=one\ntools=two");
        assertThat(options().embedded().images()).containsOnly(Map.entry("web", "one"), Map.entry("tools", "two"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "nodes: 3;paralel: 3            | holdfast.yaml, line 2: there is no option paralel; did you mean parallel? (",
                "help: true                  | holdfast.yaml, line 1: there is no option help (",
                "nodes: 1;nodes: 2           | holdfast.yaml, line 2",
                "parallel: 2;nodes: [1, 2]   | holdfast.yaml, line 2: nodes takes one value, not a list (",
                "tags: {a: b}                | holdfast.yaml, line 1: tags takes one value, not a mapping (",
                "tags:                       | holdfast.yaml, line 1: tags has to be a text, a number, true or false (",
                "image: [{a: b}]             | holdfast.yaml, line 1: each value of image has to be a text, a number,",
                "- nodes                     | holdfast.yaml, line 1: options are written as lines such as \"nodes: 3\" (",
                "nodes: 'a                   | holdfast.yaml, line ",
                ";nodes: many                | Invalid value for option '--nodes': 'many' is not an int (from ",
                ";;repeat: 0                 | --repeat must be 1 or more, not 0 (from ",
                "fail-fast: maybe            | Invalid value for option '--fail-fast': 'maybe' is not a boolean (from ",
            })
    void refusesInOneSentenceWithFileAndLine(String text, String sentence) throws IOException {
        file(text.replace(";", "\n"));
        assertThat(run()).isEqualTo(2);
        String error = errors.toString(StandardCharsets.UTF_8).replace(folder + "/", "");
        assertThat(error)
                .startsWith("error: " + sentence)
                .contains("holdfast.yaml, line ")
                .hasLineCount(1);
        assertThat(results.size()).isZero();
    }

    @Test
    void saysWhichVariableIsWrong() {
        environment.put("HOLDFAST_NODES", "many");
        assertThat(run()).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("'many' is not an int (from the environment variable HOLDFAST_NODES)")
                .hasLineCount(1);
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThat(run("--config", "nowhere.yaml")).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .startsWith("error: --config " + folder.resolve("nowhere.yaml") + " is not a file")
                .hasLineCount(1);
    }

    private void file(String text) throws IOException {
        Files.writeString(folder.resolve("holdfast.yaml"), text + "\n");
    }

    private VerifyOptions options() {
        VerifyOptions options = new VerifyOptions();
        new CommandLine(CommandSpec.create().addMixin("options", CommandSpec.forAnnotatedObject(options)))
                .setDefaultValueProvider(new OptionDefaults(environment, folder))
                .parseArgs();
        return options;
    }

    private String wouldRun(String... more) {
        results.reset();
        int code = run(more);
        assertThat(errors.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(code).isZero();
        String text = results.toString(StandardCharsets.UTF_8).strip();
        return text.lines().count() == 3 && !text.endsWith("each") ? text : text.substring(text.lastIndexOf('\n') + 1);
    }

    private int run(String... more) {
        String[] words = new String[more.length + 2];
        words[0] = "verify";
        words[1] = "--dry-run";
        System.arraycopy(more, 0, words, 2, more.length);
        Terminal terminal = new Terminal(
                new PrintStream(results, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8),
                false);
        int code = Holdfast.commandLine(terminal, new OptionDefaults(environment, folder))
                .execute(words);
        System.clearProperty("holdfast.timeout-factor");
        System.clearProperty("holdfast.report");
        System.clearProperty(Parallelism.PROPERTY);
        System.clearProperty("holdfast.keep-failed");
        return code;
    }
}
