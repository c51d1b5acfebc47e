package dev.holdfast.observer;

import dev.holdfast.history.Change;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.Resource;
import dev.holdfast.history.view.EventView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What there is now of all that is watched, and what happened in the last few seconds. */
final class ClusterState {

    /**
     * For so long it is remembered what happened. Kinds are watched apart, so that a pod may be heard of before the set that it
     * belongs to: 0.7 s before, at most, on a busy machine.
     */
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private static final String NAMESPACE = "Namespace";

    /** By the namespace that they concern and by kind. */
    private final Map<String, Map<String, Map<String, Observation>>> present = new HashMap<>();

    /** Which namespace each volume concerns, which changes when it is bound to a claim. */
    private final Map<String, String> volumes = new HashMap<>();

    private final Deque<Observation> recent = new ArrayDeque<>();

    /**
     * The namespace that an object concerns: its own, that of the claim that a volume is bound to, or the one that it is itself; none
     * for what concerns all of them.
     */
    static String namespaceOf(Resource object) {
        return switch (object.kind()) {
            case Kinds.VOLUME -> object.json().at("/spec/claimRef/namespace").asString("");
            case NAMESPACE -> object.name();
            default -> object.namespace();
        };
    }

    /**
     * Takes what was observed.
     *
     * @return the namespace that it concerns
     */
    String take(Observation seen) {
        String namespace = namespaceOf(seen.object());
        String uid = seen.object().uid();
        if (seen.object().kind().equals(Kinds.VOLUME)) {
            Optional.ofNullable(volumes.put(uid, namespace))
                    .filter(before -> !before.equals(namespace))
                    .ifPresent(before -> remove(before, Kinds.VOLUME, uid));
        }
        if (seen.deleted()) {
            remove(namespace, seen.object().kind(), uid);
            volumes.remove(uid);
            if (seen.object().kind().equals(Kinds.POD)) {
                forgetEvents(namespace, uid::equals);
            }
        } else {
            present.computeIfAbsent(namespace, any -> new HashMap<>())
                    .computeIfAbsent(seen.object().kind(), any -> new LinkedHashMap<>())
                    .put(uid, seen);
        }
        if (seen.change() != Change.LISTED) {
            recent.add(seen);
        }
        forget(seen.at().minus(REMEMBERED));
        return namespace;
    }

    private void remove(String namespace, String kind, String uid) {
        Map<String, Map<String, Observation>> place = present.getOrDefault(namespace, new HashMap<>());
        Map<String, Observation> objects = place.getOrDefault(kind, new HashMap<>());
        objects.remove(uid);
        if (objects.isEmpty()) {
            place.remove(kind);
        }
        if (place.isEmpty()) {
            present.remove(namespace);
        }
    }

    /** All objects of a kind are listed anew: those that are not in the list are gone. */
    void replaced(String kind, Collection<Observation> listed) {
        Set<String> uids = listed.stream().map(each -> each.object().uid()).collect(Collectors.toSet());
        present.values().stream()
                .map(place -> place.get(kind))
                .filter(objects -> objects != null)
                .forEach(objects -> objects.keySet().retainAll(uids));
        listed.forEach(this::take);
    }

    /**
     * Forgets the Events about pods that are gone. The server keeps them for an hour: where pods come and go, most of all there is
     * would be these, and what becomes of a set from now on is not told by them.
     */
    void forgetEventsOfGonePods() {
        for (String namespace : List.copyOf(present.keySet())) {
            Set<String> pods = Set.copyOf(
                    present.get(namespace).getOrDefault(Kinds.POD, Map.of()).keySet());
            forgetEvents(namespace, uid -> !pods.contains(uid));
        }
    }

    private void forgetEvents(String namespace, Predicate<String> pods) {
        present.getOrDefault(namespace, Map.of()).getOrDefault(Kinds.EVENT, Map.of()).values().stream()
                .map(Observation::object)
                .filter(event -> isAboutAPod(event, pods))
                .map(Resource::uid)
                .toList()
                .forEach(uid -> remove(namespace, Kinds.EVENT, uid));
    }

    private static boolean isAboutAPod(Resource event, Predicate<String> pods) {
        EventView.Subject about = EventView.of(event).about();
        return about.kind().equals(Kinds.POD) && pods.test(about.uid());
    }

    /** What there is of a kind that concerns a namespace, each in its last state. */
    List<Observation> of(String kind, String namespace) {
        return List.copyOf(present.getOrDefault(namespace, Map.of())
                .getOrDefault(kind, Map.of())
                .values());
    }

    /** What there is of a kind, wherever it is. */
    Stream<Observation> all(String kind) {
        return present.values().stream().flatMap(place -> place.getOrDefault(kind, Map.of()).values().stream());
    }

    /** What there is that concerns a namespace, each in its last state. */
    Stream<Observation> in(String namespace) {
        return present.getOrDefault(namespace, Map.of()).values().stream().flatMap(kind -> kind.values().stream());
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
