package dev.holdfast.observer;

import dev.holdfast.cluster.ServedKind;
import dev.holdfast.explanation.Explanation;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.guarantee.Subject;
import dev.holdfast.history.Change;
import dev.holdfast.history.Entry;
import dev.holdfast.history.Fence;
import dev.holdfast.history.Gap;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import dev.holdfast.history.ServerVersion;
import dev.holdfast.history.StreamProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sorts what happens on a cluster by the sets that it concerns, and says which of them have to be judged. Knows no threads and no
 * clock: whoever calls it says what time it is. Safe for use by many threads.
 */
public final class SetObserver implements Consumer<Entry> {

    private static final Logger LOG = LoggerFactory.getLogger(SetObserver.class);

    /** What comes at once is judged at once. */
    private static final Duration TOGETHER = Duration.ofMillis(150);
    /** A set that is judged again and again takes no more than half of a processor. */
    private static final int REST_OF_THE_TIME = 1;

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    /** So long after a set is gone and nothing happens in its place any more it is forgotten. */
    private static final Duration GONE = Duration.ofSeconds(60);

    private final ObservedSets which;
    private final WindowLimits limits;
    private final Consumer<Notice> listener;
    private final Consumer<ClosedWindow> closed;
    private final Map<String, String> hidden;
    private final ClusterState state = new ClusterState();
    private final WatchedObjects objects;
    private final Map<String, Map<String, WatchedSet>> sets = new TreeMap<>();
    private final Map<String, Long> known = new HashMap<>();
    private final Map<String, Relisting> relisted = new HashMap<>();
    /** Since when the namespaces are asked for that are. */
    private final Map<String, Instant> reaching = new HashMap<>();
    /** Before when none of these is asked for again. */
    private final Map<String, Instant> notBefore = new HashMap<>();

    private final Map<Outcome, Integer> forgotten = new EnumMap<>(Outcome.class);
    private Optional<ServerVersion> server = Optional.empty();
    private boolean begun;
    private long entries;

    /** A list that follows a gap. */
    private record Relisting(Gap gap, List<Observation> listed) {}

    /**
     * Observes nothing yet.
     *
     * @param which what is observed
     * @param limits when histories are cut
     * @param listener hears of what is found out; is quick, and calls nothing of this
     * @param closed takes the windows that are over; as quick
     * @param hidden each kind that cannot be watched, with the reason as a clause
     */
    public SetObserver(
            ObservedSets which,
            WindowLimits limits,
            Consumer<Notice> listener,
            Consumer<ClosedWindow> closed,
            Map<ServedKind, String> hidden) {
        this.which = which;
        this.limits = limits;
        this.listener = listener;
        this.closed = closed;
        this.hidden = new TreeMap<>();
        hidden.forEach((kind, reason) -> this.hidden.put(kind.kind(), reason));
        this.objects = new WatchedObjects(state, this.hidden);
    }

    /** Takes what happened next. */
    @Override
    public synchronized void accept(Entry entry) {
        entries++;
        if (entry instanceof Observation seen) {
            Relisting relisting = relisted.get(seen.object().kind());
            if (relisting != null && seen.change() == Change.LISTED) {
                relisting.listed().add(seen);
            } else {
                observed(seen);
            }
        } else if (entry instanceof StreamProgress progress) {
            progressed(progress);
        } else if (entry instanceof Gap gap) {
            relisted.put(gap.kind(), new Relisting(gap, new ArrayList<>()));
        } else if (entry instanceof ServerVersion version) {
            server = Optional.of(version);
        }
    }

    /** Everything that was there when the recording began has been taken by now. */
    public synchronized void begin(Instant now) {
        begun = true;
        state.all(Kinds.STATEFUL_SET).filter(set -> which.include(set.object())).forEach(set -> watch(set, now));
    }

    /** {@return how many entries were taken} */
    public synchronized long entries() {
        return entries;
    }

    /** {@return the sets that are observed, by namespace and name} */
    public synchronized List<SetReport> reports() {
        return watched().map(SetReport::of).toList();
    }

    /** Looks again what those sets are doing that do not rest, since how long they have been waiting for something changes. */
    public synchronized void look(Instant now) {
        watched().filter(set -> !set.activity().rests()).forEach(set -> set.does(activity(set, now), now));
    }

    /** {@return one set, if it is observed} */
    public synchronized Optional<SetReport> report(String namespace, String name) {
        return Optional.ofNullable(sets.getOrDefault(namespace, Map.of()).get(name))
                .map(SetReport::of);
    }

    /** {@return whether it rests, all of it was judged, and nothing has happened to it for that long} */
    public synchronized boolean isQuiet(Subject set, Instant now, Duration quiet) {
        return Optional.ofNullable(sets.getOrDefault(set.namespace(), Map.of()).get(set.statefulSet()))
                .filter(each -> each.quietSince(now, quiet))
                .isPresent();
    }

