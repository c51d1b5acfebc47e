package dev.holdfast.explanation.obstacle;

import dev.holdfast.explanation.snapshot.Moments;
import dev.holdfast.explanation.snapshot.Replica;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A container that the node cannot make or start as the pod says: a ConfigMap is missing, a command does not exist. */
final class ContainerConfiguration implements ObstacleRule {

    private static final Set<String> REASONS = Set.of(
            "CreateContainerConfigError",
            "CreateContainerError",
            "RunContainerError",
            "PreCreateHookError",
            "PreStartHookError",
            "PostStartHookError");

    @Override
    public Optional<PodObstacle> of(Replica replica, SetSnapshot snapshot) {
        return Containers.waitingFor(replica, REASONS).map(container -> obstacle(replica, container));
    }

    private static PodObstacle obstacle(Replica replica, ContainerStatus container) {
        String message = Containers.waiting(container)
                .map(ContainerStateWaiting::getMessage)
                .map(Containers::oneLine)
                .orElse("no reason given");
        return PodObstacle.stays(
                replica.name(),
                ObstacleKind.CONTAINER_CONFIGURATION,
                "cannot start container " + container.getName() + ": " + message,
                replica.condition("PodScheduled").flatMap(condition -> Moments.of(condition.getLastTransitionTime())),
                List.of(Containers.evidence(replica, container)),
                Remedy.of("make what the message names, or correct the template"));
    }
}
