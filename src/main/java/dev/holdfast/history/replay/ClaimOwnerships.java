package dev.holdfast.history.replay;

import dev.holdfast.history.Change;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who made a set or a pod the owner of a claim, by {@code managedFields}. What the controller calls itself is learned from the
 * statuses that it writes, since that differs from one distribution to another.
 */
final class ClaimOwnerships {
    private final Set<String> controllers = new HashSet<>();

    ClaimOwnerships(SetTimeline set) {
        for (Observation state : set.specs()) {
            for (Writer writer : state.object().writers()) {
                if (writer.subresource().equals("status")) {
                    controllers.add(writer.manager());
                }
            }
        }
    }

    /** Whether the claim got an owner, and nobody but the controller can have given it. */
    boolean madeByController(Lifetime claim) {
        Observation before = null;
        for (Observation state : claim.states()) {
            if (owned(state)) {
                return (before != null || state.change() == Change.ADDED) && onlyByController(before, state);
            }
            before = state;
        }
        return false;
    }

    private boolean onlyByController(Observation before, Observation state) {
        List<Writer> writers = new ArrayList<>(state.object().writers());
        List<Writer> earlier = before == null ? List.of() : before.object().writers();
        // A second write within one second changes no entry: then it was one of those who are there.
        if (!earlier.containsAll(writers)) {
            writers.removeAll(earlier);
        }
        return !writers.isEmpty() && writers.stream().map(Writer::manager).allMatch(controllers::contains);
    }

    private static boolean owned(Observation state) {
        return !state.object().json().path("metadata").path("ownerReferences").isEmpty();
    }
}
