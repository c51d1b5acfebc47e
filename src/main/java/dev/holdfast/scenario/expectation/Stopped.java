package dev.holdfast.scenario.expectation;

import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.Incarnation;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Judges that all containers of a pod had ended without an error before it was gone, by what its node said of them last. */
final class Stopped {

    private Stopped() {}

    /**
     * Judges the last of them that is gone.
     *
     * @param name the pods' name
     * @param incarnations all pods that held the name
     * @return how it ended otherwise, or nothing
     */
    static Optional<String> otherwise(String name, List<Incarnation> incarnations) {
        Optional<Observation> gone =
                incarnations.stream().flatMap(pod -> pod.deleted().stream()).reduce((one, other) -> other);
        return gone.map(Stopped::otherwise).orElse(Optional.of("no pod " + name + " is gone"));
    }

    private static Optional<String> otherwise(Observation gone) {
        JsonNode containers = gone.object().json().path("status").path("containerStatuses");
        for (JsonNode container : containers) {
            JsonNode state = container.path("state");
            if (state.path("terminated").path("exitCode").asInt(-1) != 0) {
                return Optional.of("container " + container.path("name").asString("") + " was last seen as " + state
                        + " when it was gone: " + gone);
            }
        }
        return containers.isEmpty()
                ? Optional.of("nothing was said of its containers when it was gone: " + gone)
                : Optional.empty();
    }
}
