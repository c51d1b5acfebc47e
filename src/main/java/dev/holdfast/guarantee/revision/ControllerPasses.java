package dev.holdfast.guarantee.revision;

import dev.holdfast.history.InOrder;
import dev.holdfast.history.Lifetime;
import dev.holdfast.history.Observation;
import dev.holdfast.history.replay.SetTimeline;
import dev.holdfast.history.view.StatefulSetView;
import java.util.List;
import java.util.Optional;

/**
 * The pass over a set in which the controller made a revision, and two later ones. When the last of them has written its status, the
 * first has done all that it had to do, and had another chance where a request of it failed.
 *
 * @param made the revision that was made
 * @param named the status that named it first
 * @param end the status of the second later pass
 * @param limit the highest history limit by which the controller may have been acting meanwhile; below zero when it keeps all
 */
record ControllerPasses(Observation made, Observation named, Observation end, int limit) {

    private static final int LATER = 2;

    /** Those after a revision of a set was made; empty when they were not all seen. */
    static Optional<ControllerPasses> after(Lifetime revision, String uid, SetTimeline set) {
        if (revision.created().isEmpty()) {
            return Optional.empty();
        }
        Observation made = revision.created().get();
        Observation named = null;
        long observed = 0;
        long first = 0;
        int later = 0;
        List<Observation> states = set.states();
        int begin = Math.max(0, InOrder.firstAfter(states, made.resourceVersion()) - 1);
        for (Observation state : states.subList(begin, states.size())) {
            StatefulSetView view = StatefulSetView.of(state);
            boolean ofSet = state.object().uid().equals(uid)
                    && !state.deleted()
                    && !state.object().terminating();
            if (!ofSet) {
                continue;
            }
            if (state.resourceVersion() < made.resourceVersion()) {
                first = view.observedGeneration();
            } else if (named == null && view.updateRevision().equals(revision.name())) {
                named = state;
                observed = view.observedGeneration();
            } else if (named != null && view.observedGeneration() > observed) {
                observed = view.observedGeneration();
                later++;
                if (later == LATER) {
                    return Optional.of(new ControllerPasses(made, named, state, limit(set, uid, first, state)));
                }
            }
        }
        return Optional.empty();
    }

    private static int limit(SetTimeline set, String uid, long from, Observation end) {
        int limit = 0;
        List<Observation> specs = set.specs();
        for (int i = InOrder.firstAfter(specs, end.resourceVersion()) - 1; i >= 0; i--) {
            StatefulSetView view = StatefulSetView.of(specs.get(i));
            if (!specs.get(i).object().uid().equals(uid) || view.generation() < from) {
                break;
            }
            if (view.revisionHistoryLimit() < 0) {
                return view.revisionHistoryLimit();
            }
            limit = Math.max(limit, view.revisionHistoryLimit());
        }
        return limit;
    }
}
