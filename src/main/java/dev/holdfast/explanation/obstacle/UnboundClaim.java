package dev.holdfast.explanation.obstacle;

import dev.holdfast.explanation.snapshot.Moments;
import dev.holdfast.explanation.snapshot.Replica;
import dev.holdfast.explanation.snapshot.SaidEvents;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A claim of a pod that has no volume, or has lost it, while the pod has no node yet. */
final class UnboundClaim implements ObstacleRule {

    @Override
    public Optional<PodObstacle> of(Replica replica, SetSnapshot snapshot) {
        boolean hasNode = replica.pod()
                .map(pod -> pod.getSpec().getNodeName())
                .filter(name -> !name.isEmpty())
                .isPresent();
        if (hasNode || !snapshot.wasRead(SetSnapshot.CLAIMS)) {
            return Optional.empty();
        }
        return snapshot.desired().claims(replica.ordinal()).stream()
                .flatMap(name -> of(replica, name, snapshot).stream())
                .findFirst();
    }

    private static Optional<PodObstacle> of(Replica replica, String name, SetSnapshot snapshot) {
        Optional<PersistentVolumeClaim> found = snapshot.claim(name);
        if (found.isEmpty()) {
            return Optional.of(PodObstacle.mayPass(
                    replica.name(),
                    ObstacleKind.CLAIM,
                    "waits for its claim " + name + ", which the controller has yet to make",
                    replica.pod().flatMap(pod -> Moments.of(pod.getMetadata().getCreationTimestamp())),
                    List.of(Evidence.field(
                            "PersistentVolumeClaim " + name, "the object", "does not exist", Optional.empty()))));
        }
        PersistentVolumeClaim claim = found.get();
        if (claim.getMetadata().getDeletionTimestamp() != null) {
            return Optional.of(TerminatingClaim.obstacle(replica, claim, snapshot));
        }
        String phase = Optional.ofNullable(claim.getStatus())
                .map(PersistentVolumeClaimStatus::getPhase)
                .orElse("Pending");
        return switch (phase) {
            case "Bound" -> Optional.empty();
            case "Lost" -> Optional.of(lost(replica, claim));
            default -> pending(replica, claim, snapshot);
        };
    }

    private static PodObstacle lost(Replica replica, PersistentVolumeClaim claim) {
        String name = claim.getMetadata().getName();
        return PodObstacle.stays(
                replica.name(),
                ObstacleKind.CLAIM,
                "has a claim, " + name + ", whose volume " + claim.getSpec().getVolumeName() + " is gone",
                Optional.empty(),
                List.of(Evidence.field("PersistentVolumeClaim " + name, "status.phase", "Lost", Optional.empty())),
                Remedy.of("bring the PersistentVolume back; a new claim of this name would be empty"));
    }

    private static Optional<PodObstacle> pending(Replica replica, PersistentVolumeClaim claim, SetSnapshot snapshot) {
        String name = claim.getMetadata().getName();
        Optional<Instant> since = Moments.of(claim.getMetadata().getCreationTimestamp());
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(Evidence.field("PersistentVolumeClaim " + name, "status.phase", "Pending", since));
        Optional<Event> said = snapshot.said().about(claim.getMetadata()).findFirst();
        said.map(Evidence::of).ifPresent(evidence::add);
        String reason = said.map(SaidEvents::reason).orElse("");
        if (reason.equals("WaitForFirstConsumer") || reason.equals("WaitForPodScheduled")) {
            // It waits for a node, not the other way round: what the scheduler says is the cause.
            return Optional.empty();
        }
        String words = "waits for its claim " + name + " to be bound"
                + said.map(event -> ": " + SaidEvents.message(event)).orElse("");
        boolean fails =
                reason.equals("FailedBinding") || said.filter(SaidEvents::warns).isPresent();
        return Optional.of(
                fails
                        ? PodObstacle.stays(
                                replica.name(),
                                ObstacleKind.CLAIM,
                                words,
                                since,
                                evidence,
                                Remedy.of("give the claim a volume: " + source(claim)))
                        : PodObstacle.mayPass(replica.name(), ObstacleKind.CLAIM, words, since, evidence)
                                .withRemedy(Remedy.of("see why the volume is not made: " + source(claim))));
    }

    private static String source(PersistentVolumeClaim claim) {
        return Optional.ofNullable(claim.getSpec().getStorageClassName())
                .map(name -> name.isEmpty()
                        ? "a PersistentVolume without a class that fits it"
                        : "have StorageClass " + name + " make one, or a PersistentVolume of that class that fits it")
                .orElse("the cluster has no default StorageClass, and the claim names none");
    }
}
