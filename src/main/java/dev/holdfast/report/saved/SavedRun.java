package dev.holdfast.report.saved;

import dev.holdfast.guarantee.Outcome;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One run.
 *
 * @param outcome what it showed as a whole
 * @param interrupted whether it was stopped before its end
 * @param ended when it ended
 * @param command what was typed to start it
 * @param holdfast the version of Holdfast
 * @param kubernetes the version of the API server
 * @param nodes the names of the cluster's nodes
 * @param cluster what kind of cluster it was
 * @param seconds where the time went, by phase
 * @param guarantees what all scenarios together say about each guarantee
 * @param scenarios how the scenarios ended
 * @param notRun the titles of the scenarios that were to run and of which there is no result, or not one of every round
 */
public record SavedRun(
        Outcome outcome,
        boolean interrupted,
        Optional<Instant> ended,
        Optional<String> command,
        String holdfast,
        String kubernetes,
        List<String> nodes,
        SavedCluster cluster,
        Map<String, Double> seconds,
        List<SavedGuarantee> guarantees,
        List<SavedScenario> scenarios,
        List<String> notRun) {

    /** The file that the results of a run are saved to, in its report directory. */
    public static final String FILE = "results.json";

    private static final String NONE = FILE + " has not got the results of a run: ";

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Copies the lists; none when there are none. */
    public SavedRun {
        nodes = nodes == null ? List.of() : List.copyOf(nodes);
        cluster = cluster == null ? SavedCluster.UNKNOWN : cluster;
        seconds = seconds == null ? Map.of() : new LinkedHashMap<>(seconds);
        guarantees = guarantees == null ? List.of() : List.copyOf(guarantees);
        scenarios = scenarios == null ? List.of() : List.copyOf(scenarios);
        notRun = notRun == null ? List.of() : List.copyOf(notRun);
    }

    /**
     * Reads the results of a run.
     *
     * @param directory the report directory
     * @throws IOException if there are none, or they cannot be read
     */
    public static SavedRun read(Path directory) throws IOException {
        try {
            SavedRun run = parse(Files.readString(directory.resolve(FILE)));
            if (run.outcome() == null) {
                throw new IOException(NONE + "it does not say how the run came out");
            }
            return run;
        } catch (CharacterCodingException e) {
            throw new IOException(NONE + "it is not text", e);
        }
    }

    /**
     * Reads the results of a run from their text.
     *
     * @throws IOException if it is not what a run saves
     */
    public static SavedRun parse(String json) throws IOException {
        try {
            SavedRun run = JSON.readValue(json, SavedRun.class);
            if (run == null) {
                throw new IOException(NONE + "it is null");
            }
            return run;
        } catch (JacksonException e) {
            throw new IOException(
                    NONE
                            + e.getOriginalMessage()
                                    .lines()
                                    .findFirst()
                                    .orElse("")
                                    .replaceFirst(" \\(start marker at .*", ""),
                    e);
        }
    }

    /** {@return how many scenarios ended that way} */
    public long count(Outcome with) {
        return scenarios.stream().filter(each -> each.outcome() == with).count();
    }

    /** {@return how long it took as a whole, in seconds} */
    public double duration() {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
