package dev.holdfast.pages;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.saved.SavedRun;
import dev.holdfast.report.saved.SavedScenario;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What each release showed of each bug, and in which scenarios. Of what no run tried again it keeps what was written. */
final class BugTable {

    /** What a run says of a guarantee where the bug is in it. */
    static final Set<Outcome> SHOWN = EnumSet.of(Outcome.KNOWN_DEVIATION, Outcome.FAILED);

    private static final int FIXED = 3;
    private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\(");

    private final ReleaseColumns releases;
    private final Map<String, Set<String>> scenarios = new HashMap<>();

    private BugTable(ReleaseColumns releases) {
        this.releases = releases;
    }

    /**
     * Reads a table.
     *
     * @param written the lines of the page
     */
    static BugTable of(List<String> written) {
        BugTable table = new BugTable(ReleaseColumns.of(written, FIXED));
        for (String line : written) {
            ReleaseColumns.guarantee(line).ifPresent(guarantee -> LINK.matcher(
                            ReleaseColumns.cells(line).get(FIXED - 1))
                    .results()
                    .forEach(link -> table.shown(guarantee, link.group(1))));
        }
        return table;
    }

    /**
     * Takes what a run shows, in place of what was known of that on its release.
     *
     * @param release what the run is called
     * @param run the run
     */
    void take(String release, SavedRun run) {
        releases.take(release, run);
        for (SavedScenario scenario : run.scenarios()) {
            for (Outcome outcome : SHOWN) {
                scenario.saying(outcome).forEach(guarantee -> shown(guarantee, scenario.name()));
            }
        }
    }

    /**
     * Writes the table.
     *
     * @param bugs its rows
     * @param files the file of each scenario, by the scenario's title
     * @param reports the report of a bug for upstream, by the id of its guarantee
     */
    List<String> lines(List<UpstreamBug> bugs, Map<String, String> files, Map<String, String> reports) {
        Stream<String> rows = bugs.stream()
                .map(bug -> releases.row(
                        bug.guarantee(),
                        upstream(bug, reports),
                        links(scenarios.getOrDefault(bug.guarantee(), Set.of()), files)));
        return Stream.concat(releases.head("upstream", "shown by").stream(), rows)
                .toList();
    }

    private static String upstream(UpstreamBug bug, Map<String, String> reports) {
        Stream<String> report =
                Stream.ofNullable(reports.get(bug.guarantee())).map(file -> "[report](upstream/" + file + ")");
        return Stream.concat(bug.link().stream(), report).collect(Collectors.joining(", "));
    }

    private static String links(Set<String> titles, Map<String, String> files) {
        return titles.stream()
                .filter(files::containsKey)
                .map(title -> "[" + title + "](../" + files.get(title) + ")")
                .collect(Collectors.joining("<br>"));
    }

    private void shown(String guarantee, String scenario) {
        scenarios.computeIfAbsent(guarantee, any -> new TreeSet<>()).add(scenario);
    }
}
