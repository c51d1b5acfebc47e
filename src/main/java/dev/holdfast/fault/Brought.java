package dev.holdfast.fault;

import java.util.EnumSet;
import java.util.Set;

/** By what faults are brought about. */
final class Brought {

    private Brought() {}

    static Set<Means> by(Fault fault) {
        Set<Means> means = EnumSet.noneOf(Means.class);
        if (!fault.admission().isEmpty()) {
            means.add(Means.ADMISSION);
        }
        if (fault.view().isPresent()) {
            means.add(Means.VIEW);
        }
        if (fault.dns().isPresent()) {
            means.add(Means.DNS);
        }
        if (!fault.deeds().isEmpty()) {
            means.add(Means.ACTOR);
        }
        return Set.copyOf(means);
    }
}
