package dev.holdfast.observer;

import dev.holdfast.cluster.ServedKind;
import dev.holdfast.guarantee.Guarantee;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.history.Change;
import dev.holdfast.history.Entry;
import dev.holdfast.history.Fence;
import dev.holdfast.history.Gap;
import dev.holdfast.history.History;
import dev.holdfast.history.Kinds;
import dev.holdfast.history.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A recorded history as an observer would have seen it: entry by entry, judged again and again, and cut where the set rests. */
public final class ObservedAgain {

    private final List<Notice> notices = new ArrayList<>();
    private final List<ClosedWindow> closed = new ArrayList<>();
    private final SetObserver observer;
    private final List<Entry> entries;
    private final long[] complete;
    private final long[] completeEvents;

    /**
     * Observes a history again.
     *
     * @param rest for how long a set must have rested for its history to be cut
     * @param step how often it is looked whether something has to be judged
     */
    public ObservedAgain(History history, Duration rest, Duration step) {
        this(history, rest, step, notice -> {});
    }

    /** The same, with somebody who hears of each notice. */
    public ObservedAgain(History history, Duration rest, Duration step, Consumer<Notice> listener) {
        observer = new SetObserver(
                new ObservedSets(Optional.empty(), Optional.empty(), SetSelector.ANY),
                new WindowLimits(rest, Long.MAX_VALUE, Long.MAX_VALUE),
                notice -> {
                    notices.add(notice);
                    listener.accept(notice);
                },
                closed::add,
                Map.of());
        entries = history.judged().entries();
        complete = complete(false);
        completeEvents = complete(true);
        run(step);
    }

    /** Of each guarantee that was judged broken at some time, what was seen. */
    public Map<String, String> broken() {
        Map<String, String> broken = new TreeMap<>();
        for (Notice notice : notices) {
            if (notice instanceof Notice.Finding finding) {
                broken.putIfAbsent(finding.guarantee().id(), finding.verdict().sentence());
            }
        }
        return broken;
    }

    /** The guarantees that were known to deviate in a window, or in the end. */
    public List<String> deviating() {
        return notices.stream()
                .filter(Notice.VerdictChange.class::isInstance)
                .map(Notice.VerdictChange.class::cast)
                .filter(change -> change.now() == Outcome.KNOWN_DEVIATION)
                .map(Notice.VerdictChange::guarantee)
                .map(Guarantee::id)
                .distinct()
                .toList();
    }

    public List<Notice> notices() {
        return notices;
    }

    public List<ClosedWindow> closed() {
        return closed;
    }

    public SetObserver observer() {
        return observer;
    }

    private void run(Duration step) {
        int begin = 0;
        while (begin < entries.size() && isFirst(entries.get(begin))) {
            observer.accept(entries.get(begin++));
        }
        Instant now = entries.isEmpty() ? Instant.EPOCH : entries.get(0).at();
        observer.begin(now);
        Instant looked = now;
        for (int i = begin; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            for (Instant next = looked.plus(step); next.isBefore(entry.at()); next = next.plus(step)) {
                looked = next;
                look(next, i);
            }
            if (!(entry instanceof Fence)) {
                observer.accept(entry);
            }
            now = now.isBefore(entry.at()) ? entry.at() : now;
        }
        look(now.plusSeconds(1), entries.size());
        look(now.plusSeconds(2), entries.size());
    }

    /** What every kind has reached when so many entries have come. */
    private void look(Instant now, int come) {
        for (String namespace : observer.due(now, Integer.MAX_VALUE)) {
            Map<ServedKind, Long> reached = new EnumMap<>(ServedKind.class);
            reached.put(ServedKind.POD, complete[come]);
            reached.put(ServedKind.EVENT, completeEvents[come]);
            observer.caughtUp(namespace, reached, now).forEach(Judging::run);
        }
        observer.tidy(now);
    }

    private static boolean isFirst(Entry entry) {
        return !(entry instanceof Gap) && (!(entry instanceof Observation seen) || seen.change() == Change.LISTED);
    }

    /** Before how many entries which revision is complete: nothing that came later is older. */
    private long[] complete(boolean events) {
        long[] complete = new long[entries.size() + 1];
        long least = Long.MAX_VALUE;
        complete[entries.size()] = least;
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i) instanceof Observation seen
                    && seen.change() != Change.LISTED
                    && seen.object().kind().equals(Kinds.EVENT) == events) {
                least = Math.min(least, seen.resourceVersion() - 1);
            }
            complete[i] = least;
        }
        return complete;
    }
}
