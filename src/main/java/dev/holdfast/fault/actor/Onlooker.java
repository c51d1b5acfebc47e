package dev.holdfast.fault.actor;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Somebody who is told what happens to the objects of one kind in a namespace. */
interface Onlooker<T extends HasMetadata> {

    /** An object is there. */
    default void appeared(T object) {
        // Most wait for what comes of it.
    }

    /** An object was another before. */
    default void changed(T before, T now) {
        // Many are about what is gone.
    }

    /** An object is no more. */
    default void gone(T last) {
        // Many are about what is there.
    }
}
