package dev.holdfast.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sorts the entries of a history by what is asked for, in one pass. */
final class HistoryIndex {
    private final Map<String, Kind> kinds = new HashMap<>();
    private final List<Action> actions = new ArrayList<>();
    private final Map<String, List<ExternalRead>> readings = new HashMap<>();
    private final Map<Asked, List<ExternalRead>> readingsOf = new HashMap<>();
    private final List<Gap> gaps = new ArrayList<>();

    /** What was read, and of what. */
    private record Asked(String what, String subject) {}

    /** All observations of a kind. */
    private static final class Kind {
        private final List<Observation> all = new ArrayList<>();
        private final Map<String, Place> places = new HashMap<>();
    }

    /** What was observed of a kind in a namespace. */
    private static final class Place {
        private final Map<String, List<Observation>> byUid = new LinkedHashMap<>();
        private long newest = Long.MIN_VALUE;
    }

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
        } else if (entry instanceof ExternalRead reading) {
            readings.computeIfAbsent(reading.what(), what -> new ArrayList<>()).add(reading);
            readingsOf
                    .computeIfAbsent(new Asked(reading.what(), reading.subject()), any -> new ArrayList<>())
                    .add(reading);
        } else if (entry instanceof Gap gap) {
            gaps.add(gap);
        }
    }

    List<Observation> observations(String kind) {
        Kind found = kinds.get(kind);
        return found == null ? List.of() : found.all;
    }

    /** The states of each object of that kind, objects by their first appearance. */
    Collection<List<Observation>> objects(String kind, String namespace) {
        Kind found = kinds.get(kind);
        Place place = found == null ? null : found.places.get(namespace);
        return place == null ? List.of() : place.byUid.values();
    }

    List<Action> actions() {
        return actions;
    }

    List<ExternalRead> readings(String what) {
        return readings.getOrDefault(what, List.of());
    }

    List<ExternalRead> readings(String what, String subject) {
        return readingsOf.getOrDefault(new Asked(what, subject), List.of());
    }

    List<Gap> gaps() {
        return gaps;
    }

    private void take(Observation observation) {
        Resource object = observation.object();
        Kind kind = kinds.computeIfAbsent(object.kind(), any -> new Kind());
        Place place = kind.places.computeIfAbsent(object.namespace(), any -> new Place());
        checkOrder(observation, place);
        kind.all.add(observation);
        place.byUid.computeIfAbsent(object.uid(), uid -> new ArrayList<>()).add(observation);
    }

    // A list comes in any order, but every event of the watch after it is newer than all before. Where that does not
    // hold, the
    // recording is not what the server said, and nothing can be judged by its order.
    private void checkOrder(Observation observation, Place place) {
        long version = observation.resourceVersion();
        if (observation.change() != Change.LISTED && version <= place.newest) {
            Resource object = observation.object();
            String reason = "resourceVersion " + version + " of " + object.qualifiedName()
                    + " was recorded after resourceVersion " + place.newest;
            gaps.add(new Gap(observation.index(), observation.at(), object.kind(), reason));
        }
        place.newest = Math.max(place.newest, version);
    }
}
