package dev.holdfast.scenario;

import dev.holdfast.recording.RecordedScope;
import java.util.Optional;

/**
 * The names of one scenario in one run. What belongs to the whole cluster carries the run and the scenario in its name,
 * so that nothing of two scenarios, or of two runs on one cluster, is ever mistaken for one another.
 *
 * @param title the scenario's name in its feature
 * @param slug the same as a name for files, unique in the run
 * @param run the run's id
 * @param id a few letters that tell this scenario from every other one on the cluster
 * @param given the namespace that it has to share, if it has none of its own
 */
public record ScenarioName(String title, String slug, String run, String id, Optional<String> given)
        implements RecordedScope {

    private static final int LONGEST_NAMESPACE = 63;

    /** {@return the scenario's namespace; its own is readable in front, unique at the end} */
    @Override
    public String namespace() {
        String end = "-" + id;
        return given.orElseGet(() -> Slug.of(slug, LONGEST_NAMESPACE - end.length()) + end);
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
     * The name of an object in the scenario's namespace. Where that is the scenario's own, nobody else uses it.
     *
     * @param name its name as the feature says it
     * @return the same, with the scenario's id where other scenarios and others' objects are in that namespace too
     */
    public String object(String name) {
        return given.isPresent() ? clusterWide(name) : name;
    }

    /**
     * Whether an object is this scenario's.
     *
     * @param namespace the namespace of the object
     * @param name its name
     */
    @Override
    public boolean owns(String namespace, String name) {
        return namespace.equals(namespace()) && (given.isEmpty() || name.contains("-" + id));
    }
}
