package dev.holdfast.fault.actor;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;

/** Says of whatever pod of a set begins to end that its containers have stopped, and deletes it by force, while they run. */
record StatusForger(Scene scene) implements Onlooker<Pod> {

    @Override
    public void changed(Pod before, Pod now) {
        if (PodFacts.beginsToEnd(before, now) && PodFacts.ofKind(now, "StatefulSet")) {
            scene.client()
                    .pods()
                    .inNamespace(scene.namespace())
                    .withName(now.getMetadata().getName())
                    .editStatus(StatusForger::stopped);
            ForceDeleter.force(scene, now);
        }
    }

    private static Pod stopped(Pod pod) {
        List<ContainerStatus> stopped = pod.getStatus().getContainerStatuses().stream()
                .map(StatusForger::stopped)
                .toList();
        return new PodBuilder(pod)
                .editStatus()
                .withPhase("Succeeded")
                .withContainerStatuses(stopped)
                .endStatus()
                .build();
    }

    private static ContainerStatus stopped(ContainerStatus container) {
        return new ContainerStatusBuilder(container)
                .withReady(false)
                .withStarted(false)
                .withState(new ContainerStateBuilder()
                        .withNewTerminated()
                        .withExitCode(0)
                        .withReason("Completed")
                        .endTerminated()
                        .build())
                .build();
    }
}
