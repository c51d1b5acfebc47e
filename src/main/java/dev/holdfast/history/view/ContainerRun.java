package dev.holdfast.history.view;

import dev.holdfast.history.Observation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One run of a container, from its start to its end, as a state of its pod tells.
 *
 * @param began when it was started, as the node wrote that; empty when the node did not say
 * @param ended when it ended, by the clock of its node and in whole seconds; empty while it runs
 */
public record ContainerRun(String began, Optional<Instant> ended) {
    /** No two containers of a pod have one name. */
    private static final List<String> LISTS =
            List.of("containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses");

    /**
     * The present run of a container, or its last one if it is not started again yet; empty when it never ran.
     *
     * @param pod a state of its pod
     * @param container its name
     */
    public static Optional<ContainerRun> of(Observation pod, String container) {
        JsonNode status = pod.object().json().path("status");
        return LISTS.stream()
                .flatMap(list -> status.path(list).valueStream())
                .filter(each -> each.path("name").asString("").equals(container))
                .findFirst()
                .flatMap(each -> of(each.path("state")));
    }

    private static Optional<ContainerRun> of(JsonNode state) {
        JsonNode running = state.path("running");
        JsonNode terminated = state.path("terminated");
        if (running.isObject()) {
            return Optional.of(new ContainerRun(began(running), Optional.empty()));
        }
        return terminated.isObject()
                ? Optional.of(new ContainerRun(
                        began(terminated),
                        terminated.path("finishedAt").asStringOpt().map(Instant::parse)))
                : Optional.empty();
    }

    private static String began(JsonNode state) {
        return state.path("startedAt").asString("");
    }

    /** Whether another state tells that this run had ended by some time. */
    public boolean hadEnded(Optional<ContainerRun> later, Instant by) {
        return later.filter(run -> run.began.equals(began))
                .flatMap(ContainerRun::ended)
                .filter(end -> !end.isAfter(by))
                .isPresent();
    }
}
