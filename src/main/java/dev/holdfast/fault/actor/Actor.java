package dev.holdfast.fault.actor;

import dev.holdfast.cluster.FaultInjection;

/** Somebody who acts in a namespace beside the controllers. */
@FunctionalInterface
public interface Actor {

    /**
     * Begins to watch the namespace, which need not exist yet, and to act in it.
     *
     * @param scene where
     * @return ends it
     */
    FaultInjection.Course begin(Scene scene);
}
