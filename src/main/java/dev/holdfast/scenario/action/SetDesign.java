package dev.holdfast.scenario.action;

import dev.holdfast.history.replay.Obstacles;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSchedulingGate;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetOrdinals;
import io.fabric8.kubernetes.api.model.apps.StatefulSetPersistentVolumeClaimRetentionPolicy;
import io.fabric8.kubernetes.api.model.apps.StatefulSetUpdateStrategy;
import io.fabric8.kubernetes.api.model.apps.StatefulSetUpdateStrategyBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** In what the set that a scenario creates is to differ from the tutorial's. Until something is said, in nothing. */
public final class SetDesign {

    /** The condition that a scenario sets itself, and without which no pod of the set is Ready. */
    static final String READINESS_GATE = "holdfast.dev/ready";

    private boolean volumes = true;
    private boolean readyWhenTold;
    private boolean neverStarted;
    private boolean tellsHowItStopped;
    private Optional<String> witness = Optional.empty();
    private Optional<StatefulSetPersistentVolumeClaimRetentionPolicy> retention = Optional.empty();
    private Optional<Integer> oldRevisions = Optional.empty();
    private final ClaimTemplateDesign claimTemplates = new ClaimTemplateDesign();
    private Optional<Integer> firstOrdinal = Optional.empty();
    private boolean parallel;
    private Optional<Integer> nameLength = Optional.empty();
    private int minReadySeconds;
    private boolean leavesLostNodes;
    private Optional<Placement> placement = Optional.empty();
    private Optional<StatefulSetUpdateStrategy> strategy = Optional.empty();

    /** The tutorial's set. */
    public SetDesign() {}

    /** Its pods have no volumes, for a scenario that is not about storage. */
    public void withoutVolumes() {
        volumes = false;
    }

    /** Its pods are Ready only when the scenario says so, by a readiness gate, and not as soon as they run. */
    public void readyWhenTold() {
        readyWhenTold = true;
    }

    /** Its pods are made and removed without waiting for each other. */
    public void parallel() {
        parallel = true;
    }

    /**
     * Its pods are available only when they have been Ready for some time.
     *
     * @param seconds how long
     */
    public void minReadySeconds(int seconds) {
        minReadySeconds = seconds;
    }

    /** Its pods are never started, for a scenario in which only the objects matter. */
    public void neverStarted() {
        neverStarted = true;
    }

    /** Its pods tell by how they end whether they were stopped as they should be, see {@link StoppingProgram}. */
    public void tellsHowItStopped() {
        tellsHowItStopped = true;
    }

    /**
     * Its pods note what becomes of them, see {@link NotingProgram}.
     *
     * @param heardBy the address and port of the witness that they tell it
     */
    public void notesWith(String heardBy) {
        witness = Optional.of(heardBy);
    }

    /**
     * Its ordinals do not begin at 0.
     *
     * @param start but here
     */
    public void firstOrdinal(int start) {
        firstOrdinal = Optional.of(start);
    }

    /**
     * It lets claims go.
     *
     * @param policy when
     */
    public void retains(ClaimRetention policy) {
        retention = Optional.of(policy.spec());
    }

    /**
     * It keeps other than ten old revisions.
     *
     * @param most how many
     */
    public void oldRevisions(int most) {
        oldRevisions = Optional.of(most);
    }

    /**
     * Its name is longer than the tutorial's.
     *
     * @param characters how long
     */
    public void nameOf(int characters) {
        nameLength = Optional.of(characters);
    }

    /** {@return in what its claim templates are to differ} */
    public ClaimTemplateDesign claimTemplates() {
        return claimTemplates;
    }

    /** Its pods are updated only when they are deleted. */
    public void onDelete() {
        strategy = Optional.of(
                new StatefulSetUpdateStrategyBuilder().withType("OnDelete").build());
    }

    /** All its pods of one version are gone before there is one of the next. */
    public void recreate() {
        strategy = Optional.of(
                new StatefulSetUpdateStrategyBuilder().withType("Recreate").build());
    }

