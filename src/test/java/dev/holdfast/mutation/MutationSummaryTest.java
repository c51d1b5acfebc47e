package dev.holdfast.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutationSummaryTest {
    @TempDir
    Path directory;

    @Test
    void printsTheRateOfEachPackage() throws Exception {
        assertThat(printed(List.of("| ordering.OrderCreate | take | Math | 1 | it saves time |")))
                .containsExactly(
                        "true",
                        "100.0 %     1 of    1  guarantee",
                        " 50.0 %     1 of    2  ordering",
                        " 66.7 %     2 of    3  all");
    }

    @Test
    void tellsASurvivorThatIsNotListed() throws Exception {
        assertThat(printed(List.of("| ordering.OrderCreate | judge | Math | 1 | it saves time |")))
                .startsWith("false")
                .endsWith(
                        "listed, but noticed now: | ordering.OrderCreate | judge | Math | 1",
                        "survives, and is not listed: | ordering.OrderCreate | take | Math | 1 | lines 76");
    }

    @Test
    void takesTheWordsOfTheListForNoRow() throws Exception {
        assertThat(printed(List.of(
                        "# Survivors", "", "| class | method | mutator | number | why |", "|---|---|---|---|---|")))
                .startsWith("false");
    }

    private List<String> printed(List<String> listed) throws Exception {
        Path report = Files.writeString(
                directory.resolve("mutations.xml"),
                "<mutations>" + mutation(true, "Findings", "judged", 1)
                        + mutation(true, "ordering.OrderCreate", "judge", 70)
                        + mutation(false, "ordering.OrderCreate$FirstPods", "lambda$take$3", 76) + "</mutations>");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean known = MutationSummary.of(report)
                .print(MutationSummary.listed(listed), new PrintStream(out, true, StandardCharsets.UTF_8));
        List<String> lines = new ArrayList<>(List.of(String.valueOf(known)));
        out.toString(StandardCharsets.UTF_8).lines().forEach(lines::add);
        return lines;
    }

    private static String mutation(boolean detected, String type, String method, int line) {
        return """
                <mutation detected="%s"><mutatedClass>dev.holdfast.guarantee.%s</mutatedClass>
                <mutatedMethod>%s</mutatedMethod><lineNumber>%d</lineNumber>
                <mutator>org.pitest.mutationtest.engine.gregor.mutators.MathMutator</mutator></mutation>
                """.formatted(detected, type, method, line);
    }
}
