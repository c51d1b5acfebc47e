package dev.holdfast.cli;

import dev.holdfast.guarantee.Catalogue;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Judge;
import dev.holdfast.guarantee.Judge.Judgement;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.history.Entry;
import dev.holdfast.history.HistoryFile;
import dev.holdfast.history.Observation;
import dev.holdfast.report.Terminal;
import dev.holdfast.run.ExitCode;
import dev.holdfast.spelling.Suggestions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
            "Judges saved histories by the guarantees, without a cluster.",
            "A guarantee for which a history shows nothing is left out, unless it was named."
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
            arity = "1..*",
            description = "Histories that a run saved, compressed by gzip or not.")
    private List<Path> histories = new ArrayList<>();

    @Option(
            names = "--guarantee",
            paramLabel = "ID",
            split = OptionDefaults.LINES,
            hideParamSyntax = true,
            description = "Judge by this guarantee only, such as order.waits-ready; can be given more than once.")
    private Set<String> guarantees = Set.of();

    @Override
    public Integer call() throws IOException {
        for (String id : guarantees) {
            if (Catalogue.byId(id).isEmpty()) {
                String meant = Suggestions.question(
                        id, Catalogue.all().stream().map(Guarantee::id).toList());
                throw wrong("there is no guarantee " + id + "; `list guarantees` prints all" + meant);
            }
        }
        for (Path history : histories) {
            if (!Files.isReadable(history) || Files.isDirectory(history)) {
                throw wrong("there is no history " + history);
            }
        }
        int code = ExitCode.KEPT;
        ExecutorService executor =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            for (Path history : histories) {
                code = worse(code, judge(history, executor));
            }
        } finally {
            executor.shutdown();
        }
        return code;
    }

    private int judge(Path file, ExecutorService executor) throws IOException {
        List<Judgement> judgements;
        try {
            judgements = Judge.of(HistoryFile.read(file), executor);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
        Terminal terminal = parent.terminal();
        terminal.result(file.toString());
        List<Judgement> shown = judgements.stream().filter(this::counts).toList();
        if (shown.isEmpty()) {
            terminal.result("  ? nothing in it could be judged");
            return ExitCode.INCONCLUSIVE;
        }
        int code = ExitCode.KEPT;
        for (Judgement judgement : shown) {
            terminal.result(words(judgement, terminal));
            code = worse(code, ExitCode.of(judgement.verdict().outcome()));
        }
        return code;
    }

    private boolean counts(Judgement judgement) {
        return guarantees.isEmpty()
                ? judgement.concerned()
                : guarantees.contains(judgement.guarantee().id());
    }

    private static String words(Judgement judgement, Terminal terminal) {
        StringBuilder text = new StringBuilder();
        text.append("  ")
                .append(terminal.sign(judgement.verdict().outcome()))
                .append(' ')
                .append(judgement.guarantee().id())
                .append("  ")
                .append(judgement.subject().namespace())
                .append('/')
                .append(judgement.subject().statefulSet())
                .append(": ")
                .append(judgement.verdict().sentence());
        if (judgement.verdict().outcome() == Outcome.FAILED) {
            for (Entry entry : judgement.verdict().evidence()) {
                text.append(System.lineSeparator())
                        .append("      ")
                        .append(entry.index())
                        .append("  ");
                text.append(
                        entry instanceof Observation observation
                                ? observation + "  " + observation.object().text()
                                : entry);
            }
        }
        return text.toString();
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
