package dev.holdfast.guarantee.interruption;

import dev.holdfast.history.Action;
import dev.holdfast.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program of the control plane was ended, and started again later.
 *
 * @param program its name
 * @param ended the moment from which on it was ended
 * @param started the moment from which on it was started again; nothing when it was not
 */
record Interruption(String program, Action ended, Optional<Action> started) {

    /** Those of one program, in order. */
    static List<Interruption> of(History history, String program) {
        List<Interruption> found = new ArrayList<>();
        for (Action action : history.actions()) {
            if (!action.name().equals(program)) {
                continue;
            }
            if (action.verb().equals(Action.END_PROGRAM)) {
                found.add(new Interruption(program, action, Optional.empty()));
            } else if (action.verb().equals(Action.START_PROGRAM) && !found.isEmpty()) {
                Interruption last = found.remove(found.size() - 1);
                found.add(
                        last.started().isPresent()
                                ? last
                                : new Interruption(program, last.ended(), Optional.of(action)));
            }
        }
        return found;
    }

    /** "after kube-apiserver was ended and started again". */
    String words() {
        return "after " + program + " was ended" + (started.isPresent() ? " and started again" : "");
    }
}
