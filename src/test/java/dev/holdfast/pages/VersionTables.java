package dev.holdfast.pages;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.Comparison;
import dev.holdfast.report.page.Sign;
import dev.holdfast.report.saved.SavedGuarantee;
import dev.holdfast.report.saved.SavedRun;
import dev.holdfast.specification.Paragraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the part of {@code docs/versions.md} that lies between its markers: how the newest run of each release of Kubernetes ended, of
 * which guarantees they differ and why, and all guarantees side by side. Of releases that did not run again it leaves what is there.
 */
public final class VersionTables {

    static final Path PAGE = Path.of("docs", "versions.md");
    static final String BEGIN = "<!-- checks/versions writes from here -->";
    static final String END = "<!-- to here -->";

    private static final String RUNS = "| run | on | scenarios | ✓ | ≠ | – | ? | ✗ |";
    private static final String REASONS = "| shown | on | what was seen |";
    private static final String KEPT_BY_ALL = "### What all of them keep";
    private static final String SEPARATOR = "; ";
    private static final int WIDTH = 130;
    private static final Pattern RUN = Pattern.compile("^\\| (\\d+\\.\\d+[^|]*) \\| \\d{4}-.*\\|$");
    private static final Pattern REASON =
            Pattern.compile("^\\| `([a-z]+\\.[a-z-]+)` \\| (\\d+\\.\\d+[^|]*) \\| (.*) \\|$");
    private static final Pattern ID = Pattern.compile("`([a-z]+\\.[a-z-]+)`");
    private static final Set<String> KEPT = Set.of(Sign.of(Outcome.PASSED));
    private static final Set<String> NOT_APPLICABLE = Set.of(Sign.of(Outcome.NOT_APPLICABLE));

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
        written.stream()
                .skip(Math.max(0, written.indexOf(KEPT_BY_ALL)))
                .filter(line -> line.startsWith("`"))
                .flatMap(line -> ID.matcher(line).results())
                .forEach(id -> columns.keptByAll(id.group(1)));
        for (String line : written) {
            Matcher run = RUN.matcher(line);
            if (run.matches()) {
                runs.put(run.group(1), line);
            }
            Matcher reason = REASON.matcher(line);
            if (reason.matches()) {
                for (String release : reason.group(2).split(SEPARATOR)) {
                    reasons.computeIfAbsent(release, any -> new HashMap<>()).put(reason.group(1), reason.group(3));
                }
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
            Stream<String> reason = each.outcome() == Outcome.KNOWN_DEVIATION
                    ? deviation(each.id())
                    : alone.reasons(each.id()).stream().map(line -> line.substring(": ".length()));
            reason.filter(line -> line.startsWith(Sign.of(each.outcome())))
                    .findFirst()
                    .ifPresent(line -> seen.put(each.id(), cell(line)));
        }
    }

    /** What Kubernetes does instead, which is the same on all releases where it does. */
    private static Stream<String> deviation(String guarantee) {
        return UpstreamBug.all().stream()
                .filter(bug -> bug.guarantee().equals(guarantee))
                .map(bug ->
                        Sign.of(Outcome.KNOWN_DEVIATION) + " " + bug.deviation().what()
                                + bug.link().map(link -> " (" + link + ")").orElse(""));
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
        Set<String> all = columns.guarantees();
        lines.addAll(List.of("", "### Where they differ, or do not keep it", ""));
        lines.addAll(table(all, signs -> !KEPT.containsAll(signs) && !NOT_APPLICABLE.containsAll(signs)));
        lines.addAll(List.of("", "### What applied to none of them", ""));
        lines.addAll(table(all, NOT_APPLICABLE::containsAll));
        lines.addAll(List.of("", "### What was seen of these", "", "<details><summary>The reasons</summary>", ""));
        lines.addAll(List.of(REASONS, "|---|---|---|"));
        all.forEach(guarantee -> lines.addAll(reasons(guarantee)));
        lines.addAll(List.of("", "</details>", "", KEPT_BY_ALL, ""));
        String kept = all.stream()
                .filter(each -> KEPT.containsAll(columns.signs(each)))
                .map(each -> "`" + each + "`")
                .collect(Collectors.joining(", "));
        lines.addAll(Paragraph.of("", kept, WIDTH));
        lines.add("");
        return lines;
    }

    /** A line for each reason, with the runs that gave it. */
    private List<String> reasons(String guarantee) {
        Map<String, List<String>> runsByReason = new LinkedHashMap<>();
        reasons.forEach(
                (release, seen) -> Optional.ofNullable(seen.get(guarantee)).ifPresent(reason -> runsByReason
                        .computeIfAbsent(reason, any -> new ArrayList<>())
                        .add(release)));
        return runsByReason.entrySet().stream()
                .map(each -> "| `" + guarantee + "` | " + String.join(SEPARATOR, each.getValue()) + " | "
                        + each.getKey() + " |")
                .toList();
    }

    private List<String> table(Set<String> guarantees, Predicate<List<String>> shown) {
        List<String> table = new ArrayList<>(columns.head());
        guarantees.stream()
                .filter(each -> shown.test(columns.signs(each)))
                .forEach(each -> table.add(columns.row(each)));
        return table;
    }
}
