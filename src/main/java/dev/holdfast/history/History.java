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
    private final Map<OfKind, Map<String, List<Lifetime>>> byName = new ConcurrentHashMap<>();
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

        /** The newest revision that had arrived by then. */
        long revisionAsOf(Instant then) {
            return entries.stream()
                    .filter(entry -> !entry.at().isAfter(then))
                    .mapToLong(History::commonRevision)
                    .max()
                    .orElse(0);
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

    /** The newest revision that was observed of any kind but Events; 0 when nothing was. */
    public long revision() {
        return revisionBefore(Long.MAX_VALUE);
    }

    /** The newest revision that was observed of a kind; 0 when nothing was. */
    public long revision(String kind) {
        return index().observations(kind).stream()
                .mapToLong(Observation::resourceVersion)
                .max()
                .orElse(0);
    }

    /** A mark after all that was observed here, to be appended when every kind has come as far. */
    public Fence fence() {
        return Fence.after(this);
    }

    /**
     * This history as far as it is to be judged: without what was observed beyond its last fence, each entry at the index that
     * it has here. All of it when it has none, or when the recording was lost after it.
     */
    public History judged() {
        Optional<Fence> fence = index().fence();
        boolean lost = fence.isPresent()
                && index().gaps().stream()
                        .anyMatch(gap -> gap.kind().equals(Gap.EVERY_KIND)
                                && gap.index() > fence.get().index());
        return fence.isEmpty() || lost
                ? this
                : new History(entries.stream()
                        .filter(entry -> !(entry instanceof Observation observation)
                                || observation.resourceVersion()
                                        <= fence.get()
                                                .revision(observation.object().kind()))
                        .toList());
    }

    /** Up to where nothing of these kinds is missing. */
    public Completeness completeness(String... kinds) {
        return new Completeness(this, kinds);
    }

    /** Which Kubernetes was recorded; empty when that was not noted. */
    public Optional<ServerVersion> serverVersion() {
        return index().server();
    }

    /** How far the world had come with an entry: its own revision, or the newest one that had arrived before it. */
    long revisionAt(Entry entry) {
        long own = commonRevision(entry);
        return own > 0 ? own : revisionBefore(entry.index());
    }

    /** The last revision up to which everything of a kind is in this history. */
    long knownOf(String kind) {
        long known = index().isBounded(kind) ? index().knownOf(kind, Long.MAX_VALUE) : Long.MAX_VALUE;
        for (Gap gap : gaps(kind)) {
            known = Math.min(known, beginOf(gap, kind));
        }
        return known;
    }

    /**
     * The last revision as of which an object that was listed is known not to have been there: 0 for one that was listed when the
     * recording began.
     */
    public long absentUntil(Observation listed) {
        long absent = 0;
        if (listed.change() != Change.LISTED) {
            return absent;
        }
        for (Gap gap : gaps(listed.object().kind())) {
            if (gap.index() < listed.index()) {
                absent = beginOf(gap, listed.object().kind());
            }
        }
        return Math.min(absent, listed.resourceVersion() - 1);
    }

    private long beginOf(Gap gap, String kind) {
        return gap.since() > 0 ? gap.since() : index().knownOf(kind, gap.index());
    }

    private long revisionBefore(long end) {
        return entries.stream()
                .takeWhile(entry -> entry.index() < end)
                .mapToLong(History::commonRevision)
                .max()
                .orElse(0);
    }

    /** 0 for what has none. Events may be kept in another etcd, which has a revision counter of its own. */
    private static long commonRevision(Entry entry) {
        return entry instanceof Observation observation
                        && !observation.object().kind().equals(Kinds.EVENT)
                ? observation.resourceVersion()
                : 0;
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

    /** What was done in a namespace, in order; also what was done nobody knows where. */
    public List<Action> actions(String namespace) {
        return index().actions().stream()
                .filter(action -> action.isIn(namespace))
                .toList();
    }

    /** What the API server answered to requests in a namespace, in order. */
    public List<Response> answers(String namespace) {
        return index().answers().stream()
                .filter(answer -> answer.request().isIn(namespace))
                .toList();
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
                .map(states -> new Lifetime(states, absentUntil(states.get(0))))
                .toList());
    }

    /** The lifetimes of all objects of a kind in a namespace by name, those of one name in order. */
    public Map<String, List<Lifetime>> lifetimesByName(String kind, String namespace) {
        return byName.computeIfAbsent(new OfKind(kind, namespace), any -> {
            Map<String, List<Lifetime>> named = new HashMap<>();
            for (Lifetime lifetime : lifetimes(kind, namespace)) {
                named.computeIfAbsent(lifetime.name(), name -> new ArrayList<>())
                        .add(lifetime);
            }
            return Collections.unmodifiableMap(named);
        });
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
