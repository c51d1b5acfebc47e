package dev.holdfast.lives;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lives that {@code checks/bystander} recorded, of sets that were not treated gently. Each of them ended with its namespace, and
 * often in the middle of something.
 */
final class RoughLives {

    static final List<Life> LIVES = List.of(
            Life.of("ordered-partition", "claims, partition 1; evicted; flipped; start 0 to 2; pods forced and deleted")
                    .kept("identity.labels", "storage.claim-name", "order.create", "order.waits-ready"),
            Life.of(
                            "ordered-on-delete",
                            "claims, OnDelete; scaled in mid-roll; orphaned and changed twice, to Parallel")
                    .kept("identity.labels", "storage.claim-name", "update.status-truth"),
            Life.of("ordered-retention", "whenDeleted and whenScaled Delete; deleted and created; a bad image and undo")
                    .kept("identity.labels", "storage.claim-name", "order.create"),
            Life.of("ordered-retained", "two claims, whenScaled Delete; scaled to 0; OnDelete in mid-roll; orphaned")
                    .kept("identity.labels", "storage.claim-name", "order.create", "order.waits-ready"),
            // The set was scaled down before the pod that was to go had become Ready.
            Life.of("ordered-start", "start 3, partition 1; all pods forced; flipped; deleted and created")
                    .broke("order.scale-down-blocked")
                    .kept("identity.labels", "order.create", "order.waits-ready", "update.status-truth"),
            // The pods of the first set still terminated when the second one, of the same name, said that it had none.
            Life.of(
                            "ordered-min-ready",
                            "minReadySeconds; orphaned; evicted; flipped; deleted and at once created again")
                    .kept("identity.labels", "order.create"),
            // After a pod of the middle revision was deleted, one write said a currentReplicas that was one too low.
            Life.of(
                            "parallel-claims",
                            "Parallel, two claims; claims deleted; drained; two images; orphaned and changed")
                    .broke("update.status-truth")
                    .kept("identity.labels", "storage.claim-name"),
            Life.of("parallel-partition", "Parallel, partition 2; claims deleted; orphaned, to OrderedReady; forced")
                    .broke("update.status-truth")
                    .kept("identity.labels", "storage.claim-name"),
            Life.of(
                            "parallel-start",
                            "Parallel, start 2, minReadySeconds; pods deleted in mid-roll; orphaned; a bad image")
                    .broke("update.status-truth")
                    .kept("identity.labels", "storage.claim-name"));

    /** As in {@link RecordedLivesTest}: to become empty. */
    static final Map<String, Set<String>> WRONGLY_BROKEN = Map.of();

    private RoughLives() {}
}
