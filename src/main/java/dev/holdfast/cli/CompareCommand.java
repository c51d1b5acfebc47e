package dev.holdfast.cli;

import dev.holdfast.report.Comparison;
import dev.holdfast.report.saved.SavedRun;
import dev.holdfast.run.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code holdfast compare}: the guarantees of several runs side by side, without a cluster. */
@Command(
        name = "compare",
        description = {
            "Prints the guarantees of several runs side by side, as a table in Markdown, and under it each reason for",
            "a verdict other than kept. A run is called by its version of Kubernetes, or by its folder where two have the same."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Holdfast.Version.class)
final class CompareCommand implements Callable<Integer> {

    @ParentCommand
    private Holdfast parent;

    @CommandLine.Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "The report folders of the runs.")
    private List<Path> directories;

    @Override
    public Integer call() {
        List<SavedRun> runs = directories.stream().map(this::read).toList();
        boolean versionsTell =
                runs.stream().map(SavedRun::kubernetes).distinct().count() == runs.size();
        List<Comparison.Named> named = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            SavedRun run = runs.get(i);
            named.add(new Comparison.Named(
                    versionsTell ? run.kubernetes() : directories.get(i).toString(), run));
        }
        Comparison comparison = new Comparison(named);
        parent.terminal().result(comparison.table());
        comparison.reasons().forEach(reason -> parent.terminal().result(reason));
        return ExitCode.KEPT;
    }

    private SavedRun read(Path directory) {
        try {
            return SavedRun.read(directory);
        } catch (IOException e) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    directory + " is not the report folder of a run: its " + SavedRun.FILE + " cannot be read");
        }
    }
}
