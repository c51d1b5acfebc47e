package dev.holdfast.observer;

import dev.holdfast.history.Change;
import dev.holdfast.history.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What there is now of all that is watched, and what happened in the last few seconds. */
final class ClusterState {

    /**
     * For so long it is remembered what happened. Kinds are watched apart, so that a pod may be heard of before the set that it
     * belongs to: 0.7 s before, at most, on a busy machine.
     */
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    /** By namespace and kind; objects of the whole cluster are in the namespace "". */
    private final Map<String, Map<String, Map<String, Observation>>> present = new HashMap<>();

    private final Deque<Observation> recent = new ArrayDeque<>();

    /** Takes what was observed. */
    void take(Observation seen) {
        Map<String, Map<String, Observation>> place =
                present.computeIfAbsent(seen.object().namespace(), any -> new HashMap<>());
        Map<String, Observation> kind =
                place.computeIfAbsent(seen.object().kind(), any -> new LinkedHashMap<>());
        if (seen.deleted()) {
            kind.remove(seen.object().uid());
            if (kind.isEmpty()) {
                place.remove(seen.object().kind());
            }
            if (place.isEmpty()) {
                present.remove(seen.object().namespace());
            }
        } else {
            kind.put(seen.object().uid(), seen);
        }
        if (seen.change() != Change.LISTED) {
            recent.add(seen);
        }
        forget(seen.at().minus(REMEMBERED));
    }

    /** All objects of a kind are listed anew: those that are not in the list are gone. */
    void replaced(String kind, Collection<Observation> listed) {
        Set<String> uids =
                listed.stream().map(each -> each.object().uid()).collect(Collectors.toSet());
        present.values().stream()
                .map(place -> place.get(kind))
                .filter(objects -> objects != null)
                .forEach(objects -> objects.keySet().retainAll(uids));
        listed.forEach(this::take);
    }

    /** What there is of a kind in a namespace, each in its last state. */
    List<Observation> of(String kind, String namespace) {
        return List.copyOf(
                present.getOrDefault(namespace, Map.of()).getOrDefault(kind, Map.of()).values());
    }

    /** What there is of a kind, wherever it is. */
    Stream<Observation> all(String kind) {
        return present.values().stream()
                .flatMap(place -> place.getOrDefault(kind, Map.of()).values().stream());
    }

    /** What there is in a namespace and what belongs to the whole cluster, each in its last state. */
    Stream<Observation> in(String namespace) {
        return Stream.of(present.getOrDefault(namespace, Map.of()), present.getOrDefault("", Map.of()))
                .flatMap(place -> place.values().stream())
                .flatMap(kind -> kind.values().stream());
    }

    /** What happened in a namespace in the last few seconds, in order. */
    List<Observation> recent(String namespace) {
        return recent.stream()
                .filter(seen -> seen.object().namespace().equals(namespace))
                .toList();
    }

    private void forget(Instant before) {
        while (!recent.isEmpty() && recent.peek().at().isBefore(before)) {
            recent.remove();
        }
    }
}