    /** {@return how the guarantees of sets were judged that are gone and forgotten} */
    public synchronized Map<Outcome, Integer> forgotten() {
        return Map.copyOf(forgotten);
    }

    /**
     * The namespaces in which sets have to be judged again. Each counts as asked for until {@link #caughtUp} or {@link #failed}.
     *
     * @param most no more than so many are to be asked for at the same time
     */
    public synchronized List<String> due(Instant now, int most) {
        List<String> due = new ArrayList<>();
        for (Map.Entry<String, Map<String, WatchedSet>> each : sets.entrySet()) {
            if (reaching.size() >= most) {
                break;
            }
            if (!reaching.containsKey(each.getKey())
                    && isDue(each.getKey(), each.getValue().values(), now)) {
                reaching.put(each.getKey(), now);
                due.add(each.getKey());
            }
        }
        return due;
    }

    /** {@return whether something has to be judged, or is being judged} */
    public synchronized boolean isBusy() {
        return !reaching.isEmpty() || watched().anyMatch(WatchedSet::pending);
    }

    /**
     * Everything that had happened in a namespace was taken.
     *
     * @param reached up to which revision, by kind
     * @return what is to be judged now
     */
    public synchronized List<Judging> caughtUp(String namespace, Map<ServedKind, Long> reached, Instant now) {
        Duration asked =
                Duration.between(Optional.ofNullable(reaching.remove(namespace)).orElse(now), now);
        notBefore.put(namespace, now.plus(asked));
        Fence fence = fence(reached, now);
        List<Judging> judging = new ArrayList<>();
        for (WatchedSet set : sets.getOrDefault(namespace, Map.of()).values()) {
            if (set.due().isPresent()) {
                Instant since = set.due().get();
                History history = set.judging(fence);
                if (set.window().happened() > 0 && fence.revision(Kinds.VOLUME) < fence.revision(Gap.EVERY_KIND)) {
                    set.awaitsVolumes();
                }
                judging.add(new Judging(this, set, history, since));
            }
        }
        return judging;
    }

    /** It could not be found out what had happened in a namespace. */
    public synchronized void failed(String namespace, Instant now) {
        reaching.remove(namespace);
        notBefore.put(namespace, now.plus(AFTER_FAILURE));
    }

    /** Cuts the histories of sets that rest, and forgets those that are gone. */
    public synchronized void tidy(Instant now) {
        for (Map<String, WatchedSet> place : sets.values()) {
            place.values().removeIf(set -> {
                boolean gone = set.activity().equals(SetActivity.GONE) && set.quietSince(now, GONE);
                if (gone) {
                    closed.accept(set.closing());
                    set.outcomes().values().forEach(outcome -> forgotten.merge(outcome, 1, Integer::sum));
                } else if (set.canBeCut(now, limits.rest())) {
                    cut(set, now);
                }
                return gone;
            });
        }
        fit(now);
        sets.values().removeIf(Map::isEmpty);
        notBefore.keySet().retainAll(sets.keySet());
    }

    /** Takes what came of judging. */
    synchronized void judged(Judging done, Judging.Result result, Instant now) {
        WatchedSet set = done.set();
        listener.accept(new Notice.Judged(now, set.subject(), Duration.between(done.since(), now)));
        set.judged(result.judgements(), result.took())
                .forEach((judgement, before) -> listener.accept(new Notice.VerdictChange(
                        now,
                        set.subject(),
                        judgement.guarantee(),
                        before,
                        judgement.verdict().outcome(),
                        judgement.verdict().sentence())));
        result.judgements().stream()
                .filter(judgement -> judgement.verdict().outcome() == Outcome.FAILED)
                .forEach(judgement -> set.fresh(judgement.guarantee(), judgement.verdict())
                        .forEach(verdict -> listener.accept(new Notice.Finding(
                                now,
                                set.subject(),
                                judgement.guarantee(),
                                verdict,
                                done.history(),
                                verdict.evidence().stream()
                                        .map(Entry::at)
                                        .max(Instant::compareTo)
                                        .map(last -> Duration.between(last, now))
                                        .orElse(Duration.ZERO)))));
        if (set.does(activity(set, now), now)) {
            listener.accept(new Notice.StateChange(now, set.subject(), set.activity()));
        }
        if (set.window().characters() > limits.characters()) {
            cutShort(set, now, "it does not come to rest");
        }
    }

    private void cutShort(WatchedSet set, Instant now, String reason) {
        listener.accept(new Notice.Hole(
                now,
                Optional.of(set.subject()),
                "the history of this set was cut while it was going on, since " + reason + ": what spans " + now
                        + " is not judged"));
        cut(set, now);
    }

