package dev.holdfast.cli;

import dev.holdfast.report.saved.SavedRun;
import dev.holdfast.run.Selection;
import dev.holdfast.run.Shard;
import dev.holdfast.specification.FeatureFiles;
import dev.holdfast.specification.ScenarioProfile;
import dev.holdfast.specification.SpecifiedScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say which scenarios run. Those that are given all have to match. */
@HelpSection("Which scenarios")
final class SelectionOptions extends OptionGroup {

    @Option(
            names = "--tags",
            paramLabel = "EXPRESSION",
            description =
                    "Only the scenarios with these tags, such as \"@storage and not @identity.map\": ids and families"
                            + " of guarantees; `list tags` prints all.")
    private String tags;

    @Option(
            names = "--scenario",
            paramLabel = "REGEX",
            description = "Only those in whose title, as a run prints it, this is found.")
    private String scenario;

    @Option(
            names = "--profile",
            split = ",",
            paramLabel = "NAME",
            converter = ProfileReader.class,
            description = "Only those of these profiles: ${COMPLETION-CANDIDATES}.")
    private Set<ScenarioProfile> profiles;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "Only the I-th of N equal parts, for N runs side by side.")
    private String shard;

    @Option(
            names = "--shard-index",
            paramLabel = "INDEX",
            description = "The same, counted from 0 as the pods of an indexed Job are; goes with --shards.")
    private Integer shardIndex;

    @Option(names = "--shards", paramLabel = "N", description = "How many parts --shard-index counts.")
    private Integer shards;

    @Option(
            names = "--rerun-failed",
            description =
                    "Only those that the last run into --report found broken or inconclusive, or did not come to.")
    private boolean rerunFailed;

    @Option(
            names = "--features",
            paramLabel = "DIR",
            description = "The folder of the specification. Default: the project's own.")
    private Path features;

    /** {@return the folder of the features} */
    Path features() {
        return features == null ? VerifyOptions.home().resolve("features") : features.toAbsolutePath();
    }

    /**
     * Selects.
     *
     * @param report the report folder, where an earlier run may have left its results
     * @param anySet whether the scenarios are to run on a set of the user's own
     * @return at least one scenario
     * @throws ParameterException when an option cannot be meant, or nothing is left
     */
    List<SpecifiedScenario> select(Path report, boolean anySet) {
        if (!Files.isDirectory(features())) {
            throw wrong("--features " + features() + " is not a folder");
        }
        try {
            Selection selection = Selection.of(FeatureFiles.read(features(), VerifyOptions.home()));
            selection = anySet ? selection.ofAnySet() : selection;
            selection = tags == null ? selection : selection.tagged(tags);
            selection = profiles == null ? selection : selection.ofProfiles(profiles);
            selection = scenario == null ? selection : selection.titled(scenario);
            Optional<Shard> part = part();
            selection = part.isEmpty() ? selection : selection.part(part.get());
            selection = rerunFailed ? selection.notPassedIn(lastRun(report)) : selection;
            return selection.scenarios();
        } catch (IllegalArgumentException | IOException refused) {
            throw wrong(refused.getMessage());
        }
    }

    /**
     * The part that was asked for.
     *
     * @return nothing when it is the whole
     * @throws ParameterException when the options cannot be meant
     */
    Optional<Shard> part() {
        if (shard != null && (shardIndex != null || shards != null)) {
            throw wrong("--shard names one part, and --shard-index with --shards another");
        }
        if ((shardIndex == null) != (shards == null)) {
            throw wrong("--shard-index and --shards go together: which part, counted from 0, and of how many");
        }
        try {
            if (shard != null) {
                return Optional.of(Shard.read(shard));
            }
            return shards == null ? Optional.empty() : Optional.of(Shard.ofIndex(shardIndex, shards));
        } catch (IllegalArgumentException refused) {
            throw wrong(refused.getMessage());
        }
    }

    private SavedRun lastRun(Path report) throws IOException {
        if (!Files.isRegularFile(report.resolve(SavedRun.FILE))) {
            throw wrong("--rerun-failed needs the results of an earlier run, and there is no "
                    + report.resolve(SavedRun.FILE));
        }
        return SavedRun.read(report);
    }
}
