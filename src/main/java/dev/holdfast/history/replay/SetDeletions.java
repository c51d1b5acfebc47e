package dev.holdfast.history.replay;

import dev.holdfast.history.Observation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The deletions of the StatefulSets that had a name. */
public final class SetDeletions {
    private static final String ORPHAN = "orphan";
    private static final String FOREGROUND = "foregroundDeletion";

    private SetDeletions() {}

    /** For each of them the state that shows first that its deletion had been asked for, or that it was gone. */
    public static List<Observation> of(SetTimeline set) {
        List<Observation> deletions = new ArrayList<>();
        Set<String> deleted = new HashSet<>();
        for (Observation state : set.specs()) {
            if ((state.deleted() || state.object().terminating())
                    && deleted.add(state.object().uid())) {
                deletions.add(state);
            }
        }
        return deletions;
    }

    /**
     * Whether the set's pods are to stay. Then the garbage collector has to take the owner off them before the set may go, which the
     * API server demands by a finalizer.
     *
     * @see <a href="https://kubernetes.io/docs/concepts/architecture/garbage-collection/#orphaned-dependents">Orphaned
     *     dependents</a>
     */
    public static boolean orphans(Observation deletion) {
        return keptBy(ORPHAN, deletion);
    }

    /**
     * Whether the set is to stay until its pods are gone, which the API server demands by another finalizer.
     *
     * @see <a href="https://kubernetes.io/docs/concepts/architecture/garbage-collection/#foreground-deletion">Foreground cascading
     *     deletion</a>
     */
    public static boolean inTheForeground(Observation deletion) {
        return !deletion.deleted() && keptBy(FOREGROUND, deletion);
    }

    /** Whether somebody asked once more as long as the set was there, and changed his mind about whether its pods are to stay. */
    public static boolean reconsidered(SetTimeline set, Observation deletion) {
        String other = orphans(deletion) ? FOREGROUND : ORPHAN;
        return set.states().stream()
                .filter(state -> state.object().uid().equals(deletion.object().uid()))
                .filter(state -> !state.deleted() && state.resourceVersion() > deletion.resourceVersion())
                .anyMatch(state -> keptBy(other, state));
    }

    private static boolean keptBy(String name, Observation deletion) {
        for (JsonNode finalizer : deletion.object().json().path("metadata").path("finalizers")) {
            if (finalizer.asString("").equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** When the set of that deletion was gone; the deletion itself when that was not seen. */
    public static Observation gone(SetTimeline set, Observation deletion) {
        return set.specs().stream()
                .filter(state -> state.deleted()
                        && state.object().uid().equals(deletion.object().uid()))
                .findFirst()
                .orElse(deletion);
    }
}
