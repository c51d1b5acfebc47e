package dev.holdfast.pages;

import dev.holdfast.guarantee.Outcome;
import dev.holdfast.history.HistoryFile;
import dev.holdfast.report.page.Sign;
import dev.holdfast.report.saved.SavedRun;
import dev.holdfast.report.saved.SavedScenario;
import dev.holdfast.report.saved.SavedVerdict;
import dev.holdfast.specification.FeatureFiles;
import dev.holdfast.specification.Paragraph;
import dev.holdfast.specification.SpecifiedScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the part of {@code docs/upstream-bugs.md} that lies between its markers: a row for each bug, and what the newest run that
 * shows it saw. Of bugs and releases that no run is about, it leaves what is there.
 */
public final class UpstreamBugs {

    static final Path PAGE = Path.of("docs", "upstream-bugs.md");
    static final String BEGIN = "<!-- checks/upstream-bugs writes from here -->";
    static final String END = "<!-- to here -->";

    private static final Path REPORTS = Path.of("docs", "upstream");
    private static final String HEADING = "### `";
    private static final int WIDTH = 130;

    /**
     * The report folder of a run.
     *
     * @param release what the run is called: the release of Kubernetes
     * @param directory the folder
     * @param run what was saved there
     */
    record Run(String release, Path directory, SavedRun run) {}

    private final List<UpstreamBug> bugs;
    private final Map<String, String> files;
    private final Map<String, String> reports;

    /**
     * Writes about bugs.
     *
     * @param bugs the bugs
     * @param files the file of each scenario, by the scenario's title
     * @param reports the file of the report for upstream, by the id of the guarantee
     */
    UpstreamBugs(List<UpstreamBug> bugs, Map<String, String> files, Map<String, String> reports) {
        this.bugs = List.copyOf(bugs);
        this.files = Map.copyOf(files);
        this.reports = Map.copyOf(reports);
    }

    /**
     * Writes the page anew, or prints what to run for it.
     *
     * @param arguments {@code --tags} for the tags of all scenarios that are about a bug; else a release and a report folder, in turn
     * @throws IOException when a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 1 && arguments[0].equals("--tags")) {
            System.out.println(
                    UpstreamBug.all().stream().map(bug -> "@" + bug.guarantee()).collect(Collectors.joining(" or ")));
            return;
        }
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            Path directory = Path.of(arguments[i + 1]);
            runs.add(new Run(arguments[i], directory, SavedRun.read(directory)));
        }
        Files.write(PAGE, ofThisProject().written(Files.readAllLines(PAGE), runs));
    }

    /** {@return what writes about the bugs that are declared here} */
    static UpstreamBugs ofThisProject() throws IOException {
        return new UpstreamBugs(
                UpstreamBug.all(),
                FeatureFiles.read(Path.of("features"), Path.of("")).stream()
                        .collect(Collectors.toMap(
                                SpecifiedScenario::name, SpecifiedScenario::file, (one, other) -> one)),
                reports(REPORTS));
    }

    /** A report is about the first guarantee that it names. */
    private static Map<String, String> reports(Path folder) throws IOException {
        List<String> guarantees =
                UpstreamBug.all().stream().map(UpstreamBug::guarantee).toList();
        Map<String, String> reports = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                Page.read(file).codeSpans().stream()
                        .filter(guarantees::contains)
                        .findFirst()
                        .ifPresent(guarantee ->
                                reports.put(guarantee, file.getFileName().toString()));
            }
        }
        return reports;
    }

    /** {@return the reports for upstream, by the ids of the guarantees that they are about} */
    Map<String, String> reports() {
        return reports;
    }

    /**
     * Writes the page anew.
     *
     * @param page its lines
     * @param runs what to add; of two that show a bug, the later one is told
     * @return its lines
     * @throws IOException when a history of a run cannot be read
     */
    List<String> written(List<String> page, List<Run> runs) throws IOException {
        MarkedPart part = MarkedPart.of(page, BEGIN, END);
        List<String> between = part.lines();
        BugTable table = BugTable.of(between);
        Map<String, List<String>> sections = sections(between);
        for (Run each : runs) {
            table.take(each.release(), each.run());
            for (UpstreamBug bug : bugs) {
                Optional<List<String>> section = section(bug, each);
                section.ifPresent(lines -> sections.put(bug.guarantee(), lines));
            }
        }
        List<String> written = new ArrayList<>(List.of(""));
        written.addAll(table.lines(bugs, files, reports));
        written.add("");
        for (UpstreamBug bug : bugs) {
            List<String> section = sections.get(bug.guarantee());
            if (section != null) {
                written.add(HEADING + bug.guarantee() + "`");
                written.addAll(section);
            }
        }
        return part.replaced(written);
    }

    private static Map<String, List<String>> sections(List<String> lines) {
        Map<String, List<String>> sections = new HashMap<>();
        List<String> section = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(HEADING)) {
                section = new ArrayList<>();
                sections.put(line.substring(HEADING.length(), line.length() - 1), section);
            } else {
                section.add(line);
            }
        }
        return sections;
    }

    /** By a scenario that is about the guarantee, if one of those shows it. */
    private static Optional<List<String>> section(UpstreamBug bug, Run run) throws IOException {
        Optional<SavedScenario> shown = run.run().scenarios().stream()
                .filter(each -> each.history().isPresent() && verdict(each, bug).isPresent())
                .min(Comparator.comparing(each -> !each.guarantees().contains(bug.guarantee())));
        return shown.isEmpty() ? Optional.empty() : Optional.of(section(bug, run, shown.get()));
    }

    private static List<String> section(UpstreamBug bug, Run run, SavedScenario scenario) throws IOException {
        SavedVerdict verdict = verdict(scenario, bug).orElseThrow();
        Path history = run.directory().resolve(scenario.history().orElseThrow());
        List<String> section = new ArrayList<>(List.of(""));
        section.addAll(Paragraph.of(
                "",
                Sign.of(verdict.outcome()) + " " + bug.deviation().what() + ". On " + run.release() + ", in \""
                        + scenario.name() + "\":",
                WIDTH));
        section.add("");
        // What is between < and > would be taken for HTML.
        section.addAll(Paragraph.of("> ", verdict.first().replace("<", "\\<"), WIDTH));
        section.add("");
        section.add("```text");
        section.addAll(TextTimeline.of(HistoryFile.read(history)));
        section.add("```");
        section.add("");
        return section;
    }

    private static Optional<SavedVerdict> verdict(SavedScenario scenario, UpstreamBug bug) {
        return scenario.verdicts().stream()
                .filter(each -> each.guarantee().equals(bug.guarantee()) && isShown(each.outcome()))
                .findFirst();
    }

    private static boolean isShown(Outcome outcome) {
        return BugTable.SHOWN.contains(outcome);
    }
}
