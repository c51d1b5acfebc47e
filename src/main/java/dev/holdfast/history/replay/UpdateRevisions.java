package dev.holdfast.history.replay;

import dev.holdfast.history.Observation;
import dev.holdfast.history.view.StatefulSetView;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which revision belongs to a template. The controller names it in the status only after it has begun to act on the spec, so this
 * looks ahead: it is the {@code updateRevision} of a status that acknowledges a spec with that template. What was written over before
 * the controller acknowledged it has none.
 */
public final class UpdateRevisions {
    private final Map<Key, String> revisions = new HashMap<>();
    private final Map<String, String> byTemplate = new HashMap<>();
    private boolean several;

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
        Map<Long, String> templates = new HashMap<>();
        String first = set.states().isEmpty()
                ? ""
                : StatefulSetView.of(set.states().get(0)).template();
        String uid = "";
        long generation = -1;
        long observed = -1;
        String revision = "";
        String last = "";
        String former = "";
        String formerTemplate = "";
        for (Observation state : set.turns()) {
            StatefulSetView view = StatefulSetView.of(state);
            if (!uid.equals(state.object().uid())) {
                templates.clear();
                former = revision;
                formerTemplate = last;
                uid = state.object().uid();
                generation = -1;
                observed = -1;
                revision = "";
            }
            if (view.generation() != generation) {
                generation = view.generation();
                templates.put(generation, view.template());
                several |= !view.template().equals(first);
            }
            boolean same = view.observedGeneration() == observed
                    && view.updateRevision().equals(revision);
            if (!same && !view.updateRevision().isEmpty()) {
                observed = view.observedGeneration();
                revision = view.updateRevision();
                String template = templates.get(observed);
                // The first status of a set may be that of the one before it, which says nothing of its template.
                boolean inherited = revision.equals(former) && !formerTemplate.equals(template);
                if (template != null && !inherited) {
                    last = template;
                    revisions.putIfAbsent(new Key(template, observed), revision);
                    byTemplate.put(template, revision);
                }
                long seen = observed;
                templates.keySet().removeIf(earlier -> earlier < seen);
            }
        }
    }

    /** The same, if the controller told it when it acknowledged this very spec, and not another one with the same template. */
    public Optional<String> acknowledged(StatefulSetView spec) {
        return Optional.ofNullable(revisions.get(new Key(spec.template(), spec.generation())));
    }

    /** Whether the set had more than one template, so that a pod may be of another one than a spec says. */
    public boolean several() {
        return several;
    }

    /** The name of the revision that the pods of this spec are to have; empty when the controller never told. */
    public Optional<String> of(StatefulSetView spec) {
        String revision = revisions.get(new Key(spec.template(), spec.generation()));
        return Optional.ofNullable(revision == null ? byTemplate.get(spec.template()) : revision);
    }
}
