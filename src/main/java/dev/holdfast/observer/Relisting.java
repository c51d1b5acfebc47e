package dev.holdfast.observer;

import dev.holdfast.history.Gap;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All objects of a kind are listed anew after some of their changes may have been missed. */
final class Relisting {

    private final Gap gap;
    private final List<Observation> listed = new ArrayList<>();

    /** Nothing is listed yet. */
    Relisting(Gap gap) {
        this.gap = gap;
    }

    /** Takes the next object of the list. */
    void add(Observation seen) {
        listed.add(seen);
    }

    /** {@return the list} */
    List<Observation> listed() {
        return listed;
    }

    /**
     * The list is complete. Each set has a gap then, unless it rests and nothing was written to it: whatever had come and gone would
     * have changed its status. Events stay for an hour, so that the list has all that were missed.
     *
     * @param state what there was before; it is brought up to date
     * @return what may have been missed, if anything may
     */
    Optional<Notice> complete(ClusterState state, Collection<WatchedSet> sets) {
        Map<String, List<Observation>> before = byNamespace(state.all(gap.kind()));
        Map<String, List<Observation>> after = byNamespace(listed.stream());
        state.replaced(gap.kind(), listed);
        if (gap.kind().equals(Kinds.EVENT)) {
            state.forgetEventsOfGonePods();
        }
        int untouched = 0;
        int touched = 0;
        for (WatchedSet set : sets) {
            String namespace = set.subject().namespace();
            List<Observation> now = concerning(set, after.getOrDefault(namespace, List.of()));
            Map<String, Long> then = versions(concerning(set, before.getOrDefault(namespace, List.of())));
            if (gap.kind().equals(Kinds.EVENT)) {
                // What was heard of before is not news again when it was forgotten meanwhile.
                now.stream()
                        .filter(seen -> seen.resourceVersion() > gap.since())
                        .filter(seen -> then.getOrDefault(seen.object().uid(), 0L) < seen.resourceVersion())
                        .forEach(set::add);
            } else if (set.activity().rests() && then.equals(versions(now))) {
                untouched++;
            } else {
                touched++;
                set.add(gap);
                now.forEach(set::add);
            }
        }
        return gap.kind().equals(Kinds.EVENT)
                ? Optional.empty()
                : Optional.of(new Notice.Hole(
                        gap.at(),
                        Optional.empty(),
                        "changes of kind " + gap.kind() + " may have been missed: " + gap.reason() + "; " + untouched
                                + " sets at rest are as they were, " + touched + " have a gap in their history"));
    }

    private static Map<String, List<Observation>> byNamespace(Stream<Observation> seen) {
        return seen.collect(Collectors.groupingBy(each -> ClusterState.namespaceOf(each.object())));
    }

    private static List<Observation> concerning(WatchedSet set, List<Observation> seen) {
        return seen.stream()
                .filter(each -> set.members().concerns(each.object()))
                .toList();
    }

    private static Map<String, Long> versions(List<Observation> seen) {
        Map<String, Long> versions = new HashMap<>();
        seen.forEach(each -> versions.put(each.object().uid(), each.resourceVersion()));
        return versions;
    }
}
