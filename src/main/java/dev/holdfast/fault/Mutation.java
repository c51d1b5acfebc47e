package dev.holdfast.fault;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * What the API server changes of the objects that are written in a namespace.
 *
 * @param on the requests, each as an operation and a resource: {@code CREATE pods}, {@code UPDATE statefulsets/status}
 * @param when a CEL expression that says which of them, or nothing for all
 * @param patch a CEL expression for a list of {@code JSONPatch}
 */
public record Mutation(
        @JsonProperty(required = true) List<String> on,
        Optional<String> when,
        @JsonProperty(required = true) String patch) {

    /** Keeps its own copy. */
    public Mutation {
        on = List.copyOf(on);
        when = when == null ? Optional.empty() : when;
    }
}
