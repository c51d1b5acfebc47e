package dev.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.report.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObserveCommandTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    Path scratch;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--namespace Shop | --namespace Shop cannot be the name of a namespace",
                "-n shop -A | --namespace names one namespace and --all-namespaces all of them",
                "--until-rest web | --until-rest must be NAMESPACE/SET, not web",
                "--until-rest shop/web --set web | --until-rest names the set that is observed",
                "--selector app>1 | --selector app>1: \"app>1\" is no requirement on labels, such as app=web",
                "--for soon | 'soon' is no time such as 90s, 30m, 1h30m or 7d",
                "--keep-size much | 'much' is no size such as 512MiB or 1GiB",
                "--serve 8080 | --serve must be HOST:PORT, such as 127.0.0.1:8080, not 8080",
                "--serve 127.0.0.1:99999 | --serve must be HOST:PORT",
                "--shard-index 0 | --shard-index and --shard-count go together: which observer, counted from 0, and of how many",
                "--shard-count 2 | --shard-index and --shard-count go together",
                "--shard-index 2 --shard-count 2 | --shard-index must be less than --shard-count and 0 or more: there is no 2 of 2",
                "--shard-index -1 --shard-count 2 | there is no -1 of 2",
                "--shard-index 0 --shard-count 0 | there is no 0 of 0",
                "--shard-index one --shard-count 2 | 'one'",
                "-n shop --shard-index 0 --shard-count 2 | share the namespaces of a cluster out; --namespace is about one",
                "--until-rest shop/web --shard-index 0 --shard-count 2 | --until-rest is about one",
                "-n shop | no cluster is named; name one with --context",
            })
    void refusesInOneSentence(String arguments, String sentence) {
        assertThat(execute(arguments.split(" "))).isEqualTo(2);
        assertThat(text()).startsWith("error: ").contains(sentence).doesNotContain("Exception");
        assertThat(text().strip().lines()).hasSize(1);
    }

    @Test
    void refusesAReportThatCannotBeWritten() throws Exception {
        Path file = Files.writeString(scratch.resolve("file"), "");

        assertThat(execute("--report", file.toString())).isEqualTo(2);
        assertThat(text()).contains("--report " + file + " is not a folder");
    }

    private int execute(String... arguments) {
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        List<String> all = new ArrayList<>(List.of("observe"));
        all.addAll(List.of(arguments));
        return Holdfast.commandLine(new Terminal(stream, stream, false), new OptionDefaults(Map.of(), scratch))
                .execute(all.toArray(String[]::new));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
