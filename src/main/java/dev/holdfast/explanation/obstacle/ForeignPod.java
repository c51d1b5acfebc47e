package dev.holdfast.explanation.obstacle;

import dev.holdfast.explanation.snapshot.Moments;
import dev.holdfast.explanation.snapshot.Replica;
import dev.holdfast.explanation.snapshot.Replicas;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;

/** A pod that is not the set's has the name of one of its pods. The controller says nothing of it, in no Event. */
final class ForeignPod implements ObstacleRule {

    @Override
    public Optional<PodObstacle> of(Replica replica, SetSnapshot snapshot) {
        return snapshot.pods().stream()
                .filter(pod -> pod.getMetadata().getName().equals(replica.name()))
                .filter(pod -> !Replicas.isControlledBy(snapshot, pod))
                .findFirst()
                .map(pod -> PodObstacle.stays(
                        replica.name(),
                        ObstacleKind.FOREIGN_POD,
                        "cannot be created: a pod of this name is there, and belongs to " + owner(pod),
                        Moments.of(pod.getMetadata().getCreationTimestamp()),
                        List.of(Evidence.field(
                                "Pod " + replica.name(),
                                "metadata.ownerReferences",
                                owner(pod),
                                Moments.of(pod.getMetadata().getCreationTimestamp()))),
                        Remedy.of(
                                "delete that pod; or, if nobody owns it, give it the labels of the selector, and the set"
                                        + " adopts it")));
    }

    private static String owner(Pod pod) {
        return pod.getMetadata().getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .map(owner -> owner.getKind() + " " + owner.getName() + " (uid " + owner.getUid() + ")")
                .findFirst()
                .orElse("nobody");
    }
}