    /** Cuts the longest histories until all of them together are short enough. */
    private void fit(Instant now) {
        long left = watched().mapToLong(set -> set.window().characters()).sum();
        if (left <= limits.all()) {
            return;
        }
        List<WatchedSet> longest = watched()
                .filter(set -> set.window().happened() > 0 && !set.isBeingJudged())
                .sorted(Comparator.comparingLong(set -> -set.window().characters()))
                .toList();
        for (WatchedSet set : longest) {
            if (left > limits.all()) {
                left -= set.window().characters();
                cutShort(set, now, "all histories together have become too long");
                left += set.window().characters();
            }
        }
    }

    private void cut(WatchedSet set, Instant now) {
        closed.accept(set.closing());
        set.cut(window(set.members(), now));
    }

    /** {@return the windows that are going on, as if they ended now} */
    public synchronized List<ClosedWindow> windows() {
        return watched().map(WatchedSet::closing).toList();
    }

    /** {@return the window of a set that goes on, as if it ended now} */
    public synchronized Optional<ClosedWindow> window(String namespace, String name) {
        return Optional.ofNullable(sets.getOrDefault(namespace, Map.of()).get(name))
                .map(WatchedSet::closing);
    }

    /** {@return whether there is a namespace of that name, as far as namespaces may be watched} */
    public synchronized boolean hasNamespace(String name) {
        return state.all("Namespace").anyMatch(seen -> seen.object().name().equals(name));
    }

    private boolean isDue(String namespace, Collection<WatchedSet> place, Instant now) {
        Instant earliest = notBefore.getOrDefault(namespace, Instant.EPOCH);
        return place.stream().anyMatch(set -> set.due()
                .filter(since -> !since.plus(TOGETHER).isAfter(now))
                .filter(since -> !earliest.plus(set.cost().multipliedBy(REST_OF_THE_TIME))
                        .isAfter(now))
                .isPresent());
    }

    private void observed(Observation seen) {
        String namespace = state.take(seen);
        if (!begun) {
            return;
        }
        boolean watchedAlready = false;
        for (WatchedSet set : sets.getOrDefault(namespace, Map.of()).values()) {
            if (set.members().concerns(seen.object())) {
                set.add(seen);
            }
            watchedAlready |= seen.object().kind().equals(Kinds.STATEFUL_SET)
                    && set.subject().statefulSet().equals(seen.object().name());
        }
        if (seen.object().kind().equals(Kinds.STATEFUL_SET)
                && !watchedAlready
                && !seen.deleted()
                && which.include(seen.object())) {
            watch(seen, seen.at());
        }
    }

    private void watch(Observation first, Instant now) {
        WatchedSet set = new WatchedSet(first, now);
        Subject subject = set.subject();
        set.cut(window(set.members(), now));
        // Whatever was heard of before the set was is a part of its life all the same.
        Set<String> young = new HashSet<>();
        state.recent(subject.namespace()).stream()
                .filter(seen -> seen.change() == Change.ADDED)
                .forEach(seen -> young.add(seen.object().uid()));
        if (!young.isEmpty()) {
            set.cut(window(set.members(), now, young));
            state.recent(subject.namespace()).stream()
                    .filter(seen -> young.contains(seen.object().uid()))
                    .filter(seen -> set.members().concerns(seen.object()))
                    .forEach(set::add);
        }
        set.touch(now);
        sets.computeIfAbsent(subject.namespace(), any -> new TreeMap<>()).put(subject.statefulSet(), set);
    }

    private SetWindow window(SetMembership members, Instant now) {
        return window(members, now, Set.of());
    }

    /** A new window of a set: what is there now but for some objects, as if a recording had begun. */
    private SetWindow window(SetMembership members, Instant now, Set<String> without) {
        SetWindow window = new SetWindow(now);
        server.ifPresent(told -> window.add(new ServerVersion(Entry.UNPLACED, now, told.version())));
        hidden.forEach((kind, reason) -> window.add(new Gap(Entry.UNPLACED, now, kind, 0, reason)));
        state.in(members.namespace())
                .filter(seen -> !without.contains(seen.object().uid()))
                .filter(seen -> members.concerns(seen.object()))
                .forEach(seen -> window.add(Observation.of(Change.LISTED, seen.object(), now)));
        known.forEach(
                (kind, revision) -> window.add(new StreamProgress(Entry.UNPLACED, now, kind, revision)));
        window.opened();
        return window;
    }

    private void progressed(StreamProgress progress) {
        known.merge(progress.kind(), progress.revision(), Math::max);
        Relisting relisting = relisted.remove(progress.kind());
        if (relisting != null) {
            relisted(progress.kind(), relisting);
        }
        if (progress.kind().equals(Kinds.VOLUME)) {
            watched().forEach(set -> set.volumesKnown(progress.at()));
        }
    }

