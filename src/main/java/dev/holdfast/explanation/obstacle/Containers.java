package dev.holdfast.explanation.obstacle;

import dev.holdfast.explanation.snapshot.Replica;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the kubelet says of the containers of a pod, init containers first, as they are started. */
final class Containers {

    private Containers() {}

    static List<ContainerStatus> of(Replica replica) {
        return Stream.concat(initial(replica).stream(), main(replica).stream()).toList();
    }

    static List<ContainerStatus> initial(Replica replica) {
        return replica.pod()
                .flatMap(pod -> Optional.ofNullable(pod.getStatus()))
                .map(PodStatus::getInitContainerStatuses)
                .orElse(List.of());
    }

    static List<ContainerStatus> main(Replica replica) {
        return replica.pod()
                .flatMap(pod -> Optional.ofNullable(pod.getStatus()))
                .map(PodStatus::getContainerStatuses)
                .orElse(List.of());
    }

    /** {@return the first container that waits for one of these reasons} */
    static Optional<ContainerStatus> waitingFor(Replica replica, Set<String> reasons) {
        return of(replica).stream()
                .filter(each -> waiting(each)
                        .map(ContainerStateWaiting::getReason)
                        .filter(reasons::contains)
                        .isPresent())
                .findFirst();
    }

    static Optional<ContainerStateWaiting> waiting(ContainerStatus container) {
        return Optional.ofNullable(container.getState()).map(ContainerState::getWaiting);
    }

    /** {@return how the container has ended the last time, if it has} */
    static Optional<ContainerStateTerminated> lastEnd(ContainerStatus container) {
        return Optional.ofNullable(container.getState())
                .map(ContainerState::getTerminated)
                .or(() -> Optional.ofNullable(container.getLastState()).map(ContainerState::getTerminated));
    }

    /** {@return that a container waits, as evidence} */
    static Evidence evidence(Replica replica, ContainerStatus container) {
        String says = waiting(container)
                .map(waiting -> waiting.getReason()
                        + (waiting.getMessage() == null ? "" : ": " + oneLine(waiting.getMessage())))
                .orElse("not waiting");
        return Evidence.field(
                "Pod " + replica.name(),
                "container " + container.getName() + ", state.waiting",
                says,
                Optional.empty());
    }

    static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
