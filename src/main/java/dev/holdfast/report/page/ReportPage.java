package dev.holdfast.report.page;

import dev.holdfast.report.gherkin.Messages;
import dev.holdfast.report.saved.SavedRun;
import dev.holdfast.report.violation.SavedTimelines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes the page of a run. */
public final class ReportPage {

    /** The page, in the report directory. */
    public static final String FILE = "report.html";

    /** Cucumber's messages, in the report directory. */
    public static final String MESSAGES = "cucumber.ndjson";

    private ReportPage() {}

    /**
     * Makes the page from what is in a report directory, and puts it there. Scenarios whose history or text is not there
     * are shown without.
     *
     * @param directory the report directory
     * @return the page
     * @throws IOException if the results of the run cannot be read, or the page cannot be written
     */
    public static Path write(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        Path whole = directory.resolve(MESSAGES);
        // All rounds of a run have the same scenarios.
        Path messages =
                Files.exists(whole) ? whole : directory.resolve("round-1").resolve(MESSAGES);
        Page page = new PageBuilder(
                        SavedRun.read(directory),
                        Files.exists(messages) ? Messages.read(messages) : Messages.none(),
                        SavedTimelines.in(directory),
                        (scenario, timeline) -> scenario.diagnosis()
                                .map(saved -> ComponentLogs.read(directory, saved, timeline.began()))
                                .orElse(List.of()))
                .build();
        Files.writeString(file, html(page));
        return file;
    }

    /** {@return the page as text} */
    static String html(Page page) {
        return Html.of("report.jte", Map.of("page", page));
    }
}
