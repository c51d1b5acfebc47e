package dev.holdfast.explanation.obstacle;

import dev.holdfast.explanation.snapshot.Replica;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import java.util.Optional;

/** How one kind of obstacle is recognised. */
interface ObstacleRule {

    /**
     * Whether this kind of obstacle stands in the way of a pod that the controller does not count on.
     *
     * @param replica the ordinal and its pod, if it has one
     * @param snapshot what the server has
     */
    Optional<PodObstacle> of(Replica replica, SetSnapshot snapshot);
}
