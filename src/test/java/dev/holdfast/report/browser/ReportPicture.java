package dev.holdfast.report.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes {@code docs/report.png} from the report of a real run, when it is asked to:
 * {@code mvn test -Dtest=ReportPicture -Dholdfast.picture.of=target/holdfast/report.html#scenario-…}.
 */
class ReportPicture {

    private static final String OF = "holdfast.picture.of";

    @TempDir
    Path folder;

    @Test
    @EnabledIfSystemProperty(named = OF, matches = ".+", disabledReason = "no picture is asked for")
    void ofOneScenario() throws IOException, InterruptedException {
        String[] page = System.getProperty(OF).split("#", 2);
        try (Chromium chromium = Chromium.start(folder.resolve("profile"));
                Tab tab = new Tab(chromium.devTools())) {
            tab.window(1280, "light");
            tab.open(URI.create(Path.of(page[0]).toUri() + "#" + page[1]));
            // The verdict of the run and this one scenario, without what lies between them.
            tab.evaluate("document.querySelectorAll('main > section:first-child, .wide, details.scenario:not([open])')"
                    + ".forEach(element => element.remove())");
            tab.drawn();
            Files.write(Path.of("docs", "report.png"), tab.screenshot());
        }
    }
}
