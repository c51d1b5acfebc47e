package dev.holdfast.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Judge;
import dev.holdfast.guarantee.Judge.Judgement;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.history.History;
import dev.holdfast.history.HistoryFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeHistoryTest {
    private static final int EVENTS = 12000;
    private static final int PODS = 40;

    @TempDir
    private Path folder;

    @Test
    void tellsOfAControllerThatMakesNoMistake() throws IOException {
        Path file = folder.resolve("large.jsonl");
        LargeHistory.write(file, EVENTS, PODS);

        assertThat(concerned(file))
                .allSatisfy(judgement -> assertThat(judgement.verdict().outcome())
                        .as(
                                "%s: %s",
                                judgement.guarantee().id(), judgement.verdict().sentence())
                        .isEqualTo(Outcome.PASSED))
                .extracting(judgement -> judgement.guarantee().id())
                .contains(
                        "order.create",
                        "order.waits-ready",
                        "order.one-at-a-time",
                        "order.scale-up",
                        "order.scale-down-reverse",
                        "storage.survives-scale-down",
                        "replace.deleted",
                        "update.rolling-reverse",
                        "update.completes",
                        "identity.name",
                        "amo.runtime");
    }

    @Test
    void tellsOfASingleMistakeInTheMiddle() throws IOException {
        Path file = folder.resolve("large.jsonl");
        LargeHistory.writeWithOneMistake(file, EVENTS, PODS);

        assertThat(concerned(file))
                .filteredOn(judgement -> judgement.verdict().outcome() == Outcome.FAILED)
                .extracting(judgement -> judgement.guarantee().id())
                .containsExactly("order.waits-ready", "order.one-at-a-time");
        assertThat(concerned(file))
                .filteredOn(judgement -> judgement.guarantee().id().equals("order.waits-ready"))
                .allSatisfy(judgement -> assertThat(judgement.verdict().evidence())
                        .isNotEmpty()
                        .allSatisfy(entry -> assertThat(entry.index()).isBetween(EVENTS / 2L, EVENTS * 3 / 4L)));
    }

    private static List<Judgement> concerned(Path file) throws IOException {
        History history = HistoryFile.read(file);
        assertThat(history.entries()).hasSize(EVENTS);
        return Judge.of(history, Runnable::run).stream()
                .filter(Judgement::concerned)
                .toList();
    }
}
