package dev.holdfast.explanation.obstacle;

import dev.holdfast.explanation.snapshot.Moments;
import dev.holdfast.explanation.snapshot.Replica;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.List;
import java.util.Optional;

/**
 * With {@code whenScaled: Delete}, the claim of a pod that was scaled away belongs to that pod and goes with it. Until it is gone,
 * the controller makes no new pod of the name, and says so in no Event.
 */
final class StaleClaim implements ObstacleRule {

    @Override
    public Optional<PodObstacle> of(Replica replica, SetSnapshot snapshot) {
        if (!snapshot.desired().deletesClaimsWhenScaled()) {
            return Optional.empty();
        }
        return snapshot.desired().claims(replica.ordinal()).stream()
                .flatMap(name -> snapshot.claim(name).stream())
                .filter(claim -> isOfEarlierPod(claim, replica))
                .findFirst()
                .map(claim -> obstacle(replica, claim));
    }

    private static boolean isOfEarlierPod(PersistentVolumeClaim claim, Replica replica) {
        return claim.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner ->
                        owner.getKind().equals("Pod") && owner.getName().equals(replica.name()));
    }

    private static PodObstacle obstacle(Replica replica, PersistentVolumeClaim claim) {
        String name = claim.getMetadata().getName();
        return PodObstacle.mayPass(
                        replica.name(),
                        ObstacleKind.STALE_CLAIM,
                        "is not created before the claim " + name
                                + " of the pod that was scaled away is gone (whenScaled: Delete)",
                        Moments.of(claim.getMetadata().getDeletionTimestamp()),
                        List.of(Evidence.field(
                                "PersistentVolumeClaim " + name,
                                "metadata.ownerReferences",
                                "an earlier pod " + replica.name(),
                                Moments.of(claim.getMetadata().getDeletionTimestamp()))))
                .withRemedy(Remedy.of("see what keeps claim " + name + " from going; its data go with it"));
    }
}
