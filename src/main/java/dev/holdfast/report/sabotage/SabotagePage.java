package dev.holdfast.report.sabotage;

import dev.holdfast.report.page.Assets;
import dev.holdfast.report.page.Html;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Makes the page with the matrix of faults and scenarios. */
public final class SabotagePage {

    /** The page, in the report directory. */
    public static final String FILE = "sabotage.html";

    private SabotagePage() {}

    static Path write(Path directory, SabotageReport report) throws IOException {
        Path file = directory.resolve(FILE);
        Files.writeString(file, html(report));
        return file;
    }

    /** {@return the page as text} */
    static String html(SabotageReport report) {
        return Html.of(
                "sabotage.jte",
                Map.of("report", report, "style", Assets.style("report.css") + Assets.style("sabotage.css")));
    }

    /** {@return what came out, as one sentence} */
    public static String verdict(SabotageReport report) {
        SabotageReport.Statistics counts = report.statistics();
        if (report.brokeOff().isPresent()) {
            return "Not everything was tried";
        }
        if (!report.falseAlarms().isEmpty()) {
            return "There was a false alarm: a guarantee was called broken in a scenario that nothing had been done to";
        }
        if (!report.survivors().isEmpty()) {
            return counts.faultsKilled() + " of " + (counts.faults() - counts.faultsNotApplicable())
                    + " faults were noticed, and " + report.survivors().size() + " survivors are left";
        }
        if (!report.differences().isEmpty()) {
            return "Everything was noticed, but the cluster was not as before after it";
        }
        if (!report.inconclusive().isEmpty()) {
            return "Everything was noticed, but not every scenario could be judged that nothing had been done to";
        }
        return "Every fault was noticed, each for the right reason";
    }
}
