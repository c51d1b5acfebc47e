package dev.holdfast.preflight;

import java.util.List;

/** Looks at one thing. Checks that do not need each other run side by side. */
@FunctionalInterface
interface Check {

    /**
     * Looks.
     *
     * @return what was found
     */
    List<Finding> look();
}
