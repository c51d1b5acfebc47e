package dev.holdfast.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sorts the entries of a history by what is asked for, in one pass. */
final class HistoryIndex {
    private final Map<String, Kind> kinds = new HashMap<>();
    private final List<Action> actions = new ArrayList<>();
    private final List<Response> answers = new ArrayList<>();
    private final Map<String, List<ExternalRead>> readings = new HashMap<>();
    private final Map<Asked, List<ExternalRead>> readingsOf = new HashMap<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final Map<String, List<StreamProgress>> progress = new HashMap<>();
    private Optional<Fence> fence = Optional.empty();
    private Optional<ServerVersion> server = Optional.empty();

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
        } else if (entry instanceof Response answer) {
            answers.add(answer);
        } else if (entry instanceof ExternalRead reading) {
            readings.computeIfAbsent(reading.what(), what -> new ArrayList<>()).add(reading);
            readingsOf
                    .computeIfAbsent(new Asked(reading.what(), reading.subject()), any -> new ArrayList<>())
                    .add(reading);
        } else if (entry instanceof Gap gap) {
            gaps.add(gap);
        } else if (entry instanceof StreamProgress known) {
            progress.computeIfAbsent(known.kind(), kind -> new ArrayList<>()).add(known);
        } else if (entry instanceof Fence latest) {
            fence = Optional.of(latest);
        } else if (entry instanceof ServerVersion version && server.isEmpty()) {
            server = Optional.of(version);
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

    List<Response> answers() {
        return answers;
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

    private long noted(String kind, long before) {
        return progress.getOrDefault(kind, List.of()).stream()
                .filter(noted -> noted.index() < before)
                .mapToLong(StreamProgress::revision)
                .max()
                .orElse(0);
    }

    /** Whether a kind is known only as far as that was noted, or as its last event. */
    boolean isBounded(String kind) {
        return progress.containsKey(kind) || progress.containsKey(Gap.EVERY_KIND);
    }

    /**
     * The last revision up to which everything of a kind has come before an entry. A watch sends all that happened in order, so
     * each of its events proves that those before have come; a list has no order.
     */
    long knownOf(String kind, long before) {
        long fenced = fence.filter(drawn -> drawn.index() < before)
                .map(drawn -> drawn.revision(kind))
                .orElse(0L);
        long known = Math.max(fenced, Math.max(noted(kind, before), noted(Gap.EVERY_KIND, before)));
        List<Observation> seen = observations(kind);
        for (int i = seen.size() - 1; i >= 0; i--) {
            Observation last = seen.get(i);
            if (last.index() < before && last.change() != Change.LISTED) {
                return Math.max(known, last.resourceVersion());
            }
        }
        return known;
    }

    /** The last fence. */
    Optional<Fence> fence() {
        return fence;
    }

    Optional<ServerVersion> server() {
        return server;
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
            gaps.add(new Gap(observation.index(), observation.at(), object.kind(), version - 1, reason));
        }
        place.newest = Math.max(place.newest, version);
    }
}
