package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.report.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionCommandTest {

    @TempDir
    Path folder;

    private Path script;

    @BeforeEach
    void write() throws IOException {
        script = print("completion", "completion");
    }

    @Test
    void bashAcceptsIt() throws IOException, InterruptedException {
        assertThat(bash("-n", script.toString())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verify --re   | --rerun-failed --repeat --replicas --report",
                "verify --fail | --fail-fast",
                "verify --cluster emb | embedded",
                "verify --profile dis | disruptive",
                "verify --component | --component --component-version",
                "verify --component-version kube-s | kube-scheduler=",
                "list s        | scenarios",
                "list f        | faults",
                "sabotage --sm | --smoke",
                "comple        | completion",
            })
    void offersCommandsOptionsAndValues(String typed, String expected) throws IOException, InterruptedException {
        String words = "./holdfast " + typed;
        // Outside of a shell that somebody types in there is nothing to set options of.
        String lines = "compopt() { :; }; source " + script + "; COMP_WORDS=(" + words
                + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); "
                + "COMP_LINE='" + words + "'; COMP_POINT=${#COMP_LINE}; COMP_TYPE=9; COMP_KEY=9; "
                + "_complete_holdfast; printf '%s\\n' \"${COMPREPLY[@]}\"";
        List<String> offered = bash("-c", lines).lines().map(String::strip).toList();
        assertThat(offered).containsExactlyInAnyOrder(expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verify --fail            | --fail-fast :4",
                "list s                   | scenarios :4",
                "verify --cluster emb     | embedded :4",
                "judge histories/of.a.    | :0",
            })
    void answersKubectl(String typed, String expected) throws IOException, InterruptedException {
        Path program = print("kubectl_complete-holdfast", "completion", "--kubectl");
        List<String> words = new ArrayList<>(List.of(program.toString()));
        words.addAll(List.of(typed.split(" ")));
        List<String> offered =
                bash(words.toArray(String[]::new)).lines().map(String::strip).toList();
        assertThat(offered).containsExactly(expected.split(" "));
    }

    private Path print(String file, String... command) throws IOException {
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(new PrintStream(results, true, StandardCharsets.UTF_8), System.err, false);
        assertThat(Holdfast.commandLine(terminal).execute(command)).isZero();
        return Files.writeString(folder.resolve(file), results.toString(StandardCharsets.UTF_8));
    }

    private static String bash(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "bash";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
