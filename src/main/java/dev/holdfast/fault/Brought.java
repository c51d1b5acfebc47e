package dev.holdfast.fault;

import dev.holdfast.fault.actor.Actors;
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
        for (String actor : fault.actors()) {
            means.add(
                    Actors.inFolders().contains(actor)
                            ? Means.STORAGE
                            : Actors.onNodes().contains(actor) ? Means.NODE : Means.ACTOR);
        }
        return Set.copyOf(means);
    }
}
