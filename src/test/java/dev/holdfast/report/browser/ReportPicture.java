package dev.holdfast.report.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes {@code docs/report.png} from the report of a real run, when it is asked to:
 * {@code mvn test -Dtest=ReportPicture -Dholdfast.picture.of=target/holdfast-sabotage/wave-1/report.html}, after a run in which
 * something is broken, such as {@code ./holdfast sabotage --fault F15 --unbroken 0}.
 */
class ReportPicture {

    private static final String OF = "holdfast.picture.of";

    @TempDir
    Path folder;

    @Test
    @EnabledIfSystemProperty(named = OF, matches = ".+", disabledReason = "no picture is asked for")
    void ofAFailedRun() throws IOException, InterruptedException {
        Path page = Path.of(System.getProperty(OF));
        try (Chromium chromium = Chromium.start(folder.resolve("profile"));
                Tab tab = new Tab(chromium.devTools())) {
            tab.window(1400, "light");
            tab.open(page.toUri());
            // What is broken and the scenario that shows it, without what lies between and after them.
            tab.evaluate(
                    "document.querySelectorAll('section[aria-labelledby=guarantees], details.scenario:not([open]), footer,"
                            + " .scenario .finding, .scenario .moments, .saved, .verdicts, .inspector, .tools')"
                            + ".forEach(element => element.remove())");
            tab.drawn();
            Files.write(Path.of("docs", "report.png"), tab.screenshot());
        }
    }
}
