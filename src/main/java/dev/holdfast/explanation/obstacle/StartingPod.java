package dev.holdfast.explanation.obstacle;

import dev.holdfast.explanation.snapshot.Moments;
import dev.holdfast.explanation.snapshot.Replica;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whatever is left: a pod on its way, of which nothing says that it fails. */
final class StartingPod implements ObstacleRule {

    @Override
    public Optional<PodObstacle> of(Replica replica, SetSnapshot snapshot) {
        Pod pod = replica.pod().orElseThrow();
        Optional<Instant> since = replica.condition("PodScheduled")
                .flatMap(condition -> Moments.of(condition.getLastTransitionTime()))
                .or(() -> Moments.of(pod.getMetadata().getCreationTimestamp()));
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(Evidence.field("Pod " + replica.name(), "status.phase", replica.phase() + ", not Ready", since));
        snapshot.said().about(pod.getMetadata()).findFirst().map(Evidence::of).ifPresent(evidence::add);
        return Optional.of(PodObstacle.mayPass(
                replica.name(), ObstacleKind.STARTING, "is starting: " + how(replica), since, evidence));
    }

    private static String how(Replica replica) {
        Optional<String> init = Containers.initial(replica).stream()
                .filter(each -> each.getState() != null && each.getState().getRunning() != null)
                .filter(each -> !Boolean.TRUE.equals(each.getReady()))
                .map(ContainerStatus::getName)
                .findFirst();
        return init.map(name -> "init container " + name + " runs")
                .or(() -> Containers.of(replica).stream()
                        .flatMap(each -> Containers.waiting(each).stream())
                        .map(ContainerStateWaiting::getReason)
                        .findFirst())
                .orElse(replica.phase() + ", not Ready yet");
    }
}