    private void relisted(String kind, Relisting relisting) {
        Map<String, List<Observation>> before = byNamespace(state.all(kind));
        Map<String, List<Observation>> after = byNamespace(relisting.listed().stream());
        state.replaced(kind, relisting.listed());
        if (!begun) {
            return;
        }
        int untouched = 0;
        int touched = 0;
        for (WatchedSet set : watched().toList()) {
            String namespace = set.subject().namespace();
            List<Observation> listed = concerning(set, after.getOrDefault(namespace, List.of()));
            Map<String, Long> then = versions(concerning(set, before.getOrDefault(namespace, List.of())).stream());
            // Events stay for an hour, so that the list has all that were missed.
            if (kind.equals(Kinds.EVENT)) {
                listed.stream()
                        .filter(seen -> then.getOrDefault(seen.object().uid(), 0L) < seen.resourceVersion())
                        .forEach(set::add);
            } else if (set.activity().rests() && then.equals(versions(listed.stream()))) {
                // Nothing was written to a set at rest: whatever had come and gone would have changed its status.
                untouched++;
            } else {
                touched++;
                set.add(relisting.gap());
                listed.forEach(set::add);
            }
        }
        relisting.listed().stream()
                .filter(seen -> kind.equals(Kinds.STATEFUL_SET) && which.include(seen.object()))
                .filter(seen -> !sets.getOrDefault(seen.object().namespace(), Map.of())
                        .containsKey(seen.object().name()))
                .forEach(seen -> watch(seen, seen.at()));
        if (!kind.equals(Kinds.EVENT)) {
            listener.accept(new Notice.Hole(
                    relisting.gap().at(),
                    Optional.empty(),
                    "changes of kind " + kind + " may have been missed: "
                            + relisting.gap().reason() + "; " + untouched + " sets at rest are as they were, " + touched
                            + " have a gap in their history"));
        }
    }

    private static Map<String, List<Observation>> byNamespace(Stream<Observation> seen) {
        return seen.collect(Collectors.groupingBy(each -> ClusterState.namespaceOf(each.object())));
    }

    private static List<Observation> concerning(WatchedSet set, List<Observation> seen) {
        return seen.stream()
                .filter(each -> set.members().concerns(each.object()))
                .toList();
    }

    private static Map<String, Long> versions(Stream<Observation> seen) {
        Map<String, Long> versions = new HashMap<>();
        seen.forEach(each -> versions.put(each.object().uid(), each.resourceVersion()));
        return versions;
    }

    /** Up to where every kind is known. What belongs to the whole cluster is known as far as the server told by itself. */
    private Fence fence(Map<ServedKind, Long> reached, Instant now) {
        long common = reached.entrySet().stream()
                .filter(each -> each.getKey() != ServedKind.EVENT)
                .mapToLong(Map.Entry::getValue)
                .min()
                .orElse(0);
        Map<String, Long> complete = new LinkedHashMap<>();
        complete.put(Gap.EVERY_KIND, common);
        Optional.ofNullable(reached.get(ServedKind.EVENT)).ifPresent(own -> complete.put(Kinds.EVENT, own));
        for (ServedKind kind : ServedKind.values()) {
            if (!kind.namespaced() && known.containsKey(kind.kind())) {
                complete.put(kind.kind(), Math.min(common, known.get(kind.kind())));
            }
        }
        return new Fence(Entry.UNPLACED, now, complete);
    }

    private SetActivity activity(WatchedSet set, Instant now) {
        String namespace = set.subject().namespace();
        return state.of(Kinds.STATEFUL_SET, namespace).stream()
                .filter(seen -> seen.object().name().equals(set.subject().statefulSet()))
                .findFirst()
                .map(seen -> explained(activity(set, seen), seen, set.members(), now))
                .orElse(SetActivity.GONE);
    }

    private SetActivity activity(WatchedSet set, Observation present) {
        Optional<String> uid = Optional.of(present.object().uid());
        String namespace = present.object().namespace();
        return SetActivity.of(
                present,
                state.of(Kinds.POD, namespace).stream()
                        .filter(pod -> pod.object().controllerUid().equals(uid))
                        .toList(),
                state.of(Kinds.CLAIM, namespace).stream()
                        .filter(claim -> set.members().concerns(claim.object()))
                        .toList());
    }

    // That something cannot be explained is no reason not to judge it.
    private SetActivity explained(SetActivity activity, Observation present, SetMembership members, Instant now) {
        try {
            return activity.explained(Explanation.of(objects.of(present, members, now)));
        } catch (RuntimeException failed) {
            LOG.warn("{} cannot be explained", present.object().qualifiedName(), failed);
            return activity;
        }
    }

    private Stream<WatchedSet> watched() {
        return sets.values().stream().flatMap(place -> place.values().stream());
    }
}
