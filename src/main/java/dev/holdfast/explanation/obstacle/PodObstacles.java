package dev.holdfast.explanation.obstacle;

import dev.holdfast.explanation.snapshot.Replica;
import dev.holdfast.explanation.snapshot.SetSnapshot;
import java.util.List;
import java.util.Optional;

/** All kinds of obstacles, what is nearer to the cause before what follows from it. */
public final class PodObstacles {

    private static final List<ObstacleRule> OF_MISSING_PODS = List.of(
            new ForeignPod(), new StaleClaim(), new TerminatingClaim(), new RefusedCreation(), new NotCreated());

    private static final List<ObstacleRule> OF_PODS = List.of(
            new Termination(),
            new EndedPod(),
            new MinReadyWait(),
            new UnboundClaim(),
            new Unscheduled(),
            new LostNode(),
            new MissingImage(),
            new ContainerConfiguration(),
            new CrashLoop(),
            new PodSetup(),
            new UnansweredProbe(),
            new UnsetReadinessGate(),
            new StartingPod());

    private PodObstacles() {}

    /**
     * What is wrong with a pod that is available at this moment, and has not been for long: it crashes again and again.
     *
     * @param replica an ordinal of a set whose pod is available
     * @param snapshot what the server has
     */
    public static Optional<PodObstacle> ofAvailable(Replica replica, SetSnapshot snapshot) {
        return CrashLoop.betweenTwoEnds(replica, snapshot);
    }

    /**
     * What stands in the way of a pod.
     *
     * @param replica an ordinal of a set whose pod is missing or not available
     * @param snapshot what the server has
     */
    public static PodObstacle of(Replica replica, SetSnapshot snapshot) {
        List<ObstacleRule> rules = replica.missing() ? OF_MISSING_PODS : OF_PODS;
        return rules.stream()
                .flatMap(rule -> rule.of(replica, snapshot).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the last rule is for whatever is left"));
    }
}
