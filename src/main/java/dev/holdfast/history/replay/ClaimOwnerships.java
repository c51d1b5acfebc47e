package dev.holdfast.history.replay;

import dev.holdfast.history.Change;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who made a set or a pod the owner of a claim, by {@code managedFields}. What the controller calls itself is learned from the
 * statuses that it writes, since that differs from one distribution to another.
 */
public final class ClaimOwnerships {
    private final Set<String> controllers;

    /** Those of the claims of a set, worked out once for all who ask. */
    public static ClaimOwnerships of(SetTimeline set) {
        return set.history()
                .derived(ClaimOwnerships.class, set.namespace() + "/" + set.name(), () -> new ClaimOwnerships(set));
    }

    private ClaimOwnerships(SetTimeline set) {
        this.controllers = controllers(set.states());
    }

    /**
     * What the controller calls itself, by the states of a set.
     *
     * @param states all of them
     */
    static Set<String> controllers(List<Observation> states) {
        Set<String> controllers = new HashSet<>();
        // Of the states with one spec only the first counts as a spec, and no status was written by then.
        Observation before = null;
        for (int i = 0; i < states.size(); i++) {
            Observation state = states.get(i);
            if (before == null || i + 1 == states.size() || SetTimeline.otherSpec(before, state)) {
                for (Writer writer : state.object().writers()) {
                    if (writer.subresource().equals("status")) {
                        controllers.add(writer.manager());
                    }
                }
            }
            before = state;
        }
        return controllers;
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

    /** Whether nobody but the controller, or another one of its program, can have made the claim. */
    public boolean createdByController(Lifetime claim) {
        return claim.created()
                .filter(created -> onlyByController(null, created))
                .isPresent();
    }

    /** Whether somebody else than the controller made the object whose first state this is; false when that is not known. */
    public boolean createdByOthers(Observation created) {
        return byOthers(created, controllers);
    }

    /**
     * The same.
     *
     * @param controllers what the controller calls itself
     */
    static boolean byOthers(Observation created, Set<String> controllers) {
        if (Attribution.byUser(created) || controllers.isEmpty()) {
            return Attribution.byUser(created);
        }
        List<Writer> writers = created.object().writers();
        return !writers.isEmpty() && writers.stream().map(Writer::manager).noneMatch(controllers::contains);
    }

    /** Whether nobody but the controller can have given the claim an owner, at the first state that has it. */
    public boolean givenByController(Lifetime claim, String owner) {
        Observation before = null;
        for (Observation state : claim.states()) {
            if (owns(owner, state)) {
                return (before != null || state.change() == Change.ADDED) && onlyByController(before, state);
            }
            before = state;
        }
        return false;
    }

    /** The state at which the controller, and nobody else, gave a claim back to an owner that had lost it after that revision. */
    public Optional<Observation> givenBack(Lifetime claim, String owner, long resourceVersion) {
        Observation before = null;
        for (Observation state : claim.states()) {
            boolean lost = before != null && before.resourceVersion() > resourceVersion && !owns(owner, before);
            if (lost && owns(owner, state) && onlyByController(before, state)) {
                return Optional.of(state);
            }
            before = state;
        }
        return Optional.empty();
    }

    /** Whether an object of that uid is an owner of the claim. */
    public static boolean owns(String owner, Observation claim) {
        return claim.object().owners().stream().anyMatch(each -> each.uid().equals(owner));
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
        return !state.object().owners().isEmpty();
    }
}
