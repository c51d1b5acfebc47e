package dev.holdfast.history.replay;

import dev.holdfast.history.Change;
import dev.holdfast.history.Observation;
import dev.holdfast.history.view.StatefulSetView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a set is at a moment of its history, and the specs by which the controller may be acting then. */
final class PossibleSpecs {
    private final List<Observation> writes;
    private final List<StatefulSetView> possible = new ArrayList<>();
    /** Those of the set of that name before, as long as the controller may not have seen the present one. */
    private List<StatefulSetView> ofSetBefore = List.of();

    private Observation state;
    /** What the set was when it was looked at last; null before its creation and after its deletion. */
    private StatefulSetView view;
    /** How many writes of the set have come to pass, and how many of them when it was looked at last. */
    private int written;

    private int looked;
    /** The generation that was found, as long as the controller may be acting by one before it; 0 when it may not. */
    private long foundGeneration;

    /** Begins before the first of a set's writes. */
    PossibleSpecs(List<Observation> writes) {
        this.writes = writes;
    }

    /**
     * Goes on to a moment.
     *
     * @param writesBefore how many writes of the set came before it; those that ask for something else were {@link #take taken}
     */
    void at(int writesBefore) {
        written = writesBefore;
    }

    /** Goes on to the end. */
    void atTheEnd() {
        written = writes.size();
    }

    Optional<StatefulSetView> set() {
        look();
        return Optional.ofNullable(view);
    }

    Optional<Observation> state() {
        look();
        return Optional.ofNullable(view == null ? null : state);
    }

    List<StatefulSetView> all() {
        look();
        return possible;
    }

    /**
     * The specs of the set of that name before, or of the one that is gone, by which the controller may be acting that has not heard of
     * its end.
     */
    List<StatefulSetView> ofSetBefore() {
        return ofSetBefore;
    }

    /** Whether there are no others, which only those may know of who were there before the recording. */
    boolean known() {
        return foundGeneration == 0;
    }

    /** Takes the counts of the status that nobody has looked at yet. */
    private void look() {
        if (looked != written) {
            looked = written;
            state = writes.get(written - 1);
            view = StatefulSetView.of(state);
            possible.set(possible.size() - 1, view);
        }
    }

    /**
     * Takes the next write, which asks for something else.
     *
     * @return whether it is of another set of the same name
     */
    boolean take(Observation asked) {
        look();
        looked++;
        boolean other =
                state != null && !state.object().uid().equals(asked.object().uid());
        if (other || asked.deleted()) {
            ofSetBefore = possible.isEmpty() ? ofSetBefore : List.copyOf(possible);
            possible.clear();
            foundGeneration = 0;
        }
        boolean found = state == null && asked.change() == Change.LISTED;
        state = asked;
        view = asked.deleted() ? null : StatefulSetView.of(asked);
        if (view != null) {
            if (view.observedGeneration() > 0) {
                ofSetBefore = List.of();
            }
            // A set may begin with the status of the one before it.
            long observed = view.aheadOfSpec() ? 0 : view.observedGeneration();
            if (found && observed < view.generation()) {
                foundGeneration = view.generation();
            } else if (observed >= foundGeneration) {
                foundGeneration = 0;
            }
            possible.removeIf(spec -> spec.generation() < observed || spec.generation() == view.generation());
            possible.add(view);
        }
        return other;
    }
}
