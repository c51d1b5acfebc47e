package dev.holdfast.guarantee.parallel;

import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.replay.OrdinalState;
import dev.holdfast.history.replay.ReplayState;
import java.util.Optional;

/** Pods that are to be updated and do not work, by anything that the controller may take them for. */
final class StuckPod {
    private StuckPod() {}

    /**
     * The pod of an ordinal, if it stands, never was Ready, is not of a revision, and is known to the controller.
     *
     * @param at the moment
     */
    static Optional<Incarnation> of(ReplayState situation, int ordinal, String revision, Observation at) {
        return situation
                .slot(ordinal)
                .filter(OrdinalState::standing)
                .map(OrdinalState::pod)
                .filter(pod -> situation.knows(ordinal))
                .filter(pod -> neverReady(pod, at))
                .filter(pod -> !pod.saidToBeOf(revision, at.resourceVersion()));
    }

    private static boolean neverReady(Incarnation pod, Observation at) {
        return pod.added().isPresent()
                && pod.firstReady()
                        .filter(ready -> ready.resourceVersion() < at.resourceVersion())
                        .isEmpty();
    }
}
