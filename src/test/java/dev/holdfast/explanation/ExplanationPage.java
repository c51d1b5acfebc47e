package dev.holdfast.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.explanation.snapshot.SetSnapshot;
import dev.holdfast.report.ExplanationLines;
import dev.holdfast.report.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/** The table of {@code docs/explain.md}, which says what is explained beside what other tools say. */
final class ExplanationPage {

    private static final Path PAGE = Path.of("docs/explain.md");
    private static final Path OUTPUT = Path.of("target/explain");

    private ExplanationPage() {}

    /** The page says this of such a situation, at this moment and an hour later. */
    static void compare(String situation, SetSnapshot last) throws IOException {
        OtherTools others = new OtherTools(
                last.set(),
                last.replicas().inRange().stream()
                        .flatMap(each -> each.pod().stream())
                        .toList());
        Explanation explanation = Explanation.of(last);
        Explanation later = Explanation.of(last, Duration.ZERO);
        String row = "| " + situation + " | " + cell(explanation, later) + " | " + others.kubectl() + " | "
                + others.kstatus() + " | " + others.helm() + " | " + others.alerts() + " |";
        Files.createDirectories(OUTPUT);
        Files.write(
                OUTPUT.resolve(explanation.name() + ".txt"),
                lines().andThen(text -> List.of(row, "", String.join("\n", text)))
                        .apply(explanation));
        assertThat(Files.readAllLines(PAGE)).as("the table in " + PAGE).contains(row);
    }

    private static Function<Explanation, List<String>> lines() {
        return new ExplanationLines(new Terminal(System.out, System.err, false), ZoneOffset.UTC)::of;
    }

    private static String cell(Explanation now, Explanation later) {
        String kind = now.obstacles().isEmpty()
                ? ""
                : ", `" + now.obstacles().get(0).kind().id() + "`";
        String then = now.answer() != Answer.GOES_ON || later.answer() == Answer.GOES_ON
                ? ""
                : "; after 10 min " + word(later.answer());
        return word(now.answer()) + kind + then;
    }

    private static String word(Answer answer) {
        return switch (answer) {
            case DONE -> "done (0)";
            case WAITS_FOR_SOMEBODY -> "waits for somebody (0)";
            case GOES_ON -> "goes on (3)";
            case CANNOT_GO_ON -> "cannot go on (1)";
        };
    }
}
