package dev.holdfast.history;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What guarantees read of a StatefulSet.
 *
 * @param replicas {@code spec.replicas}, 1 when not set
 * @param start {@code spec.ordinals.start}, 0 when not set
 * @param serviceName the governing Service; empty when not set
 * @param ordered whether {@code spec.podManagementPolicy} is OrderedReady, the default
 * @param claimTemplates names of {@code spec.volumeClaimTemplates}
 * @param matchLabels {@code spec.selector.matchLabels}
 * @param maxUnavailable {@code spec.updateStrategy.rollingUpdate.maxUnavailable} as written, a number or a percentage
 * @param keepsClaims whether both claim retention policies are Retain, the default
 * @param settled whether the controller says that it saw the present spec and that all replicas exist and are Ready
 * @param generation {@code metadata.generation}, which grows with every change of the spec
 * @param observedGeneration {@code status.observedGeneration}: the spec that the controller acted on when it wrote the status
 * @param strategy {@code spec.updateStrategy}
 * @param counters the counts in the status
 * @param minReadySeconds {@code spec.minReadySeconds}, 0 when not set
 * @param template a fingerprint of {@code spec.template}: equal for equal templates
 */
public record StatefulSetView(
        String name,
        int replicas,
        int start,
        String serviceName,
        boolean ordered,
        List<String> claimTemplates,
        Map<String, String> matchLabels,
        Optional<String> maxUnavailable,
        boolean keepsClaims,
        boolean settled,
        String currentRevision,
        String updateRevision,
        long generation,
        long observedGeneration,
        Strategy strategy,
        Counters counters,
        int minReadySeconds,
        String template)
        implements View {

    /**
     * {@code spec.updateStrategy}.
     *
     * @param onDelete whether pods are replaced only when somebody deletes them
     * @param rolling whether pods are replaced by the controller (RollingUpdate, the default)
     * @param parameters whether {@code rollingUpdate} is there; the API server fills it in unless only the type was written
     * @param partition {@code rollingUpdate.partition}, 0 when not set
     */
    public record Strategy(boolean onDelete, boolean rolling, boolean parameters, int partition) {}

    /** The counts in {@code status}, 0 when not set. */
    public record Counters(int replicas, int ready, int available, int current, int updated) {}

    /**
     * The view of a StatefulSet.
     *
     * @throws IllegalArgumentException if the object is not a StatefulSet
     */
    public static StatefulSetView of(Resource resource) {
        return resource.view(StatefulSetView.class);
    }

    /** The view of the StatefulSet that was observed. */
    public static StatefulSetView of(Observation observation) {
        return of(observation.object());
    }

    /** Whether the controller has seen this spec when it wrote the status that stands beside it. */
    public boolean acknowledged() {
        return observedGeneration >= generation;
    }

    /** The first ordinal that the set does not want any more. */
    public int end() {
        return start + replicas;
    }

    /**
     * Whether an ordinal is below the partition. The documentation compares the ordinal; the controller compares the index, that
     * is, the distance from the first ordinal, and so does this.
     *
     * @see <a href="https://github.com/kubernetes/kubernetes/issues/128529">kubernetes/kubernetes#128529</a>
     */
    public boolean belowPartition(int ordinal) {
        return ordinal < start + strategy.partition();
    }

    /** Whether the set wants a pod of this ordinal. */
    public boolean wants(int ordinal) {
        return ordinal >= start && ordinal < start + replicas;
    }

    @Override
    public String summary() {
        return replicas + (replicas == 1 ? " replica" : " replicas") + " wanted, "
                + (settled ? "all Ready" : "not all Ready");
    }
}
