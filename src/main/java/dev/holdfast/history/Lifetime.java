package dev.holdfast.history;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * All observed states of one object, from its creation to its deletion: one uid. A name can have several lifetimes, one after
 * the other.
 */
public final class Lifetime {
    private static final int NEVER = -1;

    private final List<Observation> states;
    private final long absentUntil;
    private final int terminating;

    /**
     * Takes the states of one object.
     *
     * @param states in order of resourceVersion, at least one; they are not to change
     * @param absentUntil the last revision as of which it is known not to have been there
     */
    Lifetime(List<Observation> states, long absentUntil) {
        this.states = Collections.unmodifiableList(states);
        this.absentUntil = absentUntil;
        this.terminating = terminating(this.states);
    }

    /** Every state, in order. */
    public List<Observation> states() {
        return states;
    }

    /** The first state that was seen. */
    public Observation first() {
        return states.get(0);
    }

    /** The last state that was seen; with a deletion, that deletion. */
    public Observation last() {
        return states.get(states.size() - 1);
    }

    public String name() {
        return first().object().name();
    }

    public String uid() {
        return first().object().uid();
    }

    /** The creation; empty when the object was there before the recording began. */
    public Optional<Observation> created() {
        return first().change() == Change.ADDED ? Optional.of(first()) : Optional.empty();
    }

    /** The first state in which the deletion had been asked for. An object without grace may be gone with it. */
    public Optional<Observation> firstTerminating() {
        return terminating == NEVER ? Optional.empty() : Optional.of(states.get(terminating));
    }

    /** The last state in which the deletion had not been asked for; empty when that was never seen. */
    public Optional<Observation> lastNotTerminating() {
        int last = terminating == NEVER ? states.size() : terminating;
        return last == 0 ? Optional.empty() : Optional.of(states.get(last - 1));
    }

    /** The deletion. */
    public Optional<Observation> deleted() {
        return last().deleted() ? Optional.of(last()) : Optional.empty();
    }

    /** The state as of that revision; empty before the creation and from the deletion on. */
    public Optional<Observation> at(long resourceVersion) {
        int position = positionAt(resourceVersion);
        return position == NEVER ? Optional.empty() : Optional.of(states.get(position));
    }

    private int positionAt(long resourceVersion) {
        int next = InOrder.firstAfter(states, resourceVersion);
        if (next == 0) {
            // What was listed had been there for an unknown time.
            return first().change() == Change.ADDED || resourceVersion <= absentUntil ? NEVER : 0;
        }
        return states.get(next - 1).deleted() ? NEVER : next - 1;
    }

    /** The last state that had arrived with that entry; empty before the first, and from the deletion on. */
    public Optional<Observation> asOf(long entry) {
        Observation found = null;
        for (Observation state : states) {
            if (state.index() > entry) {
                break;
            }
            found = state;
        }
        return Optional.ofNullable(found).filter(state -> !state.deleted());
    }

    /** Whether it existed as of that revision, terminating or not. */
    public boolean existsAt(long resourceVersion) {
        return positionAt(resourceVersion) != NEVER;
    }

    private static int terminating(List<Observation> states) {
        for (int i = 0; i < states.size(); i++) {
            if (states.get(i).object().terminating() || states.get(i).deleted()) {
                return i;
            }
        }
        return NEVER;
    }
}
