package dev.holdfast.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * All that was recorded up to some moment: immutable, in the order of {@link Entry#index}. Questions are answered from an index
 * that the first question builds in one pass.
 */
public final class History {
    private final List<Entry> entries;
    private final Map<OfKind, List<Lifetime>> lifetimes = new ConcurrentHashMap<>();
    private final Map<String, Object> derived = new ConcurrentHashMap<>();
    private HistoryIndex index;

    /** The objects of a kind in a namespace. */
    private record OfKind(String kind, String namespace) {}

    private History(List<Entry> entries) {
        this.entries = entries;
    }

    /** A history of these entries; where an entry has no index, or another one than its position, it gets its position. */
    public static History of(List<? extends Entry> entries) {
        List<Entry> placed = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            placed.add(entry.index() == placed.size() ? entry : entry.placed(placed.size()));
        }
        return new History(Collections.unmodifiableList(placed));
    }

    /** A history that grows entry by entry, and is sorted while it does. Belongs to one thread. */
    static final class Growing {
        private final List<Entry> entries = new ArrayList<>();
        private final HistoryIndex index = new HistoryIndex();

        /** Takes the next entry. */
        void add(Entry entry) {
            Entry placed = entry.index() == entries.size() ? entry : entry.placed(entries.size());
            entries.add(placed);
            index.add(placed);
        }

        int size() {
            return entries.size();
        }

        /** When the last entry was written; the epoch when there is none. */
        Instant end() {
            return entries.isEmpty()
                    ? Instant.EPOCH
                    : entries.get(entries.size() - 1).at();
        }

        /** All of it; nothing is added any more. */
        History whole() {
            History history = new History(Collections.unmodifiableList(entries));
            history.index = index;
            return history;
        }
    }

    /** A view of entries that are placed already and never change. */
    static History ofPlaced(List<Entry> entries) {
        return new History(entries);
    }

    /** The newest revision that was observed of any kind; 0 when nothing was. */
    public long revision() {
        return entries.stream()
                .mapToLong(entry -> entry instanceof Observation observation ? observation.resourceVersion() : 0)
                .max()
                .orElse(0);
    }

    /**
     * This history without what was observed of later revisions, each entry at the index that it has here. Kinds are watched
     * apart, so that a change may arrive before one of another kind that came first; up to a revision that every watch has
     * passed there is no such hole.
     *
     * @param revision the last one to keep
     */
    public History until(long revision) {
        return new History(entries.stream()
                .filter(entry ->
                        !(entry instanceof Observation observation) || observation.resourceVersion() <= revision)
                .toList());
    }

    /** Everything, in order. */
    public List<Entry> entries() {
        return entries;
    }

    /** Everything that was observed of a kind, in all namespaces, in order. */
    public List<Observation> observations(String kind) {
        return Collections.unmodifiableList(index().observations(kind));
    }

    /** What the scenario did, in order. */
    public List<Action> actions() {
        return Collections.unmodifiableList(index().actions());
    }

    /** The action by which the scenario ended before its last step; empty when the recording is of a whole scenario. */
    public Optional<Action> cutShort() {
        return index().actions().stream()
                .filter(action -> action.verb().equals(Action.STOP))
                .findFirst();
    }

    /** What was read of one sort ({@link ExternalRead#DNS} and so on), in order. */
    public List<ExternalRead> readings(String what) {
        return Collections.unmodifiableList(index().readings(what));
    }

    /** What was read of one sort from one subject, in order. */
    public List<ExternalRead> readings(String what, String subject) {
        return Collections.unmodifiableList(index().readings(what, subject));
    }

    /**
     * Where events of any of these kinds may be missing, in order. Holds the recorded gaps, and one for each event whose
     * resourceVersion is not newer than those before it.
     */
    public List<Gap> gaps(String... kinds) {
        List<Gap> gaps = new ArrayList<>();
        for (Gap gap : index().gaps()) {
            for (String kind : kinds) {
                if (gap.concerns(kind)) {
                    gaps.add(gap);
                    break;
                }
            }
        }
        return gaps;
    }

    /** The lifetimes of all objects of a kind in a namespace (empty for kinds without), by their first appearance. */
    public List<Lifetime> lifetimes(String kind, String namespace) {
        return lifetimes.computeIfAbsent(new OfKind(kind, namespace), any -> index().objects(kind, namespace).stream()
                .map(Lifetime::new)
                .toList());
    }

    /** The lifetimes of all objects of a kind in a namespace by name, those of one name in order. */
    public Map<String, List<Lifetime>> lifetimesByName(String kind, String namespace) {
        Map<String, List<Lifetime>> byName = new HashMap<>();
        for (Lifetime lifetime : lifetimes(kind, namespace)) {
            byName.computeIfAbsent(lifetime.name(), name -> new ArrayList<>()).add(lifetime);
        }
        return byName;
    }

    /** The last state of an object; empty when it is gone or was never seen. */
    public Optional<Observation> latest(String kind, String namespace, String name) {
        return stateAt(Long.MAX_VALUE, kind, namespace, name);
    }

    /** The last state of an object that had arrived with that entry; empty when it was gone or not seen yet. */
    public Optional<Observation> stateAt(long entry, String kind, String namespace, String name) {
        return index().observations(kind).stream()
                .takeWhile(observation -> observation.index() <= entry)
                .filter(observation -> observation.object().namespace().equals(namespace)
                        && observation.object().name().equals(name))
                .reduce((earlier, later) -> later)
                .filter(observation -> !observation.deleted());
    }

    /** The names of all StatefulSets that were seen in a namespace. */
    public List<String> statefulSets(String namespace) {
        return lifetimesByName(Kinds.STATEFUL_SET, namespace).keySet().stream()
                .sorted()
                .toList();
    }

    /**
     * Something that is worked out from this history once, however many ask for it.
     *
     * @param what what it is, of which there may be one for each name
     */
    public <T> T derived(Class<T> what, String name, Supplier<T> supplier) {
        return what.cast(derived.computeIfAbsent(what.getName() + " " + name, any -> supplier.get()));
    }

    private synchronized HistoryIndex index() {
        if (index == null) {
            index = HistoryIndex.of(entries);
        }
        return index;
    }
}
