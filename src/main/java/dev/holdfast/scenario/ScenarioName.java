package dev.holdfast.scenario;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * The names of one scenario in one run. What belongs to the whole cluster carries the run and the scenario in its name,
 * so that nothing of two scenarios, or of two runs on one cluster, is ever mistaken for one another.
 *
 * @param title the scenario's name in its feature
 * @param slug the same as a name for files, unique in the run
 * @param run the run's id
 * @param id a few letters that tell this scenario from every other one on the cluster
 */
public record ScenarioName(String title, String slug, String run, String id) {

    /** The label that carries the run's id on everything that a run makes. */
    public static final String RUN_LABEL = "holdfast.dev/run";

    /** The label that carries the scenario's id. */
    public static final String SCENARIO_LABEL = "holdfast.dev/scenario";

    /** The label that says from when on a forgotten object may be removed by anyone. */
    public static final String EXPIRES_LABEL = "holdfast.dev/expires";

    // A label's value has no room for colons.
    private static final DateTimeFormatter LABEL_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final int LONGEST_NAMESPACE = 63;

    /** {@return the scenario's namespace: readable in front, unique at the end} */
    public String namespace() {
        String end = "-" + id;
        return Slug.of(slug, LONGEST_NAMESPACE - end.length()) + end;
    }

    /**
     * The name of an object that belongs to the whole cluster.
     *
     * @param name its name as the feature says it
     * @return the same, with the scenario's id
     */
    public String clusterWide(String name) {
        return name + "-" + id;
    }

    /**
     * The labels of everything that this scenario makes.
     *
     * @param expires from when on it may be removed by anyone
     * @return labels by name
     */
    public Map<String, String> labels(Instant expires) {
        return Map.of(RUN_LABEL, run, SCENARIO_LABEL, id, EXPIRES_LABEL, LABEL_TIME.format(expires));
    }
}
