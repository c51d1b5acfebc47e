package dev.holdfast.observer;

import dev.holdfast.cluster.ServedKind;
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
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Sorts what happens on a cluster by the sets that it concerns, and says which of them have to be judged. Knows no threads and no
 * clock: whoever calls it says what time it is. Safe for use by many threads.
 */
public final class SetObserver implements Consumer<Entry> {

    /** So long after a set is gone and nothing happens in its place any more it is forgotten. */
    private static final Duration GONE = Duration.ofSeconds(60);

    private final ObservedSets which;
    private final WindowLimits limits;
    private final Consumer<Notice> listener;
    private final Consumer<ClosedWindow> closed;
    private final ClusterState state = new ClusterState();
    private final CurrentActivity activities;
    private final WindowOpening opening;
    private final JudgingSchedule schedule = new JudgingSchedule();
    private final Map<String, Map<String, WatchedSet>> sets = new TreeMap<>();
    private final Map<String, Relisting> relisted = new HashMap<>();
    private final Map<Outcome, Integer> forgotten = new EnumMap<>(Outcome.class);
    private boolean begun;
    private long entries;

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
        Map<String, String> reasons = new TreeMap<>();
        hidden.forEach((kind, reason) -> reasons.put(kind.kind(), reason));
        this.activities = new CurrentActivity(state, new WatchedObjects(state, reasons));
        this.opening = new WindowOpening(state, reasons);
    }

    /** Takes what happened next. */
    @Override
    public synchronized void accept(Entry entry) {
        entries++;
        if (entry instanceof Observation seen) {
            if (isOfOthers(seen)) {
                return;
            }
            Relisting relisting = relisted.get(seen.object().kind());
            if (relisting != null && seen.change() == Change.LISTED) {
                relisting.add(seen);
            } else {
                observed(seen);
            }
        } else if (entry instanceof StreamProgress progress) {
            progressed(progress);
        } else if (entry instanceof Gap gap) {
            relisted.put(gap.kind(), new Relisting(gap));
        } else if (entry instanceof ServerVersion version) {
            opening.serves(version);
        }
    }

    /** What other observers look at is not kept. A volume is: it may have been a claim's in one of this one's namespaces. */
    private boolean isOfOthers(Observation seen) {
        return !seen.object().kind().equals(Kinds.VOLUME)
                && !which.share().contains(ClusterState.namespaceOf(seen.object()));
    }

    /** Everything that was there when the recording began has been taken by now. */
    public synchronized void begin(Instant now) {
        begun = true;
        state.forgetEventsOfGonePods();
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
    public void look(Instant now) {
        // Between two sets others have their turn: there can be thousands.
        for (WatchedSet set : restless()) {
            look(set, now);
        }
    }

    private synchronized List<WatchedSet> restless() {
        return watched().filter(set -> !set.activity().rests()).toList();
    }

    private synchronized void look(WatchedSet set, Instant now) {
        if (set.does(activities.of(set, now), now)) {
            listener.accept(new Notice.StateChange(now, set.subject(), set.activity()));
        }
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
        return schedule.due(sets, now, most);
    }

    /** {@return whether something has to be judged, or is being judged} */
    public synchronized boolean isBusy() {
        return schedule.isAsking() || watched().anyMatch(WatchedSet::pending);
    }

    /**
     * Everything that had happened in a namespace was taken.
     *
     * @param reached up to which revision, by kind
     * @return what is to be judged now
     */
    public synchronized List<Judging> caughtUp(String namespace, Map<ServedKind, Long> reached, Instant now) {
        schedule.answered(namespace, now);
        Fence fence = opening.fence(reached, now);
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
        schedule.failed(namespace, now);
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
        schedule.keep(sets.keySet());
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
        look(set, now);
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
        set.cut(opening.window(set.members(), now, Set.of()));
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
        set.cut(opening.window(set.members(), now, Set.of()));
        // Whatever was heard of before the set was is a part of its life all the same.
        Set<String> young = new HashSet<>();
        state.recent(subject.namespace()).stream()
                .filter(seen -> seen.change() == Change.ADDED)
                .forEach(seen -> young.add(seen.object().uid()));
        if (!young.isEmpty()) {
            set.cut(opening.window(set.members(), now, young));
            state.recent(subject.namespace()).stream()
                    .filter(seen -> young.contains(seen.object().uid()))
                    .filter(seen -> set.members().concerns(seen.object()))
                    .forEach(set::add);
        }
        set.touch(now);
        sets.computeIfAbsent(subject.namespace(), any -> new TreeMap<>()).put(subject.statefulSet(), set);
    }

    private void progressed(StreamProgress progress) {
        opening.progressed(progress);
        Relisting relisting = relisted.remove(progress.kind());
        if (relisting != null) {
            relisted(relisting);
        }
        if (progress.kind().equals(Kinds.VOLUME)) {
            watched().forEach(set -> set.volumesKnown(progress.at()));
        }
    }

    private void relisted(Relisting relisting) {
        Optional<Notice> missed = relisting.complete(state, watched().toList());
        if (begun) {
            relisting.listed().stream()
                    .filter(seen -> seen.object().kind().equals(Kinds.STATEFUL_SET) && which.include(seen.object()))
                    .filter(seen -> !sets.getOrDefault(seen.object().namespace(), Map.of())
                            .containsKey(seen.object().name()))
                    .forEach(seen -> watch(seen, seen.at()));
            missed.ifPresent(listener);
        }
    }

    private Stream<WatchedSet> watched() {
        return sets.values().stream().flatMap(place -> place.values().stream());
    }
}
