package dev.holdfast.explanation.obstacle;

import dev.holdfast.explanation.snapshot.Moments;
import dev.holdfast.explanation.snapshot.Replica;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A pod cannot be made while a claim of its name is being deleted. */
final class TerminatingClaim implements ObstacleRule {

    /** A claim that nobody uses goes within moments. */
    private static final Duration USUAL = Duration.ofSeconds(30);

    @Override
    public Optional<PodObstacle> of(Replica replica, SetSnapshot snapshot) {
        return snapshot.desired().claims(replica.ordinal()).stream()
                .flatMap(name -> snapshot.claim(name).stream())
                .filter(claim -> claim.getMetadata().getDeletionTimestamp() != null)
                .findFirst()
                .map(claim -> obstacle(replica, claim, snapshot));
    }

    static PodObstacle obstacle(Replica replica, PersistentVolumeClaim claim, SetSnapshot snapshot) {
        String name = claim.getMetadata().getName();
        Optional<Instant> since = Moments.of(claim.getMetadata().getDeletionTimestamp());
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(Evidence.field(
                "PersistentVolumeClaim " + name,
                "metadata.deletionTimestamp",
                claim.getMetadata().getDeletionTimestamp() + ", finalizers: "
                        + (claim.getMetadata().getFinalizers().isEmpty()
                                ? "none"
                                : String.join(", ", claim.getMetadata().getFinalizers())),
                since));
        String what = "waits for its claim " + name + ", which is being deleted, to be gone";
        boolean usual = since.map(
                        begin -> Duration.between(begin, snapshot.at()).compareTo(USUAL) <= 0)
                .orElse(true);
        return usual
                ? PodObstacle.mayPass(replica.name(), ObstacleKind.CLAIM, what, since, evidence)
                : PodObstacle.stays(
                        replica.name(),
                        ObstacleKind.CLAIM,
                        what,
                        since,
                        evidence,
                        Remedy.of(
                                "the claim stays as long as a pod uses it (finalizer kubernetes.io/pvc-protection): find that"
                                        + " pod. The data go with the claim if its volume's reclaim policy is Delete"));
    }
}
