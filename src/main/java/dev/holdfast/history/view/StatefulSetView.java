package dev.holdfast.history.view;

import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What guarantees read of a StatefulSet.
 *
 * @param spec what only its user changes
 * @param settled whether the controller says that it saw the present spec and that all replicas exist and are Ready
 * @param generation {@code metadata.generation}, which grows with every change of the spec
 * @param observedGeneration {@code status.observedGeneration}: the spec that the controller acted on when it wrote the status
 * @param counters the counts in the status
 */
public record StatefulSetView(
        String name,
        SetSpec spec,
        boolean settled,
        String currentRevision,
        String updateRevision,
        long generation,
        long observedGeneration,
        Counters counters)
        implements View {

    /**
     * {@code spec.updateStrategy}.
     *
     * @param onDelete whether pods are replaced only when somebody deletes them
     * @param rolling whether pods are replaced by the controller, some after others (RollingUpdate, the default)
     * @param recreating whether all pods are removed by the controller before it makes new ones (Recreate)
     * @param parameters whether {@code rollingUpdate} is there; the API server fills it in unless only the type was written
     * @param partition {@code rollingUpdate.partition}, 0 when not set
     */
    public record Strategy(boolean onDelete, boolean rolling, boolean recreating, boolean parameters, int partition) {}

    /** The counts in {@code status}, 0 when not set. */
    public record Counters(int replicas, int ready, int available, int current, int updated) {
        // Asked of every status: what the compiler makes of equals for a record takes several times as long.
        private boolean sameAs(Counters other) {
            return replicas == other.replicas
                    && ready == other.ready
                    && available == other.available
                    && current == other.current
                    && updated == other.updated;
        }
    }

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

    /** {@code spec.replicas}, 1 when not set. */
    public int replicas() {
        return spec.replicas();
    }

    /** {@code spec.ordinals.start}, 0 when not set. */
    public int start() {
        return spec.start();
    }

    /** The governing Service; empty when not set. */
    public String serviceName() {
        return spec.serviceName();
    }

    /** Whether {@code spec.podManagementPolicy} is OrderedReady, the default. */
    public boolean ordered() {
        return spec.ordered();
    }

    /** Names of {@code spec.volumeClaimTemplates}. */
    public List<String> claimTemplates() {
        return spec.claimTemplates();
    }

    /** {@code spec.selector.matchLabels}. */
    public Map<String, String> matchLabels() {
        return spec.matchLabels();
    }

    /** {@code spec.updateStrategy.rollingUpdate.maxUnavailable} as written, a number or a percentage. */
    public Optional<String> maxUnavailable() {
        return spec.maxUnavailable();
    }

    /** Whether both claim retention policies are Retain, the default. */
    public boolean keepsClaims() {
        return !deletesClaimsWhenScaled() && !deletesClaimsWhenDeleted();
    }

    /** Whether {@code spec.persistentVolumeClaimRetentionPolicy.whenScaled} is Delete. */
    public boolean deletesClaimsWhenScaled() {
        return spec.deletesClaimsWhenScaled();
    }

    /** Whether {@code spec.persistentVolumeClaimRetentionPolicy.whenDeleted} is Delete. */
    public boolean deletesClaimsWhenDeleted() {
        return spec.deletesClaimsWhenDeleted();
    }

    /** {@code spec.updateStrategy}. */
    public Strategy strategy() {
        return spec.strategy();
    }

    /** {@code spec.minReadySeconds}, 0 when not set. */
    public int minReadySeconds() {
        return spec.minReadySeconds();
    }

    /** {@code spec.revisionHistoryLimit}, 10 when not set. */
    public int revisionHistoryLimit() {
        return spec.revisionHistoryLimit();
    }

    /** A fingerprint of {@code spec.template}: equal for equal templates. */
    public String template() {
        return spec.template();
    }

    /** Whether this spec asks for the same as another: they differ in how many revisions are kept, if at all. */
    public boolean asksForTheSame(StatefulSetView other) {
        return generation == other.generation || spec.withHistory(0).equals(other.spec.withHistory(0));
    }

    /** Whether the status is another than that of an earlier state of the same set: only the controller writes it. */
    public boolean statusDiffers(StatefulSetView earlier) {
        return observedGeneration != earlier.observedGeneration
                || !counters.sameAs(earlier.counters)
                || !currentRevision.equals(earlier.currentRevision)
                || !updateRevision.equals(earlier.updateRevision);
    }

    /** Whether the controller has seen this spec when it wrote the status that stands beside it. */
    public boolean acknowledged() {
        return observedGeneration >= generation;
    }

    /** Whether the status is of a spec that the set has not had yet, so that it cannot be the set's own. */
    public boolean aheadOfSpec() {
        return observedGeneration > generation;
    }

    /** The first ordinal that the set does not want any more. */
    public int end() {
        return start() + replicas();
    }

    /**
     * Whether an ordinal is below the partition. The documentation compares the ordinal; the controller compares the index, that
     * is, the distance from the first ordinal, and so does this.
     *
     * @see <a href="https://github.com/kubernetes/kubernetes/issues/128529">kubernetes/kubernetes#128529</a>
     */
    public boolean belowPartition(int ordinal) {
        return ordinal < start() + strategy().partition();
    }

    /**
     * Whether a partition holds a pod of this ordinal back, be it compared with the ordinal or with the index, which is no larger; so
     * each of these is {@linkplain #belowPartition below the partition}, too.
     */
    public boolean heldBack(int ordinal) {
        return ordinal < strategy().partition();
    }

    /** Whether the set wants a pod of this ordinal. */
    public boolean wants(int ordinal) {
        return ordinal >= start() && ordinal < end();
    }

    @Override
    public String summary() {
        return replicas() + (replicas() == 1 ? " replica" : " replicas") + " wanted, "
                + (settled ? "all Ready" : "not all Ready");
    }
}
