package dev.holdfast.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.history.HistoryFile;
import dev.holdfast.report.fixture.Recordings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTimelineTest {

    @Test
    void drawsOneRowForEachNameAndABarForEachObject() throws IOException {
        List<String> lines =
                TextTimeline.of(HistoryFile.read(Path.of("src/test/resources/dev/holdfast/lives/t6.jsonl.gz")));

        assertThat(lines)
                .containsExactly(
                        "seconds                    0        4        8        12       16       20       24       28",
                        "action",
                        "ff-0                       |-==========#######################x|-===========######################",
                        "ff-1                                   |-=========#############x            |==========###########",
                        "ff-2                                              |-==========#x                       |==========#");
    }

    @Test
    void marksWhatAScenarioDidWithALetterEach() {
        List<String> lines = TextTimeline.of(Recordings.outOfOrder().recording().history());

        assertThat(lines).element(1).asString().matches("action {21} *A.*");
        assertThat(lines).anyMatch(line -> line.matches("A +[0-9.]+ s {2}.+"));
    }
}
