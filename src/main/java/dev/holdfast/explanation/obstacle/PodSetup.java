package dev.holdfast.explanation.obstacle;

import dev.holdfast.explanation.snapshot.Replica;
import dev.holdfast.explanation.snapshot.SaidEvents;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.Event;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A node that cannot attach or mount a volume of a pod, or make its network. The kubelet tries again, and a first failure often
 * passes (a cache that is not filled yet); one that was said three times stays.
 */
final class PodSetup implements ObstacleRule {

    private static final Set<String> REASONS = Set.of(
            "FailedMount",
            "FailedAttachVolume",
            "FailedMapVolume",
            "FailedCreatePodSandBox",
            "FailedCreatePodContainer");
    private static final int TIMES = 3;

    @Override
    public Optional<PodObstacle> of(Replica replica, SetSnapshot snapshot) {
        boolean started = Containers.of(replica).stream()
                .anyMatch(container -> Optional.ofNullable(container.getState())
                        .filter(PodSetup::hasRun)
                        .isPresent());
        if (started) {
            return Optional.empty();
        }
        return snapshot.said()
                .last(replica.pod().orElseThrow().getMetadata(), event -> REASONS.contains(SaidEvents.reason(event)))
                .map(event -> obstacle(replica, event));
    }

    private static boolean hasRun(ContainerState state) {
        return state.getRunning() != null || state.getTerminated() != null;
    }

    private static PodObstacle obstacle(Replica replica, Event event) {
        String what = SaidEvents.reason(event).equals("FailedCreatePodSandBox")
                ? "gets no sandbox on its node: "
                : "gets no volume on its node: ";
        return SaidEvents.count(event) < TIMES
                ? PodObstacle.mayPass(
                        replica.name(),
                        ObstacleKind.POD_SETUP,
                        what + SaidEvents.message(event),
                        Optional.of(SaidEvents.first(event)),
                        List.of(Evidence.of(event)))
                : PodObstacle.stays(
                        replica.name(),
                        ObstacleKind.POD_SETUP,
                        what + SaidEvents.message(event),
                        Optional.of(SaidEvents.first(event)),
                        List.of(Evidence.of(event)),
                        Remedy.of("make what the message names, or free the volume where it is still in use"));
    }
}
