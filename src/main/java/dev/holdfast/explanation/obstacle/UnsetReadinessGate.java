package dev.holdfast.explanation.obstacle;

import dev.holdfast.explanation.snapshot.Moments;
import dev.holdfast.explanation.snapshot.Replica;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import io.fabric8.kubernetes.api.model.PodReadinessGate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A pod whose containers are ready, and of which somebody else has yet to say that it is. */
final class UnsetReadinessGate implements ObstacleRule {

    @Override
    public Optional<PodObstacle> of(Replica replica, SetSnapshot snapshot) {
        if (!replica.isTrue("ContainersReady")) {
            return Optional.empty();
        }
        List<String> unset =
                Optional.ofNullable(replica.pod().orElseThrow().getSpec().getReadinessGates())
                        .orElse(List.of())
                        .stream()
                        .map(PodReadinessGate::getConditionType)
                        .filter(type -> !replica.isTrue(type))
                        .toList();
        if (unset.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> since = replica.condition("ContainersReady")
                .flatMap(condition -> Moments.of(condition.getLastTransitionTime()));
        List<Evidence> evidence = unset.stream()
                .map(type -> Evidence.field(
                        "Pod " + replica.name(),
                        "status.conditions[" + type + "]",
                        replica.condition(type)
                                .map(condition -> condition.getStatus()
                                        + (condition.getMessage() == null ? "" : ": " + condition.getMessage()))
                                .orElse("is not set"),
                        replica.condition(type).flatMap(condition -> Moments.of(condition.getLastTransitionTime()))))
                .toList();
        return Optional.of(PodObstacle.mayPass(
                        replica.name(),
                        ObstacleKind.READINESS_GATE,
                        "has containers that are ready, and waits for its readiness gate " + String.join(", ", unset),
                        since,
                        evidence)
                .withRemedy(Remedy.of("see why whoever sets the condition " + String.join(", ", unset) + " does not")));
    }
}
