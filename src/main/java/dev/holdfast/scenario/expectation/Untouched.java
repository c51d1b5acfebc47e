package dev.holdfast.scenario.expectation;

import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import dev.holdfast.history.view.PodView;
import java.util.List;
import java.util.Optional;

/** Judges that nothing was done to a pod, over everything that was recorded of its name. */
final class Untouched {

    private Untouched() {}

    /**
     * Judges.
     *
     * @param name the pod's name
     * @param incarnations all pods that held the name
     * @return what was done to it, or nothing when nothing was
     */
    static Optional<String> judge(String name, List<Incarnation> incarnations) {
        if (incarnations.isEmpty()) {
            return Optional.of("there never was a pod " + name);
        }
        if (incarnations.size() > 1) {
            Observation second = incarnations.get(1).lifetime().first();
            return Optional.of("it was replaced: " + second + " has another uid ("
                    + second.object().uid() + ") than " + incarnations.get(0).uid());
        }
        Incarnation only = incarnations.get(0);
        if (only.firstTerminating().isPresent()) {
            return Optional.of(
                    "it began to terminate: " + only.firstTerminating().get());
        }
        List<Observation> states = only.lifetime().states();
        int restarts = PodView.of(states.get(0)).restarts();
        return states.stream()
                .filter(state -> PodView.of(state).restarts() > restarts)
                .findFirst()
                .map(state -> "a container of it was restarted: " + state);
    }
}
