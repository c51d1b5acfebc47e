package dev.holdfast.manifest;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Holds the set that a run is about, where it is somebody's own. Scenarios are made by Cucumber, and find it here; it is put here
 * before the first of them.
 */
public final class ChosenSet {

    private static final AtomicReference<SetManifests> CURRENT = new AtomicReference<>();

    private ChosenSet() {}

    /** {@return the set, or nothing when scenarios run on the project's own} */
    public static Optional<SetManifests> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Has scenarios run on it from now on. */
    public static void set(SetManifests set) {
        CURRENT.set(set);
    }

    /** Has scenarios run on the project's own sets again. */
    public static void clear() {
        CURRENT.set(null);
    }
}
