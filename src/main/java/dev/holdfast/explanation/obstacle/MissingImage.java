package dev.holdfast.explanation.obstacle;

import dev.holdfast.explanation.snapshot.Moments;
import dev.holdfast.explanation.snapshot.Replica;
import dev.holdfast.explanation.snapshot.SaidEvents;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An image that the node cannot have. */
final class MissingImage implements ObstacleRule {

    private static final Set<String> REASONS = Set.of(
            "ErrImagePull",
            "ImagePullBackOff",
            "InvalidImageName",
            "ErrImageNeverPull",
            "ImageInspectError",
            "RegistryUnavailable",
            "SignatureValidationFailed");

    @Override
    public Optional<PodObstacle> of(Replica replica, SetSnapshot snapshot) {
        return Containers.waitingFor(replica, REASONS).map(container -> obstacle(replica, container, snapshot));
    }

    private static PodObstacle obstacle(Replica replica, ContainerStatus container, SetSnapshot snapshot) {
        Pod pod = replica.pod().orElseThrow();
        String image = pod.getSpec().getContainers().stream()
                .filter(each -> each.getName().equals(container.getName()))
                .map(Container::getImage)
                .findFirst()
                .orElse(container.getImage());
        List<Event> said = snapshot.said()
                .about(pod.getMetadata())
                .filter(event -> SaidEvents.reason(event).equals("Failed")
                        && SaidEvents.message(event).contains("image"))
                .toList();
        List<Evidence> evidence = new ArrayList<>();
        Evidence waiting = Containers.evidence(replica, container);
        evidence.add(waiting);
        // Where the container does not say what the registry has answered, the Event that names the image does.
        said.stream()
                .filter(event -> SaidEvents.message(event).contains(image))
                .filter(event -> !waiting.says().contains("ErrImagePull: "))
                .findFirst()
                .map(Evidence::of)
                .ifPresent(evidence::add);
        Optional<Instant> since = said.stream()
                .map(SaidEvents::first)
                .min(Comparator.naturalOrder())
                .or(() -> Moments.of(pod.getMetadata().getCreationTimestamp()));
        return PodObstacle.stays(
                replica.name(),
                ObstacleKind.IMAGE,
                "cannot pull the image " + image,
                since,
                evidence,
                Remedy.of("correct the image in the template, or have the registry serve it (name, tag, credentials)"));
    }
}
