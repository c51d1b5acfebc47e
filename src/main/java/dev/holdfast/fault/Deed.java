package dev.holdfast.fault;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * What somebody with rights of their own does in a namespace.
 *
 * @param actor who, by the name that {@code dev.holdfast.fault.actor} has for it
 * @param with what they are told besides
 */
public record Deed(@JsonProperty(required = true) String actor, Map<String, String> with) {

    /** Keeps its own copy. */
    public Deed {
        with = with == null ? Map.of() : Map.copyOf(with);
    }
}
