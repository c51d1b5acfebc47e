package dev.holdfast.simulation;

import java.util.EnumSet;
import java.util.Set;

/** The faults that are switched on, and those that have made a difference. */
final class Faults {
    private final Set<Fault> on;
    private final Set<Fault> struck = EnumSet.noneOf(Fault.class);

    Faults(Set<Fault> on) {
        this.on = on;
    }

    /** Whether something is done wrong here; to be asked only where that makes a difference. */
    boolean strike(Fault fault) {
        return on.contains(fault) && (struck.add(fault) || struck.contains(fault));
    }

    /** Whether a fault has made a difference. */
    boolean struck(Fault fault) {
        return struck.contains(fault);
    }
}