    /**
     * Its pods are updated from a partition on.
     *
     * @param partition the lowest ordinal that is updated
     */
    public void partition(int partition) {
        strategy = Optional.of(new StatefulSetUpdateStrategyBuilder()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withPartition(partition)
                .endRollingUpdate()
                .build());
    }

    /**
     * It names the strategy RollingUpdate and nothing about it. The API server completes a strategy that is left out, with
     * a partition of 0, but not one that is only named; and the controller treats the two differently.
     */
    public void rollingUpdateNamedOnly() {
        strategy = Optional.of(
                new StatefulSetUpdateStrategyBuilder().withType("RollingUpdate").build());
    }

    /**
     * An update may take down more than one of its pods at once.
     *
     * @param most how many, as a number or as a percentage of all
     */
    public void maxUnavailable(String most) {
        strategy = Optional.of(new StatefulSetUpdateStrategyBuilder()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxUnavailable(
                        most.endsWith("%") ? new IntOrString(most) : new IntOrString(Integer.parseInt(most)))
                .endRollingUpdate()
                .build());
    }

    /** Its pods are to end as soon as their node is not Ready, and not only after minutes. */
    public void leavesLostNodes() {
        leavesLostNodes = true;
    }

    /** No two of its pods are on one node. */
    public void apart() {
        placement = Optional.of(Placement.APART);
    }

    /** Its pods are on one node, as long as that takes them. */
    public void together() {
        placement = Optional.of(Placement.TOGETHER);
    }

    /** {@return whether its pods are Ready only when the scenario says so} */
    boolean isReadyWhenTold() {
        return readyWhenTold;
    }

    /**
     * The set to create.
     *
     * @param tutorial the set as the tutorial has it
     * @return the same with the differences
     */
    StatefulSet of(StatefulSet tutorial) {
        StatefulSet set = claimTemplates.of(new StatefulSetBuilder(tutorial).build());
        lengthen(set.getMetadata());
        strategy.ifPresent(set.getSpec()::setUpdateStrategy);
        retention.ifPresent(set.getSpec()::setPersistentVolumeClaimRetentionPolicy);
        oldRevisions.ifPresent(set.getSpec()::setRevisionHistoryLimit);
        firstOrdinal.map(StatefulSetOrdinals::new).ifPresent(set.getSpec()::setOrdinals);
        if (minReadySeconds > 0) {
            set.getSpec().setMinReadySeconds(minReadySeconds);
        }
        if (parallel) {
            set.getSpec().setPodManagementPolicy("Parallel");
        }
        var pod = set.getSpec().getTemplate().getSpec();
        if (readyWhenTold) {
            set = new StatefulSetBuilder(set)
                    .editSpec()
                    .editTemplate()
                    .editSpec()
                    .addNewReadinessGate(READINESS_GATE)
                    .endSpec()
                    .endTemplate()
                    .endSpec()
                    .build();
            pod = set.getSpec().getTemplate().getSpec();
        }
        if (leavesLostNodes) {
            pod.setTolerations(Placement.SHORT_PATIENCE);
        }
        if (placement.isPresent()) {
            pod.setAffinity(placement.get().affinity(set.getSpec().getSelector().getMatchLabels()));
        }
        if (neverStarted) {
            pod.setSchedulingGates(List.of(new PodSchedulingGate(Obstacles.NEVER_STARTED)));
        }
        if (!volumes) {
            set.getSpec().setVolumeClaimTemplates(List.of());
            pod.setContainers(pod.getContainers().stream()
                    .map(container ->
                            new ContainerBuilder(container).withVolumeMounts().build())
                    .toList());
        }
        if (tellsHowItStopped) {
            pod.setContainers(
                    pod.getContainers().stream().map(StoppingProgram::in).toList());
        }
        if (witness.isPresent()) {
            List<Container> containers = new ArrayList<>(pod.getContainers());
            // One of several tells of all: they run at the same time, and are not each other's successors.
            containers.set(0, NotingProgram.in(containers.get(0), witness.get()));
            pod.setContainers(containers);
        }
        return set;
    }

    private void lengthen(ObjectMeta metadata) {
        String name = metadata.getName();
        nameLength.ifPresent(length -> metadata.setName(name + "-" + "x".repeat(length - name.length() - 1)));
    }
}
