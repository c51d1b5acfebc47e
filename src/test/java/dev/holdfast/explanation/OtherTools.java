package dev.holdfast.explanation;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateStatefulSetStrategy;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What other tools say of a set, by the rules in their sources: kubectl v0.37.2 (pkg/polymorphichelpers/rollout_status.go), kstatus
 * in cli-utils 1ad68d5b (pkg/kstatus/status/core.go, pkg/kstatus/polling/statusreaders/pod_controller.go), which Helm 4 waits by, Helm
 * 3 (pkg/kube/ready.go), and the alerts of kubernetes-mixin aa38e2b (alerts/apps_alerts.libsonnet).
 *
 * @param set the set
 * @param pods its pods
 */
record OtherTools(StatefulSet set, List<Pod> pods) {

    /** What {@code kubectl rollout status} does: it ends well, waits, or refuses to say anything. */
    String kubectl() {
        if (!rolls()) {
            return "error";
        }
        if (number(status().getObservedGeneration()) == 0
                || number(set.getMetadata().getGeneration()) > number(status().getObservedGeneration())
                || number(status().getReadyReplicas()) < replicas()) {
            return "waits";
        }
        if (set.getSpec().getUpdateStrategy().getRollingUpdate() != null) {
            return number(status().getUpdatedReplicas())
                            < replicas() - partition().orElse(0)
                    ? "waits"
                    : "done";
        }
        return Objects.equals(status().getCurrentRevision(), status().getUpdateRevision()) ? "done" : "waits";
    }

    /** What Helm 4 sees: Current, InProgress or Failed. */
    String kstatus() {
        if (!isCurrent()) {
            return pods.stream().anyMatch(OtherTools::failed) ? "Failed" : "InProgress";
        }
        return "Current";
    }

    private boolean isCurrent() {
        if (!Objects.equals(set.getMetadata().getGeneration(), status().getObservedGeneration())) {
            return false;
        }
        if (set.getSpec().getUpdateStrategy().getType().equals("OnDelete")) {
            return true;
        }
        if (replicas() != number(status().getReplicas()) || replicas() > number(status().getReadyReplicas())) {
            return false;
        }
        if (partition().isPresent()) {
            return number(status().getUpdatedReplicas())
                    >= replicas() - partition().get();
        }
        return replicas() <= number(status().getCurrentReplicas())
                && Objects.equals(status().getCurrentRevision(), status().getUpdateRevision());
    }

    /** Of a pod that is too young to be unschedulable for kstatus, what it says a few seconds later. */
    private static boolean failed(Pod pod) {
        boolean unschedulable = pod.getStatus().getConditions().stream()
                .anyMatch(each -> each.getType().equals("PodScheduled")
                        && each.getStatus().equals("False")
                        && "Unschedulable".equals(each.getReason()));
        boolean crashLoops = pod.getStatus().getContainerStatuses().stream().anyMatch(OtherTools::crashLoops);
        return switch (pod.getStatus().getPhase()) {
            case "Pending" -> unschedulable;
            case "Running" -> crashLoops;
            default -> false;
        };
    }

    private static boolean crashLoops(ContainerStatus container) {
        return container.getState().getWaiting() != null
                && "CrashLoopBackOff".equals(container.getState().getWaiting().getReason());
    }

    /** What Helm 3 does: it takes the set for ready, or waits. */
    String helm() {
        if (!rolls()) {
            return "ready";
        }
        boolean observed = number(status().getObservedGeneration())
                >= number(set.getMetadata().getGeneration());
        boolean revisions = partition().orElse(0) != 0
                || Objects.equals(status().getCurrentRevision(), status().getUpdateRevision());
        return observed
                        && number(status().getUpdatedReplicas())
                                >= replicas() - partition().orElse(0)
                        && number(status().getReadyReplicas()) == replicas()
                        && revisions
                ? "ready"
                : "waits";
    }

    /** Which alerts come if it stays so for a quarter of an hour. */
    String alerts() {
        List<String> alerts = new ArrayList<>();
        if (number(status().getReadyReplicas()) != replicas()) {
            alerts.add("ReplicasMismatch");
        }
        if (!Objects.equals(set.getMetadata().getGeneration(), status().getObservedGeneration())) {
            alerts.add("GenerationMismatch");
        }
        if (!Objects.equals(status().getCurrentRevision(), status().getUpdateRevision())
                && replicas() != number(status().getUpdatedReplicas())) {
            alerts.add("UpdateNotRolledOut");
        }
        return alerts.isEmpty() ? "none" : String.join(", ", alerts);
    }

    private boolean rolls() {
        return set.getSpec().getUpdateStrategy().getType().equals("RollingUpdate");
    }

    private Optional<Integer> partition() {
        return Optional.ofNullable(set.getSpec().getUpdateStrategy().getRollingUpdate())
                .map(RollingUpdateStatefulSetStrategy::getPartition);
    }

    private int replicas() {
        return set.getSpec().getReplicas();
    }

    private StatefulSetStatus status() {
        return set.getStatus();
    }

    private static long number(Number value) {
        return value == null ? 0 : value.longValue();
    }
}
