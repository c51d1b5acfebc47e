package dev.holdfast.scenario.action;

import dev.holdfast.history.Kinds;
import dev.holdfast.scenario.ScenarioScope;
import dev.holdfast.scenario.Snapshot;
import java.time.Duration;
import java.util.List;

/**
 * Sees whether the controller goes on by itself when what kept it from making a pod is over, or only when something else happens.
 *
 * @param scope what the parts of the scenario share
 * @param set the set
 * @param probe shows that the controller is at work
 */
public record Resumption(ScenarioScope scope, SetUnderTest set, ActivityProbe probe) {

    /** Many times what a controller that is told of something takes to act on it. */
    private static final Duration BY_ITSELF = Duration.ofSeconds(10);

    /** The first may still change something; two after that show what the controller does about the pod. */
    private static final int LOOKS = 4;

    /**
     * Has the controller make a pod for another set, to show that it is at work, and gives it time to make one of the set under test.
     * Where it does not, it is made to look at the set, until it does or has gone over it several times.
     *
     * @param ordinal which pod it is to make
     */
    public void await(int ordinal) {
        probe.makeAnother();
        scope.letPass(BY_ITSELF, present -> isThere(present, ordinal));
        for (int look = 0; look < LOOKS && !isThere(scope.present(), ordinal); look++) {
            probe.lookedSince();
        }
        set.awaitMade(List.of(ordinal));
    }

    private boolean isThere(Snapshot present, int ordinal) {
        return present.find(Kinds.POD, set.names().pod(ordinal)).isPresent();
    }
}
