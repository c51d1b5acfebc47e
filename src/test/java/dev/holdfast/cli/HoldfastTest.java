package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.report.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldfastTest {

    private static final List<String> PROPERTIES = List.of(
            "holdfast.home", "holdfast.report", "holdfast.timeout-factor", "holdfast.manifests", "holdfast.nodes");

    @TempDir
    Path home;

    private final ByteArrayOutputStream results = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final List<String> before =
            PROPERTIES.stream().map(System::getProperty).toList();

    @BeforeEach
    void project() throws IOException {
        System.setProperty("holdfast.home", home.toString());
        Files.createDirectories(home.resolve("features"));
        Files.writeString(
                home.resolve("features/a.feature"), "@storage\nFeature: A\n\n  Scenario: B\n    Given nothing\n");
    }

    @AfterEach
    void restoreProperties() {
        for (int i = 0; i < PROPERTIES.size(); i++) {
            if (before.get(i) == null) {
                System.clearProperty(PROPERTIES.get(i));
            } else {
                System.setProperty(PROPERTIES.get(i), before.get(i));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verify --nodes many              | Invalid value for option '--nodes': 'many' is not an int",
                "verify --nodes 0                 | --nodes must be 1 or more, not 0",
                "verify --parallel 0              | --parallel must be 1 or more, not 0",
                "verify --timeout-factor 0        | --timeout-factor must be more than 0, not 0.0",
                "verify --frobnicate              | Unknown option: '--frobnicate'",
                "verify --tags @storag            | no scenario has the tag @storag; there are @storage",
                "verify --tags (                  | --tags ( is not a tag expression",
                "verify --features nowhere        | --features",
                "verify --component etcd=/nowhere | --component etcd: /nowhere is not a program that can be run",
                "verify --component etcd          | Value for option option '--component' (NAME=PATH) should be in KEY=VALUE format",
                "verify --extra-arg kubelet       | --extra-arg must be NAME=--FLAG=VALUE, not kubelet",
                "cluster                          | a command is missing: cluster up",
                "cluster up --nodes 0             | --nodes must be 1 or more, not 0",
                "nonsense                         | Unmatched argument at index 0: 'nonsense'",
                "''                               | a command is missing: verify, judge or cluster up",
            })
    void refusesWrongUseInOneSentence(String arguments, String sentence) {
        assertThat(execute(arguments)).isEqualTo(2);
        assertThat(errors()).startsWith("error: " + sentence).hasLineCount(1);
        assertThat(results.size()).isZero();
    }

    @Test
    void refusesAProjectWithoutTheSourcesOfTheCluster() {
        assertThat(execute("verify")).isEqualTo(2);
        // A machine that cannot run a cluster at all says that first.
        assertThat(errors()).containsAnyOf("there is no folder node/ in " + home, "the embedded cluster needs");
        assertThat(home.resolve("target/holdfast/results.json")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"--help,Exit codes", "verify --help,--tags", "cluster up --help,--kubernetes", "--version,holdfast"})
    void helps(String arguments, String expected) {
        assertThat(execute(arguments)).isZero();
        assertThat(errors()).isEmpty();
        assertThat(results.toString(StandardCharsets.UTF_8)).contains(expected);
    }

    @Test
    void takesOptionsFromSystemProperties() {
        System.setProperty("holdfast.nodes", "3");
        System.setProperty("holdfast.timeout-factor", "2.5");
        System.setProperty("holdfast.report", "somewhere");
        VerifyOptions options = VerifyOptions.ofSystemProperties();
        assertThat(options.cluster().nodes()).isEqualTo(3);
        assertThat(options.report()).isEqualTo(Path.of("somewhere").toAbsolutePath());
        assertThat(options.parallel()).isEqualTo(4);
        options.apply();
        assertThat(System.getProperty("holdfast.timeout-factor")).isEqualTo("2.5");
    }

    @Test
    void writesNoStackTraceForTheUnexpected() {
        int code = new Failures(terminal())
                .handleExecutionException(
                        new IllegalStateException("the moon is down"), Holdfast.commandLine(terminal()), null);
        assertThat(code).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(errors())
                .startsWith("error: unexpected: ")
                .contains("the moon is down", "holdfast.log")
                .hasLineCount(1);
    }

    private int execute(String arguments) {
        String[] words =
                Stream.of(arguments.split(" ")).filter(word -> !word.isEmpty()).toArray(String[]::new);
        return Holdfast.commandLine(terminal()).execute(words);
    }

    private Terminal terminal() {
        return new Terminal(
                new PrintStream(results, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8),
                false);
    }

    private String errors() {
        return errors.toString(StandardCharsets.UTF_8);
    }
}
