package dev.holdfast.explanation.obstacle;

import dev.holdfast.explanation.snapshot.Replica;
import dev.holdfast.explanation.snapshot.SaidEvents;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A pod that was evicted by its node or has ended otherwise: the controller deletes it, and makes a new one. */
final class EndedPod implements ObstacleRule {

    @Override
    public Optional<PodObstacle> of(Replica replica, SetSnapshot snapshot) {
        return replica.ended() ? replica.pod().map(pod -> of(replica, pod, snapshot)) : Optional.empty();
    }

    private static PodObstacle of(Replica replica, Pod pod, SetSnapshot snapshot) {
        String why = Stream.of(pod.getStatus().getReason(), pod.getStatus().getMessage())
                .filter(each -> each != null && !each.isEmpty())
                .reduce((reason, message) -> reason + ": " + message)
                .map(each -> " (" + each + ")")
                .orElse("");
        Evidence phase =
                Evidence.field("Pod " + replica.name(), "status.phase", replica.phase() + why, Optional.empty());
        Optional<Event> refused = snapshot.said()
                .lastOfController(snapshot.set().getMetadata(), replica.name())
                .filter(event -> SaidEvents.reason(event).equals("FailedDelete"));
        String what = "has ended with phase " + replica.phase() + why;
        return refused.isPresent()
                ? PodObstacle.stays(
                        replica.name(),
                        ObstacleKind.REFUSED,
                        what + ", and the controller may not delete it",
                        Optional.of(SaidEvents.first(refused.get())),
                        List.of(phase, Evidence.of(refused.get())),
                        Remedy.of("have whoever refuses the deletion allow it"))
                : PodObstacle.mayPass(
                        replica.name(),
                        ObstacleKind.ENDED,
                        what + "; the controller replaces it",
                        Optional.empty(),
                        List.of(phase));
    }
}
