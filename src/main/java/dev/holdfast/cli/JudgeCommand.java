package dev.holdfast.cli;

import dev.holdfast.audit.SetHistory;
import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.report.JudgedHistory;
import dev.holdfast.report.JudgementLines;
import dev.holdfast.report.JudgementReport;
import dev.holdfast.run.ExitCode;
import dev.holdfast.spelling.Suggestions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code holdfast judge}: judges saved histories again, without a cluster. */
@Command(
        name = "judge",
        description = {
            "Judges saved histories by the guarantees, without a cluster; or what the audit log of an API server tells.",
            "A guarantee for which a history shows nothing is left out, unless it was named. Where one is broken, the entries"
                    + " that prove it are named by their line in the file, with the fields that decide."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Holdfast.Version.class,
        sortOptions = false)
final class JudgeCommand implements Callable<Integer> {

    @ParentCommand
    private Holdfast parent;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "HISTORY.jsonl",
            arity = "0..*",
            description = "Histories that a run saved, compressed by gzip or not.")
    private List<Path> histories = new ArrayList<>();

    @Option(
            names = "--audit-log",
            paramLabel = "FILE",
            arity = "1..*",
            hideParamSyntax = true,
            description = {
                "Judge each StatefulSet of which these audit logs tell: JSON lines of audit.k8s.io, compressed by gzip or not,"
                        + " all files of all API servers at once. docs/audit.md says which policy it takes."
            })
    private List<Path> auditLogs = List.of();

    @Option(
            names = "--save-history",
            paramLabel = "DIR",
            description = "With --audit-log: keep the history of each set there, NAMESPACE.SET.jsonl.gz.")
    private Path saved;

    @Option(
            names = "--guarantee",
            paramLabel = "ID",
            split = OptionDefaults.LINES,
            hideParamSyntax = true,
            description = "Judge by this guarantee only, such as order.waits-ready; can be given more than once.")
    private Set<String> guarantees = Set.of();

    @Option(names = "--full", description = "Print whole objects as evidence, too, each as JSON on one line.")
    private boolean full;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Draw report.html there, with the timeline of each history.")
    private Path report;

    @Override
    public Integer call() throws IOException {
        for (String id : guarantees) {
            if (Catalogue.byId(id).isEmpty()) {
                String meant = Suggestions.question(
                        id, Catalogue.all().stream().map(Guarantee::id).toList());
                throw wrong("there is no guarantee " + id + "; `list guarantees` prints all" + meant);
            }
        }
        refuseWhatDoesNotGoTogether();
        refuseUnlessWritable("--report", report);
        refuseUnlessWritable("--save-history", saved);
        JudgedFiles files = new JudgedFiles(histories, guarantees, this::wrong);
        JudgementLines lines = new JudgementLines(
                parent.terminal(), full ? JudgementLines.Evidence.WHOLE_OBJECTS : JudgementLines.Evidence.CHANGES);
        List<JudgedHistory> drawn = new ArrayList<>();
        int code = ExitCode.KEPT;
        if (!auditLogs.isEmpty()) {
            AuditedSets sets = new AuditedSets(auditLogs, files, this::wrong);
            Optional<String> objection = sets.objection();
            if (objection.isPresent()) {
                parent.terminal().result(objection.get());
                return ExitCode.INCONCLUSIVE;
            }
            for (SetHistory set : sets.histories()) {
                code = worse(code, tell(sets.judge(set, historyFolder()), lines, drawn));
                set.from().ifPresent(from -> parent.terminal()
                        .result("  judged from " + from
                                + " on: the set is older than the log, which does not tell of all of its pods before"));
            }
        }
        for (Path file : histories) {
            code = worse(code, tell(files.judge(file), lines, drawn));
        }
        if (report != null) {
            Path page = JudgementReport.write(
                    report.toAbsolutePath(), drawn, Typed.launcher(spec.root().commandLine(), spec));
            parent.terminal().result("Report: " + page);
        }
        return code;
    }

    private void refuseWhatDoesNotGoTogether() {
        boolean asked = spec.commandLine().getParseResult().hasMatchedOption("--audit-log");
        if (!asked && !histories.isEmpty()) {
            // A file of options may say where a run writes its log.
            auditLogs = List.of();
        }
        if (histories.isEmpty() && auditLogs.isEmpty()) {
            throw wrong(
                    "a history is missing: the file of one that a run saved, or --audit-log with the files of an audit log");
        }
        if (saved != null && auditLogs.isEmpty()) {
            throw wrong("--save-history goes with --audit-log: what is judged otherwise is a saved history already");
        }
    }

    private void refuseUnlessWritable(String option, Path folder) {
        Optional.ofNullable(folder)
                .map(Path::toAbsolutePath)
                .flatMap(each -> ReportFolder.objection(option, each))
                .ifPresent(sentence -> {
                    throw wrong(sentence);
                });
    }

    /** Where the histories of an audit log are kept: the page of a report is drawn from them. */
    private Optional<Path> historyFolder() {
        return Optional.ofNullable(saved)
                .or(() -> Optional.ofNullable(report).map(folder -> folder.resolve("histories")))
                .map(Path::toAbsolutePath);
    }

    private int tell(JudgedHistory judged, JudgementLines lines, List<JudgedHistory> drawn) {
        parent.terminal().result(String.join(System.lineSeparator(), lines.of(judged)));
        if (report != null) {
            drawn.add(judged);
        }
        return ExitCode.of(judged.outcome());
    }

    /** The code that tells more trouble: a broken guarantee, then one that could not be judged. */
    private static int worse(int one, int other) {
        if (one == ExitCode.BROKEN || other == ExitCode.BROKEN) {
            return ExitCode.BROKEN;
        }
        return Math.max(one, other);
    }

    private CommandLine.ParameterException wrong(String sentence) {
        return new CommandLine.ParameterException(spec.commandLine(), sentence);
    }
}
