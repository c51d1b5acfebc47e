package dev.holdfast.pages;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.page.Sign;
import dev.holdfast.report.saved.SavedGuarantee;
import dev.holdfast.report.saved.SavedRun;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The columns of a table of guarantees that a page keeps: one for each release, with the sign of what its runs showed. What no newer
 * run tried stays as it was written.
 */
final class ReleaseColumns {

    private static final String HEAD = "guarantee";
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z]+\\.[a-z-]+)` \\|.*\\|$");
    private static final String DOES_NOT_APPLY = Sign.of(Outcome.NOT_APPLICABLE);

    private final Map<String, Map<String, String>> releases = new TreeMap<>(ReleaseColumns::older);

    /**
     * Reads tables.
     *
     * @param written lines of a page, among them the tables
     * @param fixed how many columns there are before those of the releases, that of the guarantee among them
     */
    static ReleaseColumns of(List<String> written, int fixed) {
        ReleaseColumns columns = new ReleaseColumns();
        List<String> head = List.of();
        for (String line : written) {
            List<String> cells = cells(line);
            if (cells.isEmpty() || cells.get(0).equals(HEAD)) {
                head = cells;
                head.stream().skip(fixed).forEach(columns::release);
            }
            Optional<String> guarantee = guarantee(line);
            for (int i = fixed; guarantee.isPresent() && i < head.size(); i++) {
                if (!cells.get(i).isEmpty()) {
                    columns.release(head.get(i)).put(guarantee.get(), cells.get(i));
                }
            }
        }
        return columns;
    }

    /** {@return what stands between the bars of a line of a table; nothing if it is none} */
    static List<String> cells(String line) {
        List<String> cells =
                Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        return cells.size() < 2 ? List.of() : cells.subList(1, cells.size() - 1);
    }

    /** {@return the guarantee that a row of a table is about; nothing if the line is no such row} */
    static Optional<String> guarantee(String line) {
        Matcher row = ROW.matcher(line);
        return row.matches() ? Optional.of(row.group(1)) : Optional.empty();
    }

    /** Takes that each release that it knows keeps a guarantee. */
    void keptByAll(String guarantee) {
        releases.values().forEach(column -> column.put(guarantee, Sign.of(Outcome.PASSED)));
    }

    /** Forgets what a release showed. */
    void forget(String release) {
        releases.remove(release);
    }

    /**
     * Takes what a run shows. Of a guarantee that it does not try, or that does not apply to its scenarios, what other runs of the
     * release have shown stays.
     *
     * @param release what the run is called
     * @param run the run
     */
    void take(String release, SavedRun run) {
        Map<String, String> column = release(release);
        for (SavedGuarantee each : run.guarantees()) {
            String sign = Sign.of(each.outcome());
            column.merge(each.id(), sign, (before, now) -> now.equals(DOES_NOT_APPLY) ? before : now);
        }
    }

    /** {@return the guarantees of which any release shows something, in the order of their ids} */
    Set<String> guarantees() {
        return releases.values().stream()
                .flatMap(column -> column.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@return the signs of a guarantee, release by release; an empty one where it was not tried} */
    List<String> signs(String guarantee) {
        return releases.values().stream()
                .map(column -> column.getOrDefault(guarantee, ""))
                .toList();
    }

    /**
     * Writes the two lines that a table begins with.
     *
     * @param fixed what the columns after that of the guarantee are called
     */
    List<String> head(String... fixed) {
        List<String> before = Stream.concat(Stream.of(HEAD), Stream.of(fixed)).toList();
        return List.of(
                row(before, releases.keySet()), "|" + "---|".repeat(before.size()) + ":-:|".repeat(releases.size()));
    }

    /**
     * Writes a line of a table.
     *
     * @param guarantee the guarantee that it is about
     * @param fixed what stands in the columns before those of the releases
     */
    String row(String guarantee, String... fixed) {
        return row(
                Stream.concat(Stream.of("`" + guarantee + "`"), Stream.of(fixed))
                        .toList(),
                signs(guarantee));
    }

    private static String row(List<String> fixed, Collection<String> others) {
        return Stream.concat(fixed.stream(), others.stream()).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private Map<String, String> release(String name) {
        return releases.computeIfAbsent(name, any -> new HashMap<>());
    }

    /** By the numbers in their names, 1.9.0 before 1.10.0; then by the names. */
    static int older(String one, String other) {
        return Comparator.comparing(ReleaseColumns::numbers, Arrays::compare)
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
