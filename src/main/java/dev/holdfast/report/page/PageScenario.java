package dev.holdfast.report.page;

import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.gherkin.ScenarioText;
import dev.holdfast.report.gherkin.StepText;
import dev.holdfast.report.saved.SavedScenario;
import dev.holdfast.report.saved.SavedVerdict.SavedOther;
import dev.holdfast.report.timeline.Timeline;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One scenario on the page.
 *
 * @param anchor the id of its place on the page
 * @param result how it ended
 * @param again what runs it again, ready for a shell
 * @param text its Gherkin, when Cucumber's messages tell of it
 * @param timeline what happened, when its history was saved
 * @param unreadable why its history cannot be shown; empty when it can, or when there is none
 * @param findings what it says of each guarantee, what counts most first
 * @param moments the entries that prove a violation
 * @param logs what the components of the cluster logged during the recording
 */
public record PageScenario(
        String anchor,
        SavedScenario result,
        String again,
        Optional<ScenarioText> text,
        Optional<Timeline> timeline,
        String unreadable,
        List<Finding> findings,
        List<PageMoment> moments,
        List<LogLine> logs) {

    private static final int TALL = 18;

    /**
     * What it says of one guarantee.
     *
     * @param guarantee its id
     * @param statement what it promises
     * @param outcome what was found
     * @param sentence what was seen
     * @param others the other times that the same was seen
     * @param letters the letters that mark its evidence in the picture
     */
    public record Finding(
            String guarantee,
            String statement,
            Outcome outcome,
            String sentence,
            List<SavedOther> others,
            List<String> letters) {}

    /** {@return whether it is not as promised} */
    public boolean open() {
        return result.outcome() == Outcome.FAILED || result.outcome() == Outcome.INCONCLUSIVE;
    }

    /**
     * A line of the reason why a scenario is not passed.
     *
     * @param label what the line says, such as {@code seen}
     * @param text the rest of it
     */
    public record Reason(String label, String text) {}

    /** {@return why it is not passed, line by line, where no verdict says so; where to look is on this page} */
    public List<Reason> reasons() {
        return result.reason().stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("where to look:"))
                .map(PageScenario::reason)
                .toList();
    }

    private static Reason reason(String line) {
        for (String label : List.of("promised", "seen", "why")) {
            if (line.startsWith(label + ": ")) {
                return new Reason(label, line.substring(label.length() + 2));
            }
        }
        return new Reason(line.startsWith("\"") ? "step" : "because", line);
    }

    /**
     * Where a file is that was saved of it.
     *
     * @param file its name in the folder of what was saved
     * @return its address, as seen from the page
     */
    public String address(String file) {
        String path = result.diagnosis().map(saved -> saved.folder() + "/").orElse("") + file;
        try {
            return new URI(null, null, path, null).getRawPath();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("this is no path: " + path, e);
        }
    }

    /** {@return the findings that explain why it is not as promised} */
    public List<Finding> decisive() {
        return findings.stream().filter(this::isDecisive).toList();
    }

    /** {@return the other findings} */
    public List<Finding> others() {
        return findings.stream().filter(finding -> !isDecisive(finding)).toList();
    }

    private boolean isDecisive(Finding finding) {
        // Where a step broke or did not come true, that something could not be judged only follows from it.
        boolean follows =
                result.outcome() == Outcome.INCONCLUSIVE && result.reason().isPresent();
        return open() && finding.outcome() == result.outcome() && !follows;
    }

    /** {@return the families of the guarantees that it says something of, for the filter} */
    public String families() {
        TreeSet<String> families = new TreeSet<>();
        result.concerned().forEach(id -> families.add(Guarantee.familyOf(id)));
        return String.join(" ", families);
    }

    /** {@return whether its picture is so high that text beside it would leave a hole} */
    public boolean tall() {
        return timeline.map(each -> each.lanes().size() > TALL).orElse(false);
    }

    /** {@return when a step began and ended in the recording, as {@code from,to} in seconds; empty when that is not known} */
    public String span(StepText step) {
        if (timeline.isEmpty() || step.began().isEmpty()) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "%.3f,%.3f",
                timeline.get().position(step.began().get()),
                timeline.get().position(step.ended().get()));
    }

    /** {@return the table of its events, packed; empty when it has no timeline} */
    public String packedEvents() {
        return timeline.map(each -> Html.of("events.jte", Map.of("timeline", each, "changes", false)))
                .map(PackedText::of)
                .orElse("");
    }

    /** {@return the timeline as the page's script reads it} */
    public String data() {
        return timeline.map(each -> TimelineData.of(each, result, logs)).orElse("{}");
    }
}
