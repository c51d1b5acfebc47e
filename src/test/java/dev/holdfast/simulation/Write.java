package dev.holdfast.simulation;

import dev.holdfast.history.Change;
import dev.holdfast.history.Resource;
import java.time.Instant;

/**
 * One change of one object in the store.
 *
 * @param at when, by the API server's clock
 * @param resource the object as the watches get it
 */
record Write(Change change, ApiObject object, Instant at, Resource resource) {
    long revision() {
        return object.meta.resourceVersion;
    }
}
