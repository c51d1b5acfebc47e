package dev.holdfast.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sorts the entries of a history by what is asked for, in one pass. */
final class HistoryIndex {
    private final Map<String, List<Observation>> byKind = new HashMap<>();
    private final Map<Key, Map<String, List<Observation>>> byUid = new HashMap<>();
    private final Map<Key, Long> newest = new HashMap<>();
    private final List<Action> actions = new ArrayList<>();
    private final Map<String, List<Reading>> readings = new HashMap<>();
    private final Map<Key, List<Reading>> readingsOf = new HashMap<>();
    private final List<Gap> gaps = new ArrayList<>();

    /** A kind and a namespace, or what was read and of what. */
    private record Key(String kind, String namespace) {}

    static HistoryIndex of(List<Entry> entries) {
        HistoryIndex index = new HistoryIndex();
        entries.forEach(index::add);
        return index;
    }

    /** Takes the next entry. */
    void add(Entry entry) {
        if (entry instanceof Observation observation) {
            take(observation);
        } else if (entry instanceof Action action) {
            actions.add(action);
        } else if (entry instanceof Reading reading) {
            readings.computeIfAbsent(reading.what(), what -> new ArrayList<>()).add(reading);
            readingsOf
                    .computeIfAbsent(new Key(reading.what(), reading.subject()), any -> new ArrayList<>())
                    .add(reading);
        } else if (entry instanceof Gap gap) {
            gaps.add(gap);
        }
    }

    List<Observation> observations(String kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    /** The states of each object of that kind, objects by their first appearance. */
    Iterable<List<Observation>> objects(String kind, String namespace) {
        return byUid.getOrDefault(new Key(kind, namespace), Map.of()).values();
    }

    List<Action> actions() {
        return actions;
    }

    List<Reading> readings(String what) {
        return readings.getOrDefault(what, List.of());
    }

    List<Reading> readings(String what, String subject) {
        return readingsOf.getOrDefault(new Key(what, subject), List.of());
    }

    List<Gap> gaps() {
        return gaps;
    }

    private void take(Observation observation) {
        Resource object = observation.object();
        Key key = new Key(object.kind(), object.namespace());
        checkOrder(observation, key);
        byKind.computeIfAbsent(object.kind(), kind -> new ArrayList<>()).add(observation);
        byUid.computeIfAbsent(key, any -> new LinkedHashMap<>())
                .computeIfAbsent(object.uid(), uid -> new ArrayList<>())
                .add(observation);
    }

    // A list comes in any order, but every event of the watch after it is newer than all before. Where that does not
    // hold, the
    // recording is not what the server said, and nothing can be judged by its order.
    private void checkOrder(Observation observation, Key key) {
        long version = observation.resourceVersion();
        long before = newest.getOrDefault(key, Long.MIN_VALUE);
        if (observation.change() != Change.LISTED && version <= before) {
            String reason = "resourceVersion " + version + " of "
                    + observation.object().qualifiedName() + " was recorded after resourceVersion " + before;
            gaps.add(new Gap(observation.index(), observation.at(), key.kind(), reason));
        }
        newest.put(key, Math.max(before, version));
    }
}
