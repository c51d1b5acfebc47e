package dev.holdfast.history.replay;

import dev.holdfast.history.Observation;
import dev.holdfast.history.view.StatefulSetView;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which revision belongs to a spec. The controller names it in the status only after it has begun to act on the spec, so this
 * looks ahead: it is the {@code updateRevision} of the first status that acknowledges the spec.
 */
public final class UpdateRevisions {
    private final Map<Key, String> revisions = new HashMap<>();

    // Looked up for every pod that ends: what the compiler makes for a record takes several times as long.
    private record Key(String template, long generation) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && generation == key.generation && template.equals(key.template);
        }

        @Override
        public int hashCode() {
            return template.hashCode() * 31 + Long.hashCode(generation);
        }
    }

    public UpdateRevisions(SetTimeline set) {
        Map<Key, Boolean> open = new HashMap<>();
        String uid = "";
        StatefulSetView last = null;
        for (Observation state : set.states()) {
            StatefulSetView view = StatefulSetView.of(state);
            boolean sameSpec = last != null
                    && view.generation() == last.generation()
                    && view.template().equals(last.template())
                    && uid.equals(state.object().uid());
            last = view;
            if (sameSpec && open.isEmpty()) {
                continue;
            }
            if (!uid.equals(state.object().uid())) {
                open.clear();
                uid = state.object().uid();
            }
            Key key = new Key(view.template(), view.generation());
            if (!revisions.containsKey(key)) {
                open.put(key, true);
            }
            if (!view.updateRevision().isEmpty()) {
                open.keySet().removeIf(waiting -> {
                    boolean seen = waiting.generation() <= view.observedGeneration();
                    if (seen) {
                        revisions.put(waiting, view.updateRevision());
                    }
                    return seen;
                });
            }
        }
    }

    /** The name of the revision that the pods of this spec are to have; empty when the controller never told. */
    public Optional<String> of(StatefulSetView spec) {
        return Optional.ofNullable(revisions.get(new Key(spec.template(), spec.generation())));
    }
}
