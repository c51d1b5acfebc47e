package dev.holdfast.cli;

import dev.holdfast.cluster.Images;
import dev.holdfast.cluster.chosen.ChosenCluster;
import dev.holdfast.cluster.chosen.ChosenClusterOptions;
import dev.holdfast.cluster.chosen.ChosenClusterProvider;
import dev.holdfast.explanation.Answer;
import dev.holdfast.explanation.Explanation;
import dev.holdfast.explanation.reading.NoSuchSetException;
import dev.holdfast.explanation.reading.SnapshotReader;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import dev.holdfast.report.ExplanationDocument;
import dev.holdfast.report.ExplanationLines;
import dev.holdfast.report.Terminal;
import dev.holdfast.run.ExitCode;
import dev.holdfast.spelling.Suggestions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code holdfast explain}: why a set of the user's own does not go on, or that it does. */
@Command(
        name = "explain",
        description = {
            "Explains why a StatefulSet of yours does not go on, or that it does.",
            "One answer from what the API server has now, with the evidence for it, what the controller does next and what"
                    + " helps. It only reads. Without SET, each set of the namespace is one line, the worst first."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Holdfast.Version.class,
        sortOptions = false)
final class ExplainCommand implements Callable<Integer> {

    /** What programs can have. */
    enum Format {
        TEXT,
        JSON
    }

    private static final int NAMED = 8;

    @ParentCommand
    private Holdfast parent;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SET", arity = "0..1", description = "The name of the set; sts/NAME is the same.")
    private String set;

    @Mixin
    private AccessOptions access = new AccessOptions();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "The namespace of the set. Default: that of the context.")
    private String namespace;

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "Explain the sets of all namespaces, one line each.")
    private boolean everywhere;

    @Option(
            names = "--patience",
            paramLabel = "DURATION",
            defaultValue = "10m",
            description =
                    "How long something may last, such as a probe that is not answered, before it counts as stuck although"
                            + " nothing says that it fails. Default: 10m, as for a Deployment.")
    private String patience;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, or json for programs.")
    private Format output;

    /** {@return what the exit codes of this command mean, which judges no guarantee} */
    static Map<String, String> exitCodes() {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put(
                "0",
                "Done: everything is as the spec asks for, or waits for somebody as the spec asks for (OnDelete, partition).");
        meanings.put("1", "Cannot go on: somebody has to do something. Of several sets, one of them cannot.");
        meanings.put("2", "Usage error, no such set, or no permission to read it. Nothing was explained.");
        meanings.put("3", "Going on: something is being done, and nothing says that it fails.");
        return meanings;
    }

    @Override
    public Integer call() {
        ChosenOptions.objection(namespace).ifPresent(sentence -> {
            throw wrong(sentence);
        });
        if (everywhere && (namespace != null || set != null)) {
            throw wrong("--all-namespaces explains all sets; leave out " + (set != null ? set : "--namespace"));
        }
        Duration most = duration();
        ChosenClusterOptions options = new ChosenClusterOptions(
                access.readOrCurrent(System.getenv()),
                Optional.empty(),
                Optional.empty(),
                Images.PUBLISHED,
                Optional.empty());
        try (ChosenCluster cluster = new ChosenClusterProvider(options, (found, progress) -> {}).connect()) {
            String inside = Optional.ofNullable(namespace)
                    .or(() -> Optional.ofNullable(cluster.client().getNamespace()))
                    .orElse("default");
            List<Explanation> explanations =
                    read(new SnapshotReader(cluster.client(), Clock.systemUTC()), inside).stream()
                            .map(snapshot -> Explanation.of(snapshot, most))
                            .toList();
            tell(explanations, inside);
            return code(explanations);
        }
    }

    private List<SetSnapshot> read(SnapshotReader reader, String inside) {
        if (set == null) {
            return reader.sets(everywhere ? Optional.empty() : Optional.of(inside));
        }
        String name = set.replaceFirst("^(sts|statefulsets?(\\.apps)?)/", "");
        try {
            return List.of(reader.set(inside, name));
        } catch (NoSuchSetException none) {
            throw wrong(none.getMessage() + others(name, none.others()));
        }
    }

    private static String others(String name, List<String> others) {
        String meant = Suggestions.question(name, others);
        if (!meant.isEmpty() || others.size() > NAMED) {
            return meant;
        }
        return others.isEmpty() ? ", nor any other" : "; there are " + String.join(", ", others);
    }

    private void tell(List<Explanation> explanations, String inside) {
        Terminal terminal = parent.terminal();
        if (output == Format.JSON) {
            terminal.result(
                    set == null ? ExplanationDocument.of(explanations) : ExplanationDocument.of(explanations.get(0)));
            return;
        }
        ExplanationLines lines = new ExplanationLines(terminal, ZoneId.systemDefault());
        if (explanations.isEmpty()) {
            terminal.result("there is no StatefulSet in " + (everywhere ? "any namespace" : "namespace " + inside));
        } else {
            terminal.result(String.join(
                    System.lineSeparator(),
                    set == null ? lines.overview(explanations) : lines.of(explanations.get(0))));
        }
    }

    /** The code that tells more trouble: a set that cannot go on, then one that is not done. */
    private static int code(List<Explanation> explanations) {
        List<Answer> answers = explanations.stream().map(Explanation::answer).toList();
        if (answers.contains(Answer.CANNOT_GO_ON)) {
            return ExitCode.BROKEN;
        }
        return answers.contains(Answer.GOES_ON) ? ExitCode.INCONCLUSIVE : ExitCode.KEPT;
    }

    private Duration duration() {
        try {
            Duration read = Duration.parse("PT" + patience.toUpperCase(Locale.ROOT));
            if (!read.isNegative()) {
                return read;
            }
        } catch (DateTimeParseException unreadable) {
            // It is said below, in one sentence for whatever is wrong with it.
        }
        throw wrong("--patience must be a duration such as 90s, 10m or 1h30m, not " + patience);
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
