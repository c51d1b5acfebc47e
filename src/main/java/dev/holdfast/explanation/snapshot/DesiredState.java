package dev.holdfast.explanation.snapshot;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateStatefulSetStrategy;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSetUpdateStrategy;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What the spec of a set asks for, as its controller reads it: with the defaults where the spec says nothing.
 *
 * @param set the set
 */
public record DesiredState(StatefulSet set) {

    private static final Pattern ORDINAL = Pattern.compile("0|[1-9]\\d{0,8}");
    private static final String ON_DELETE = "OnDelete";
    private static final String RECREATE = "Recreate";
    private static final String ROLLING_UPDATE = "RollingUpdate";

    /** {@return the name of the set} */
    public String name() {
        return set.getMetadata().getName();
    }

    /** {@return the namespace of the set} */
    public String namespace() {
        return set.getMetadata().getNamespace();
    }

    /** {@return how many pods there are to be} */
    public int replicas() {
        return Optional.ofNullable(spec().getReplicas()).orElse(1);
    }

    /** {@return the first ordinal} */
    public int start() {
        return Optional.ofNullable(spec().getOrdinals())
                .map(ordinals -> ordinals.getStart())
                .orElse(0);
    }

    /** {@return the ordinal after the last one} */
    public int end() {
        return start() + replicas();
    }

    /** {@return the name of the pod of an ordinal} */
    public String pod(int ordinal) {
        return name() + "-" + ordinal;
    }

    /** {@return the ordinal that the name of a pod stands for; nothing when it is no name of a pod of this set} */
    public OptionalInt ordinal(Pod pod) {
        String name = pod.getMetadata().getName();
        if (!name.startsWith(name() + "-")) {
            return OptionalInt.empty();
        }
        String number = name.substring(name().length() + 1);
        return ORDINAL.matcher(number).matches() ? OptionalInt.of(Integer.parseInt(number)) : OptionalInt.empty();
    }

    /** {@return whether the controller neither waits for one pod before the next, nor keeps an order} */
    public boolean parallel() {
        return "Parallel".equals(spec().getPodManagementPolicy());
    }

    /** {@return the type of the update strategy} */
    public String strategy() {
        return Optional.ofNullable(spec().getUpdateStrategy())
                .map(StatefulSetUpdateStrategy::getType)
                .filter(type -> !type.isEmpty())
                .orElse(ROLLING_UPDATE);
    }

    /** {@return whether pods of another revision are replaced by the controller} */
    public boolean rollingUpdate() {
        return strategy().equals(ROLLING_UPDATE);
    }

    /** {@return whether pods of another revision are left alone until somebody deletes them} */
    public boolean onDelete() {
        return strategy().equals(ON_DELETE);
    }

    /** {@return whether all pods of another revision are removed before the controller does anything else} */
    public boolean recreate() {
        return strategy().equals(RECREATE);
    }

    /** {@return the first ordinal that an update is for, as the partition says} */
    public int firstUpdated() {
        return start() + partition();
    }

    /** {@return how many replicas from the first on are held back from an update} */
    public int partition() {
        return rolling().map(RollingUpdateStatefulSetStrategy::getPartition).orElse(0);
    }

    /** {@return how many pods may be unavailable during an update} */
    public int maxUnavailable() {
        return rolling()
                .map(RollingUpdateStatefulSetStrategy::getMaxUnavailable)
                .map(this::pods)
                .orElse(1);
    }

    /** {@return for how long a pod has to be Ready until it is available, in seconds} */
    public int minReadySeconds() {
        return Optional.ofNullable(spec().getMinReadySeconds()).orElse(0);
    }

    /** {@return the claim templates} */
    public List<PersistentVolumeClaim> claimTemplates() {
        return Optional.ofNullable(spec().getVolumeClaimTemplates()).orElse(List.of());
    }

    /** {@return the names of the claims that the pod of an ordinal is to have} */
    public List<String> claims(int ordinal) {
        return claimTemplates().stream()
                .map(template -> template.getMetadata().getName() + "-" + pod(ordinal))
                .toList();
    }

    /** {@return whether the claim of a pod goes when the set is scaled down} */
    public boolean deletesClaimsWhenScaled() {
        return Optional.ofNullable(spec().getPersistentVolumeClaimRetentionPolicy())
                .map(policy -> "Delete".equals(policy.getWhenScaled()))
                .orElse(false);
    }

    /** {@return the name of the revision that an update leads to, as the controller has last written it; may be empty} */
    public String updateRevision() {
        return status().map(StatefulSetStatus::getUpdateRevision).orElse("");
    }

    /** {@return the name of the revision that pods had before the update; may be empty} */
    public String currentRevision() {
        return status().map(StatefulSetStatus::getCurrentRevision).orElse("");
    }

    /** {@return whether the controller has seen the newest spec} */
    public boolean observed() {
        long generation = Optional.ofNullable(set.getMetadata().getGeneration()).orElse(0L);
        return status().map(StatefulSetStatus::getObservedGeneration).orElse(0L) >= generation;
    }

    /**
     * The revision that the controller would give to a new pod of an ordinal.
     *
     * @param ordinal the ordinal
     * @return the name of the revision
     */
    public String revisionOfNew(int ordinal) {
        int kept = rollingUpdate() && rolling().isEmpty()
                // Without the block, the controller goes by what its status says.
                ? status().map(StatefulSetStatus::getCurrentReplicas).orElse(0)
                : partition();
        return ordinal < start() + kept ? currentRevision() : updateRevision();
    }

    private Optional<RollingUpdateStatefulSetStrategy> rolling() {
        return Optional.ofNullable(spec().getUpdateStrategy()).map(StatefulSetUpdateStrategy::getRollingUpdate);
    }

    private int pods(IntOrString value) {
        if (value.getIntVal() != null) {
            return Math.max(1, value.getIntVal());
        }
        String percent = Objects.requireNonNullElse(value.getStrVal(), "").replace("%", "");
        return percent.matches("\\d+") ? Math.max(1, Integer.parseInt(percent) * replicas() / 100) : 1;
    }

    private StatefulSetSpec spec() {
        return set.getSpec();
    }

    private Optional<StatefulSetStatus> status() {
        return Optional.ofNullable(set.getStatus());
    }
}
