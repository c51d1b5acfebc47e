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
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(new PrintStream(results, true, StandardCharsets.UTF_8), System.err, false);
        assertThat(Holdfast.commandLine(terminal).execute("completion")).isZero();
        script = Files.writeString(folder.resolve("completion"), results.toString(StandardCharsets.UTF_8));
    }

    @Test
    void bashAcceptsIt() throws IOException, InterruptedException {
        assertThat(bash("-n", script.toString())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verify --re   | --rerun-failed --repeat --report",
                "verify --fail | --fail-fast",
                "verify --cluster emb | embedded",
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
