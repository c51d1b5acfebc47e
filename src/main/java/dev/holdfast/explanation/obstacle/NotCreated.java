package dev.holdfast.explanation.obstacle;

import dev.holdfast.explanation.snapshot.Replica;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import io.fabric8.kubernetes.api.model.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A pod that the controller has not made yet, and nothing says why. */
final class NotCreated implements ObstacleRule {

    @Override
    public Optional<PodObstacle> of(Replica replica, SetSnapshot snapshot) {
        Optional<Event> last = snapshot.said().lastOfController(snapshot.set().getMetadata(), replica.name());
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(Evidence.field("Pod " + replica.name(), "the object", "does not exist", Optional.empty()));
        last.map(Evidence::of).ifPresent(evidence::add);
        return Optional.of(PodObstacle.mayPass(
                        replica.name(),
                        ObstacleKind.MISSING,
                        snapshot.wasRead(SetSnapshot.EVENTS)
                                ? "is the next that the controller creates"
                                : "is missing; whether its creation was refused cannot be told without Events",
                        // A pod that is not there has no time. What was said of the one before it is no time of this
                        // one.
                        Optional.empty(),
                        evidence)
                .withRemedy(Remedy.of("see whether the kube-controller-manager is at work")));
    }
}
