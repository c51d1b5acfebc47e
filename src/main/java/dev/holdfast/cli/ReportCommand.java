package dev.holdfast.cli;

import dev.holdfast.report.JudgedHistory;
import dev.holdfast.report.JudgementReport;
import dev.holdfast.report.page.ReportPage;
import dev.holdfast.report.saved.SavedRun;
import dev.holdfast.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code holdfast report}: makes the page of a run again from what it saved, without a cluster. */
@Command(
        name = "report",
        description = {
            "Makes report.html again from a folder that a run left, or judges one history and draws its page.",
            "Whatever is missing in the folder is left out: a history, or Cucumber's messages. The page of a history goes to"
                    + " a folder beside it, which is named after it. No cluster is needed."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Holdfast.Version.class)
final class ReportCommand implements Callable<Integer> {

    @ParentCommand
    private Holdfast parent;

    @CommandLine.Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DIR|HISTORY.jsonl",
            arity = "0..1",
            description = "The report folder of a run, or a history that a run saved. Default: target/holdfast in the"
                    + " project; in the current folder, if this is a distribution.")
    private Path directory;

    @Override
    public Integer call() {
        Path folder = directory == null ? Installation.report("holdfast") : directory;
        if (Files.isRegularFile(folder)) {
            return history(folder);
        }
        if (!Files.isRegularFile(folder.resolve(SavedRun.FILE))) {
            throw wrong(folder + " is not the report folder of a run: it has no " + SavedRun.FILE);
        }
        refuseUnlessWritable(folder.toAbsolutePath());
        try {
            parent.terminal().result("Report: " + ReportPage.write(folder));
            return ExitCode.KEPT;
        } catch (IOException e) {
            throw wrong("the report of " + folder + " cannot be made: " + e.getMessage());
        }
    }

    private int history(Path file) {
        Path folder = file.toAbsolutePath()
                .resolveSibling(file.getFileName().toString().replaceFirst("\\.jsonl(\\.gz)?$", "") + "-report");
        refuseUnlessWritable(folder);
        try {
            JudgedHistory judged = new JudgedFiles(List.of(file), Set.of(), this::wrong).judge(file);
            Path page = JudgementReport.write(
                    folder, List.of(judged), Typed.launcher(spec.root().commandLine(), spec));
            parent.terminal().result("Report: " + page);
            return ExitCode.of(judged.outcome());
        } catch (IOException e) {
            throw wrong("the report of " + file + " cannot be made: " + e.getMessage());
        }
    }

    private void refuseUnlessWritable(Path folder) {
        ReportFolder.objection("the folder of the page", folder).ifPresent(sentence -> {
            throw wrong(sentence);
        });
    }

    private CommandLine.ParameterException wrong(String sentence) {
        return new CommandLine.ParameterException(spec.commandLine(), sentence);
    }
}
