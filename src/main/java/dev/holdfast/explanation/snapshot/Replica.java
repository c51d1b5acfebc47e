package dev.holdfast.explanation.snapshot;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One ordinal of a set and the pod that it has, with what the controller asks of it.
 *
 * @param ordinal the ordinal
 * @param name the name of its pod, whether that exists or not
 * @param pod the pod that the set controls, if there is one
 */
public record Replica(int ordinal, String name, Optional<Pod> pod) {

    private static final String REVISION = "controller-revision-hash";

    /** {@return whether there is no pod} */
    public boolean missing() {
        return pod.isEmpty();
    }

    /** {@return whether the pod is being deleted} */
    public boolean terminating() {
        return pod.map(each -> each.getMetadata().getDeletionTimestamp() != null)
                .orElse(false);
    }

    /** {@return whether the pod has run to its end, which no pod of a set should} */
    public boolean ended() {
        return phase().equals("Failed") || phase().equals("Succeeded");
    }

    /** {@return the phase of the pod, or an empty text} */
    public String phase() {
        return pod.map(Pod::getStatus).map(PodStatus::getPhase).orElse("");
    }

    /** {@return whether the pod is Running and Ready} */
    public boolean ready() {
        return phase().equals("Running") && isTrue("Ready");
    }

    /** {@return whether this condition of the pod is True} */
    public boolean isTrue(String type) {
        return condition(type).map(each -> "True".equals(each.getStatus())).orElse(false);
    }

    /**
     * A condition of the pod.
     *
     * @param type its type, as {@code Ready}
     * @return the condition, if the pod has it
     */
    public Optional<PodCondition> condition(String type) {
        return pod.map(Pod::getStatus).map(PodStatus::getConditions).orElse(List.of()).stream()
                .filter(each -> type.equals(each.getType()))
                .findFirst();
    }

    /**
     * When a pod that is Ready becomes available.
     *
     * @param minReadySeconds for how long it has to be Ready until then
     * @return the moment; nothing when it is not Ready
     */
    public Optional<Instant> availableFrom(int minReadySeconds) {
        return ready()
                ? condition("Ready")
                        .map(PodCondition::getLastTransitionTime)
                        .flatMap(Moments::of)
                        .map(since -> since.plus(Duration.ofSeconds(minReadySeconds)))
                : Optional.empty();
    }

    /**
     * Whether the controller counts on the pod.
     *
     * @param minReadySeconds for how long it has to be Ready until then
     * @param at the moment that is asked for
     */
    public boolean available(int minReadySeconds, Instant at) {
        return ready()
                && (minReadySeconds == 0
                        || availableFrom(minReadySeconds)
                                .map(from -> !from.isAfter(at))
                                .orElse(false));
    }

    /** {@return the name of the revision that the pod was made from; empty when there is no pod} */
    public String revision() {
        return pod.map(each -> each.getMetadata().getLabels())
                .map(labels -> labels.get(REVISION))
                .orElse("");
    }
}
