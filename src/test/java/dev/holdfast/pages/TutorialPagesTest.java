package dev.holdfast.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.specification.FeatureFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tutorial names each scenario of the specification, and where it is, in both languages. */
class TutorialPagesTest {

    /** A row of a table: a title, and a link to the file. */
    private static final Pattern ROW =
            Pattern.compile("^\\| (.+) \\| \\[([a-z-]+\\.feature)\\]\\(\\.\\./features/\\2\\) \\|$");

    private record Named(String title, String file) {}

    @Test
    void namesEachScenarioOfTheTutorialAndItsFile() throws IOException {
        List<Named> specified = FeatureFiles.read(Path.of("features"), Path.of("")).stream()
                .filter(scenario -> scenario.tags().contains("tutorial"))
                .map(scenario -> new Named(
                        scenario.name(), Path.of(scenario.file()).getFileName().toString()))
                .distinct()
                .toList();
        for (String page : List.of("docs/tutorial.md", "docs/tutorial.zh-CN.md")) {
            assertThat(rows(Page.read(Path.of(page))))
                    .as(page)
                    .containsAll(specified)
                    .allMatch(specified::contains, "of the specification");
        }
    }

    @Test
    void showsTheSameTimelinesInBothLanguages() throws IOException {
        assertThat(timelines("docs/tutorial.zh-CN.md"))
                .isEqualTo(timelines("docs/tutorial.md"))
                .isNotEmpty();
    }

    private static List<Named> rows(Page page) {
        return page.lines().stream()
                .flatMap(line -> ROW.matcher(line).results())
                .map(found -> new Named(found.group(1), found.group(2)))
                .toList();
    }

    private static List<List<String>> timelines(String page) throws IOException {
        return Page.read(Path.of(page)).blocks().stream()
                .filter(block -> block.language().equals("text"))
                .map(Page.Block::lines)
                .toList();
    }
}
