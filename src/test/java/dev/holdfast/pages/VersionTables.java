package dev.holdfast.pages;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.Comparison;
import dev.holdfast.report.page.Sign;
import dev.holdfast.report.saved.SavedGuarantee;
import dev.holdfast.report.saved.SavedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the part of {@code docs/versions.md} that lies between its markers: how the newest run of each release of Kubernetes ended, of
 * which guarantees they differ and why, and all guarantees side by side. Of releases that did not run again it leaves what is there.
 */
public final class VersionTables {

    static final Path PAGE = Path.of("docs", "versions.md");
    static final String BEGIN = "<!-- checks/versions writes from here -->";
    static final String END = "<!-- to here -->";

    private static final String RUNS = "| run | on | scenarios | ✓ | ≠ | – | ? | ✗ |";
    private static final String REASONS = "| differs | on | what was seen |";
    private static final Pattern RUN = Pattern.compile("^\\| (\\d+\\.\\d+[^|]*) \\| \\d{4}-.*\\|$");
    private static final Pattern REASON =
            Pattern.compile("^\\| `([a-z]+\\.[a-z-]+)` \\| (\\d+\\.\\d+[^|]*) \\| (.*) \\|$");
    private static final Set<String> KEPT = Set.of(Sign.of(Outcome.PASSED));

    private final ReleaseColumns columns;
    private final Map<String, String> runs = new TreeMap<>(ReleaseColumns::older);
    private final Map<String, Map<String, String>> reasons = new TreeMap<>(ReleaseColumns::older);

    /**
     * Reads what was written.
     *
     * @param written the lines between the markers
     */
    VersionTables(List<String> written) {
        columns = ReleaseColumns.of(written, 1);
        for (String line : written) {
            Matcher run = RUN.matcher(line);
            if (run.matches()) {
                runs.put(run.group(1), line);
            }
            Matcher reason = REASON.matcher(line);
            if (reason.matches()) {
                reasons.computeIfAbsent(reason.group(2), any -> new HashMap<>()).put(reason.group(1), reason.group(3));
            }
        }
    }

    /**
     * Writes the page anew.
     *
     * @param arguments a release and the report folder of its run, in turn
     * @throws IOException when a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        MarkedPart part = MarkedPart.of(Files.readAllLines(PAGE), BEGIN, END);
        VersionTables tables = new VersionTables(part.lines());
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            tables.take(arguments[i], SavedRun.read(Path.of(arguments[i + 1])));
        }
        Files.write(PAGE, part.replaced(tables.lines()));
    }

    /**
     * Takes what a run shows.
     *
     * @param release what the run is called: the release, and how it was started where that matters
     * @param run the run
     */
    void take(String release, SavedRun run) {
        columns.forget(release);
        columns.take(release, run);
        runs.put(release, row(release, run));
        Map<String, String> seen = new HashMap<>();
        reasons.put(release, seen);
        Comparison alone = new Comparison(List.of(new Comparison.Named("", run)));
        for (SavedGuarantee each : run.guarantees()) {
            alone.reasons(each.id()).stream()
                    .map(reason -> reason.substring(": ".length()))
                    .filter(reason -> reason.startsWith(Sign.of(each.outcome())))
                    .findFirst()
                    .ifPresent(reason -> seen.put(each.id(), cell(reason)));
        }
    }

    private static String row(String release, SavedRun run) {
        LocalDate day = run.ended().orElseThrow().atZone(ZoneOffset.UTC).toLocalDate();
        StringBuilder row = new StringBuilder("| " + release + " | " + day + " | "
                + (run.scenarios().size() + run.notRun().size()) + " |");
        for (Outcome outcome : List.of(
                Outcome.PASSED,
                Outcome.KNOWN_DEVIATION,
                Outcome.NOT_APPLICABLE,
                Outcome.INCONCLUSIVE,
                Outcome.FAILED)) {
            row.append(' ').append(run.count(outcome)).append(" |");
        }
        return row.toString();
    }

    /** What is between bars would end the cell, and what is between {@code <} and {@code >} would be taken for HTML. */
    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "\\<").replace('\n', ' ');
    }

    /** {@return what stands between the markers} */
    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of("", RUNS, "|---|---|" + "--:|".repeat(6)));
        lines.addAll(runs.values());
        lines.addAll(List.of("", "### Where they differ, or do not keep it", ""));
        List<String> notable = columns.guarantees().stream()
                .filter(each -> !KEPT.containsAll(columns.signs(each)))
                .toList();
        lines.addAll(table(notable));
        lines.addAll(List.of("", "<details><summary>What was seen of each</summary>", "", REASONS, "|---|---|---|"));
        for (String guarantee : notable) {
            reasons.forEach((release, seen) -> {
                if (seen.containsKey(guarantee)) {
                    lines.add("| `" + guarantee + "` | " + release + " | " + seen.get(guarantee) + " |");
                }
            });
        }
        lines.addAll(List.of("", "</details>", "", "### What all of them keep", ""));
        lines.addAll(List.of("<details><summary>The table</summary>", ""));
        lines.addAll(table(columns.guarantees().stream()
                .filter(each -> !notable.contains(each))
                .toList()));
        lines.addAll(List.of("", "</details>", ""));
        return lines;
    }

    private List<String> table(List<String> guarantees) {
        List<String> table = new ArrayList<>(columns.head());
        guarantees.forEach(each -> table.add(columns.row(each)));
        return table;
    }
}
