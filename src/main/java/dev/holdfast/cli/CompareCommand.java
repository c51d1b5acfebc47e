package dev.holdfast.cli;

import dev.holdfast.report.Comparison;
import dev.holdfast.report.Terminal;
import dev.holdfast.report.saved.SavedRun;
import dev.holdfast.run.ExitCode;
import dev.holdfast.specification.Paragraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code holdfast compare}: the guarantees of several runs side by side, without a cluster. */
@Command(
        name = "compare",
        description = {
            "Compares the guarantees of runs, such as before and after an upgrade: first what got worse.",
            "The first run is what the others are compared with. Guarantees that differ between runs are a table in Markdown,"
                    + " with the reasons under it, and so are those that no run shows to be kept. A run is called by its"
                    + " version of Kubernetes, or by its folder where two have the same. The exit code is about what got"
                    + " worse: 1 where a guarantee is broken that was not in the first run."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Holdfast.Version.class,
        sortOptions = false)
final class CompareCommand implements Callable<Integer> {

    private static final int WIDTH = 120;

    @ParentCommand
    private Holdfast parent;

    @CommandLine.Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "The report folders of two runs or more.")
    private List<Path> directories;

    @Option(names = "--all", description = "Print the guarantees, too, that all runs show to be kept.")
    private boolean all;

    @Override
    public Integer call() {
        if (directories.size() < 2) {
            throw wrong("there is one run to compare; name two report folders or more");
        }
        Comparison comparison = new Comparison(named());
        Terminal terminal = parent.terminal();
        terminal.result(comparison.summary());
        show("Different", comparison, comparison.changed());
        show("The same in all runs, and not kept", comparison, comparison.notKeptInAny());
        if (all) {
            terminal.result(System.lineSeparator() + "All" + System.lineSeparator());
            terminal.result(comparison.table(comparison.guarantees()).stripTrailing());
        }
        return ExitCode.of(comparison.worst());
    }

    private void show(String title, Comparison comparison, List<String> guarantees) {
        if (guarantees.isEmpty()) {
            return;
        }
        Terminal terminal = parent.terminal();
        terminal.result(System.lineSeparator() + title + System.lineSeparator());
        terminal.result(comparison.table(guarantees));
        for (String guarantee : guarantees) {
            List<String> reasons = comparison.reasons(guarantee);
            if (!reasons.isEmpty()) {
                terminal.result(guarantee);
            }
            reasons.forEach(reason -> Paragraph.of("  ", reason, WIDTH).forEach(terminal::result));
        }
    }

    private List<Comparison.Named> named() {
        List<SavedRun> runs = directories.stream().map(this::read).toList();
        List<String> versions = runs.stream().map(SavedRun::kubernetes).toList();
        List<String> names = versions.stream().distinct().count() == runs.size() ? versions : folders();
        List<Comparison.Named> named = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            named.add(new Comparison.Named(names.get(i), runs.get(i)));
        }
        return named;
    }

    /** By as much of their paths as tells them apart. */
    private List<String> folders() {
        List<Path> absolute = directories.stream()
                .map(each -> each.toAbsolutePath().normalize())
                .toList();
        int longest = absolute.stream().mapToInt(Path::getNameCount).max().orElse(1);
        for (int parts = 1; parts < longest; parts++) {
            int last = parts;
            List<String> names = absolute.stream()
                    .map(each -> each.subpath(Math.max(0, each.getNameCount() - last), each.getNameCount())
                            .toString())
                    .toList();
            if (names.stream().distinct().count() == names.size()) {
                return names;
            }
        }
        return absolute.stream().map(Path::toString).toList();
    }

    private SavedRun read(Path directory) {
        try {
            return SavedRun.read(directory);
        } catch (IOException e) {
            throw wrong(directory + " is not the report folder of a run: its " + SavedRun.FILE + " cannot be read");
        }
    }

    private CommandLine.ParameterException wrong(String sentence) {
        return new CommandLine.ParameterException(spec.commandLine(), sentence);
    }
}
