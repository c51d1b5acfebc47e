package dev.holdfast.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of the bugs has each deviation that a guarantee declares, and a report of each that upstream does not know. */
class UpstreamBugsPageTest {

    private final UpstreamBugs bugs;
    private final Page page;

    UpstreamBugsPageTest() throws IOException {
        bugs = UpstreamBugs.ofThisProject();
        page = Page.read(UpstreamBugs.PAGE);
    }

    @Test
    void hasEachBugThatIsDeclaredWithItsLinks() throws IOException {
        assertThat(page.lines())
                .as("checks/upstream-bugs writes the table anew; a row without a run can be written by hand")
                .isEqualTo(bugs.written(page.lines(), List.of()));
    }

    @Test
    void hasAReportOfEachBugThatUpstreamDoesNotKnow() {
        assertThat(bugs.reports().keySet())
                .containsAll(UpstreamBug.all().stream()
                        .filter(bug -> bug.link().isEmpty())
                        .map(UpstreamBug::guarantee)
                        .toList());
    }

    @Test
    void linksToEachReport() throws IOException {
        try (Stream<Path> reports = Files.list(Path.of("docs", "upstream"))) {
            assertThat(page.links())
                    .containsAll(reports.map(file -> "upstream/" + file.getFileName())
                            .toList());
        }
    }
}
