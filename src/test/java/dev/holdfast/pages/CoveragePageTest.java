package dev.holdfast.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Guarantee;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of the coverage names guarantees that there are, each of upstream's specs once, and counts its rows right. */
class CoveragePageTest {

    private static final Path PAGE = Path.of("docs", "coverage.md");
    private static final Path SPECS =
            Path.of("src", "test", "resources", "dev", "holdfast", "pages", "upstream-statefulset-specs.txt");
    private static final String SPECS_OF_STATEFUL_SETS = "upstreams-specs-of-statefulsets";
    private static final List<String> VERDICTS = List.of("yes", "in part", "no");

    private static final Pattern HEADING = Pattern.compile("^## .*$");
    private static final Pattern SPEC =
            Pattern.compile("^(.*) \\(\\[\\d+]\\(https://\\S+#L\\d+\\)(, conformance)?\\)$");
    private static final Pattern NUMBERS = Pattern.compile("^\\[.*]\\(#(.*)\\)$");
    private static final Pattern ALL_SENTENCES = Pattern.compile("^sentences of all .*$");
    private static final Pattern ID = Pattern.compile("`([a-z]+\\.[a-z-]+)`");

    private final Set<String> guarantees =
            Catalogue.all().stream().map(Guarantee::id).collect(Collectors.toCollection(TreeSet::new));
    /** The cells of the rows that are judged, by the anchors of the headings above them. */
    private final Map<String, List<Row>> sections = new LinkedHashMap<>();

    private final List<List<String>> numbers = new ArrayList<>();
    private final Set<String> beyond = new TreeSet<>();

    /**
     * A spec or a sentence.
     *
     * @param what its name, or where it is and what it says
     * @param by the ids of the guarantees that cover it
     * @param why what is missing
     */
    private record Row(String what, String verdict, List<String> by, String why) {}

    CoveragePageTest() throws IOException {
        String section = "";
        for (String line : Page.read(PAGE).lines()) {
            if (HEADING.matcher(line).matches()) {
                section = new Page(PAGE, List.of(line)).anchors().iterator().next();
            }
            List<String> cells = cells(line);
            if (section.isEmpty() && cells.size() == 5) {
                numbers.add(cells);
            } else if (section.equals("beyond-both") && !cells.isEmpty()) {
                beyond.addAll(ids(cells.get(0)));
            } else if (cells.size() >= 4 && !cells.get(cells.size() - 3).isEmpty() && !isHead(cells)) {
                sections.computeIfAbsent(section, key -> new ArrayList<>()).add(row(cells));
            }
        }
    }

    @Test
    void hasEachOfUpstreamsSpecsOnce() throws IOException {
        List<String> specs = Files.readAllLines(SPECS).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(specs).hasSize(33).doesNotHaveDuplicates();
        assertThat(sections.get(SPECS_OF_STATEFUL_SETS))
                .extracting(row -> spec(row.what()))
                .containsExactlyElementsOf(specs);
    }

    @Test
    void namesAsCoveringOnlyGuaranteesThatThereAre() {
        assertThat(rows().flatMap(row -> row.by().stream())).isSubsetOf(guarantees);
        assertThat(rows().flatMap(row -> ids(row.why()).stream())).isSubsetOf(guarantees);
        assertThat(beyond).isSubsetOf(guarantees);
    }

    @Test
    void hasEachGuaranteeBesideARowOrAmongThoseBeyondBoth() {
        Set<String> named = rows().flatMap(row -> row.by().stream()).collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).doesNotContainAnyElementsOf(beyond);
        named.addAll(beyond);
        assertThat(named).containsExactlyElementsOf(guarantees);
    }

    @Test
    void saysWhatIsMissingWhereARowIsNotCoveredWhole() {
        assertThat(rows()).isNotEmpty().allSatisfy(row -> {
            assertThat(row.verdict()).as(row.what()).isIn(VERDICTS);
            assertThat(row.by().isEmpty())
                    .as(row.what())
                    .isEqualTo(row.verdict().equals("no"));
            assertThat(row.by()).as(row.what()).doesNotHaveDuplicates();
            if (!row.verdict().equals("yes")) {
                assertThat(row.why()).as(row.what()).isNotBlank();
            }
        });
    }

    @Test
    void countsItsRowsRight() {
        Map<String, List<Integer>> counted = new LinkedHashMap<>();
        List<Row> sentences = new ArrayList<>();
        sections.forEach((section, rows) -> {
            counted.put(section, count(rows));
            if (!section.contains("specs")) {
                sentences.addAll(rows);
            }
        });
        counted.put("", count(sentences));
        Map<String, List<Integer>> said = new LinkedHashMap<>();
        for (List<String> cells : numbers) {
            Matcher label = NUMBERS.matcher(cells.get(0));
            if (label.matches() || ALL_SENTENCES.matcher(cells.get(0)).matches()) {
                said.put(
                        label.matches() ? label.group(1) : "",
                        IntStream.range(1, cells.size())
                                .mapToObj(i -> Integer.valueOf(cells.get(i)))
                                .toList());
            }
        }
        assertThat(said).containsExactlyEntriesOf(counted);
    }

    private Stream<Row> rows() {
        return sections.values().stream().flatMap(List::stream);
    }

    private static List<Integer> count(List<Row> rows) {
        return Stream.concat(
                        VERDICTS.stream().map(verdict -> (int) rows.stream()
                                .filter(row -> row.verdict().equals(verdict))
                                .count()),
                        Stream.of(rows.size()))
                .toList();
    }

    private static Row row(List<String> cells) {
        int last = cells.size() - 1;
        return new Row(
                String.join(" ", cells.subList(0, last - 2)),
                cells.get(last - 2),
                ids(cells.get(last - 1)),
                cells.get(last));
    }

    /** The name of a spec, as upstream prints it without the names of its groups. */
    private static String spec(String cell) {
        Matcher spec = SPEC.matcher(cell);
        assertThat(spec.matches()).as(cell).isTrue();
        return spec.group(1) + (spec.group(2) == null ? "" : " [Conformance]");
    }

    /** What looks like an id of a guarantee; a field of the API does not, since no family is called like one. */
    private static List<String> ids(String cell) {
        return ID.matcher(cell)
                .results()
                .map(MatchResult::group)
                .map(code -> code.substring(1, code.length() - 1))
                .filter(code -> !code.startsWith("ordinals.") && !code.startsWith("spec."))
                .toList();
    }

    private static boolean isHead(List<String> cells) {
        return cells.contains("covered") || cells.get(0).startsWith("---");
    }

    private static List<String> cells(String line) {
        return line.startsWith("| ") || line.startsWith("|---")
                ? Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                        .map(String::strip)
                        .toList()
                : List.of();
    }
}
