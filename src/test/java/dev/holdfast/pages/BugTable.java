package dev.holdfast.pages;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.page.Sign;
import dev.holdfast.report.saved.SavedGuarantee;
import dev.holdfast.report.saved.SavedRun;
import dev.holdfast.report.saved.SavedScenario;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What each release showed of each bug, and in which scenarios. Of a release that did not run again it keeps what was written. */
final class BugTable {

    /** What a run says of a guarantee where the bug is in it. */
    static final Set<Outcome> SHOWN = EnumSet.of(Outcome.KNOWN_DEVIATION, Outcome.FAILED);

    private static final int FIXED = 3;
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z]+\\.[a-z-]+)` \\|.*\\|$");
    private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\(");

    private final Map<String, Map<String, String>> releases = new TreeMap<>(BugTable::older);
    private final Map<String, Set<String>> scenarios = new HashMap<>();

    /**
     * Reads a table.
     *
     * @param written the lines of the page
     */
    static BugTable of(List<String> written) {
        BugTable table = new BugTable();
        List<String> head = List.of();
        for (String line : written) {
            List<String> cells = cells(line);
            if (line.startsWith("| guarantee |")) {
                head = cells;
                cells.stream().skip(FIXED).forEach(release -> table.releases.put(release, new HashMap<>()));
            } else if (ROW.matcher(line).matches()) {
                String guarantee = ROW.matcher(line).replaceFirst("$1");
                LINK.matcher(cells.get(FIXED - 1)).results().forEach(link -> table.shown(guarantee, link.group(1)));
                for (int i = FIXED; i < head.size(); i++) {
                    table.release(head.get(i)).put(guarantee, cells.get(i));
                }
            }
        }
        return table;
    }

    /**
     * Takes what a run shows, in place of what was known of its release.
     *
     * @param release what the run is called
     * @param run the run
     */
    void take(String release, SavedRun run) {
        releases.put(
                release,
                run.guarantees().stream()
                        .collect(Collectors.toMap(SavedGuarantee::id, each -> Sign.of(each.outcome()))));
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
        Stream<String> head = Stream.of(
                row(List.of("guarantee", "upstream", "shown by"), releases.keySet()),
                "|---|---|---|" + ":-:|".repeat(releases.size()));
        Stream<String> rows = bugs.stream()
                .map(bug -> row(
                        List.of(
                                "`" + bug.guarantee() + "`",
                                upstream(bug, reports),
                                links(scenarios.getOrDefault(bug.guarantee(), Set.of()), files)),
                        releases.values().stream()
                                .map(signs -> signs.getOrDefault(bug.guarantee(), ""))
                                .toList()));
        return Stream.concat(head, rows).toList();
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

    private static String row(List<String> fixed, Iterable<String> others) {
        StringBuilder row = new StringBuilder("|");
        fixed.forEach(cell -> row.append(' ').append(cell).append(" |"));
        others.forEach(cell -> row.append(' ').append(cell).append(" |"));
        return row.toString();
    }

    private Map<String, String> release(String name) {
        return releases.computeIfAbsent(name, any -> new HashMap<>());
    }

    private void shown(String guarantee, String scenario) {
        scenarios.computeIfAbsent(guarantee, any -> new TreeSet<>()).add(scenario);
    }

    private static List<String> cells(String line) {
        List<String> cells =
                Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        return cells.size() < 2 ? List.of() : cells.subList(1, cells.size() - 1);
    }

    /** By the numbers in their names, 1.9.0 before 1.10.0; then by the names. */
    private static int older(String one, String other) {
        return Comparator.comparing(BugTable::numbers, Arrays::compare)
                .thenComparing(Comparator.naturalOrder())
                .compare(one, other);
    }

    private static int[] numbers(String name) {
        return Pattern.compile("\\d+")
                .matcher(name)
                .results()
                .mapToInt(number -> Integer.parseInt(number.group()))
                .toArray();
    }
}
