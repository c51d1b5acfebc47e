package dev.holdfast.observer.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.observer.SetActivity;
import dev.holdfast.observer.SetActivity.Doing;
import dev.holdfast.observer.SetReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveTableTest {

    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    private final LiveTable table = new LiveTable(NoticeTextTest.terminal());

    @Test
    void beginsWithWhatIsBrokenAndEndsWithWhatRests() {
        List<String> lines = table.lines(
                List.of(
                        set("a", Doing.AT_REST, "at rest: 3 of 3 Ready", Map.of("x.a", Outcome.PASSED)),
                        set("b", Doing.ROLLING, "rolling: 2 of 5", Map.of()),
                        set("c", Doing.STUCK, "pod c-1 cannot pull its image, for 40 s", Map.of()),
                        set(
                                "d",
                                Doing.AT_REST,
                                "at rest: 1 of 1 Ready",
                                Map.of("x.a", Outcome.FAILED, "x.b", Outcome.PASSED))),
                NOW,
                100,
                20);

        assertThat(lines)
                .extracting(line -> line.replaceAll("  +", "  ").strip())
                .containsExactly(
                        "SET  DOING  GUARANTEES",
                        "✗ shop/d  at rest: 1 of 1 Ready  1 broken, 1 kept",
                        "! shop/c  pod c-1 cannot pull its image, for 40 s",
                        "· shop/b  rolling: 2 of 5, 40 s",
                        "shop/a  at rest: 3 of 3 Ready  1 kept");
    }

    @Test
    void isNoWiderThanTheTerminal() {
        List<String> lines = table.lines(
                List.of(set("a".repeat(90), Doing.ROLLING, "b".repeat(200), Map.of("x.a", Outcome.PASSED))),
                NOW,
                79,
                20);

        assertThat(lines).allMatch(line -> line.length() <= 79);
        assertThat(lines.get(1)).contains("…").endsWith("1 kept");
    }

    @Test
    void isNoHigherThanTheTerminalAndSaysHowManyMoreThereAre() {
        List<SetReport> many = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            many.add(set("s" + i, Doing.AT_REST, "at rest", Map.of()));
        }

        List<String> lines = table.lines(many, NOW, 80, 10);

        assertThat(lines).hasSizeLessThanOrEqualTo(10);
        assertThat(lines.get(lines.size() - 1)).isEqualTo("  and 23 more at rest");
    }

    private static SetReport set(String name, Doing doing, String sentence, Map<String, Outcome> outcomes) {
        return new SetReport(
                Subject.of("shop", name),
                new SetActivity(doing, sentence, sentence),
                NOW.minusSeconds(40),
                false,
                outcomes,
                List.of());
    }
}
