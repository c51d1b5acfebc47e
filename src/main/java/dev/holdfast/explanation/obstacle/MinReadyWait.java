package dev.holdfast.explanation.obstacle;

import dev.holdfast.explanation.snapshot.Replica;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import java.util.List;
import java.util.Optional;

/** A pod that is Ready, but not for {@code minReadySeconds} yet. */
final class MinReadyWait implements ObstacleRule {

    @Override
    public Optional<PodObstacle> of(Replica replica, SetSnapshot snapshot) {
        int seconds = snapshot.desired().minReadySeconds();
        if (!replica.ready()) {
            return Optional.empty();
        }
        return replica.availableFrom(seconds)
                .map(until -> new PodObstacle(
                        replica.name(),
                        ObstacleKind.MIN_READY,
                        Prospect.PASSES,
                        "has to be Ready for " + seconds + " s (minReadySeconds)",
                        Optional.of(until.minusSeconds(seconds)),
                        Optional.of(until),
                        List.of(Evidence.field(
                                "Pod " + replica.name(),
                                "status.conditions[Ready]",
                                "True",
                                Optional.of(until.minusSeconds(seconds)))),
                        Optional.empty()));
    }
}
