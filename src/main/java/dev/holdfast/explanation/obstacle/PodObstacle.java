package dev.holdfast.explanation.obstacle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What stands in the way of one pod of a set.
 *
 * @param pod the name of the pod, whether it exists or not
 * @param kind what kind of obstacle it is
 * @param prospect whether it goes away by itself
 * @param what what is so, to follow the name of the pod, as {@code cannot pull the image nginx:1}
 * @param since since when, if the server has a time for it
 * @param until when it ends, if that is known
 * @param evidence what the server has that shows it; never empty
 * @param remedy what somebody can do about it, where that is known
 */
public record PodObstacle(
        String pod,
        ObstacleKind kind,
        Prospect prospect,
        String what,
        Optional<Instant> since,
        Optional<Instant> until,
        List<Evidence> evidence,
        Optional<Remedy> remedy) {

    public PodObstacle {
        evidence = List.copyOf(evidence);
    }

    static PodObstacle stays(
            String pod,
            ObstacleKind kind,
            String what,
            Optional<Instant> since,
            List<Evidence> evidence,
            Remedy remedy) {
        return new PodObstacle(pod, kind, Prospect.STAYS, what, since, Optional.empty(), evidence, Optional.of(remedy));
    }

    static PodObstacle mayPass(
            String pod, ObstacleKind kind, String what, Optional<Instant> since, List<Evidence> evidence) {
        return new PodObstacle(pod, kind, Prospect.MAY_PASS, what, since, Optional.empty(), evidence, Optional.empty());
    }

    PodObstacle withRemedy(Remedy other) {
        return new PodObstacle(pod, kind, prospect, what, since, until, evidence, Optional.of(other));
    }

    /**
     * Whether the set cannot go on because of it.
     *
     * @param at what time it is
     * @param patience for how long something may last that nothing says of that it fails
     */
    public boolean isStuck(Instant at, Duration patience) {
        return switch (prospect) {
            case STAYS -> true;
            case PASSES -> false;
            case MAY_PASS ->
                since.map(begin -> Duration.between(begin, at).compareTo(patience) > 0)
                        .orElse(false);
        };
    }
}
