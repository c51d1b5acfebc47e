package dev.holdfast.history.replay;

import dev.holdfast.history.Observation;
import dev.holdfast.history.view.StatefulSetView;
import java.util.HashMap;
import java.util.Map;

/**
 * Which template each revision keeps: that of the first spec that the controller acknowledged with it. Should it use a revision for
 * another template later, this tells whose it is.
 */
public final class RevisionTemplates {
    private final Map<String, String> templates = new HashMap<>();
    /** How many revisions were named before it. */
    private final Map<String, Integer> ages = new HashMap<>();

    /** Those of a set, worked out once for all who ask. */
    public static RevisionTemplates of(SetTimeline set) {
        return set.history()
                .derived(RevisionTemplates.class, set.namespace() + "/" + set.name(), () -> new RevisionTemplates(set));
    }

    private RevisionTemplates(SetTimeline set) {
        Map<Long, String> written = new HashMap<>();
        String uid = "";
        for (Observation state : set.turns()) {
            StatefulSetView view = StatefulSetView.of(state);
            if (!uid.equals(state.object().uid())) {
                uid = state.object().uid();
                written.clear();
            }
            written.putIfAbsent(view.generation(), view.template());
            String template = written.get(view.observedGeneration());
            if (template != null && !view.updateRevision().isEmpty()) {
                templates.putIfAbsent(view.updateRevision(), template);
                ages.putIfAbsent(view.updateRevision(), ages.size());
            }
        }
    }

    /** Whether it is known which template a revision keeps. */
    public boolean knows(String revision) {
        return templates.containsKey(revision);
    }

    /** Whether a revision is known to keep the template of a spec. */
    public boolean keeps(String revision, StatefulSetView spec) {
        return spec.template().equals(templates.get(revision));
    }

    /** Whether the template of a spec had a revision already when the controller named this one first. */
    public boolean earlier(StatefulSetView spec, String revision) {
        int age = ages.getOrDefault(revision, 0);
        return templates.entrySet().stream()
                .anyMatch(other -> other.getValue().equals(spec.template()) && ages.get(other.getKey()) < age);
    }
}
