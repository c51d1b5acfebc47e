package dev.holdfast.audit;

import dev.holdfast.history.AuditedRequest.Revisions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Between which revisions a request wrote the answer to which does not tell it. What was answered before it came has a lower
 * revision than what it wrote; what came after it was answered has a higher one.
 */
final class RevisionBounds {
    private final Instant[] completed;
    private final long[] highest;
    private final Instant[] received;
    private final long[] lowest;
    /** The highest revision that was placed of what was answered by a time. */
    private final NavigableMap<Instant, Long> placed = new TreeMap<>();

    private final NavigableSet<Long> known = new TreeSet<>();
    /** What was placed, by namespace and kind: what was placed elsewhere may be wrong, and must not take a place from what is sure. */
    private final Map<String, Map<String, NavigableSet<Long>>> guessed = new HashMap<>();

    /** Bounds by these writes, the versions of which are known. */
    RevisionBounds(List<Write> writes) {
        List<Write> sorted = new ArrayList<>(writes);
        int size = sorted.size();
        completed = new Instant[size];
        highest = new long[size];
        received = new Instant[size];
        lowest = new long[size];
        sorted.sort(Comparator.comparing(write -> write.record().completed()));
        long high = 0;
        for (int i = 0; i < size; i++) {
            high = Math.max(high, sorted.get(i).version());
            completed[i] = sorted.get(i).record().completed();
            highest[i] = high;
            known.add(sorted.get(i).version());
        }
        sorted.sort(Comparator.comparing(write -> write.record().received()));
        long low = Long.MAX_VALUE;
        for (int i = size - 1; i >= 0; i--) {
            low = Math.min(low, sorted.get(i).version());
            received[i] = sorted.get(i).record().received();
            lowest[i] = low;
        }
    }

    /** Narrows a range, which is certain, as far as the times of other requests allow; the clocks of several servers may differ. */
    Revisions narrow(AuditRecord request, Revisions range) {
        long after = Math.max(range.after(), Math.max(after(request), afterPlaced(request)));
        long before = Math.min(range.before(), before(request));
        return after + 1 < before ? new Revisions(after, before) : range;
    }

    /** The last revision that was written before the request came. */
    private long after(AuditRecord request) {
        int before = countBefore(completed, request.received(), false);
        return before == 0 ? 0 : highest[before - 1];
    }

    /** The first revision that was written after the request was answered. */
    private long before(AuditRecord request) {
        int from = countBefore(received, request.completed(), true);
        return from == received.length ? Long.MAX_VALUE : lowest[from];
    }

    /** How many of the sorted times are earlier than one, or the same. */
    private static int countBefore(Instant[] times, Instant time, boolean orSame) {
        int low = 0;
        int high = times.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = times[middle].compareTo(time);
            if (order < 0 || (orSame && order == 0)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether something else is known, or placed in the namespace, that was written in a range, so that its order is not certain. */
    boolean isOpen(ObjectLife life, Revisions range) {
        return isIn(known, range)
                || guessed.getOrDefault(life.namespace(), Map.of()).values().stream()
                        .anyMatch(versions -> isIn(versions, range));
    }

    private static boolean isIn(NavigableSet<Long> versions, Revisions range) {
        Long next = versions.higher(range.after());
        return next != null && next < range.before();
    }

    /** The last revision of a range that nothing else has. */
    long lastFree(ObjectLife life, Revisions range) {
        long place = range.before() - 1;
        while (isTaken(life, place) && place - 1 > range.after()) {
            place--;
        }
        guesses(life).add(place);
        return place;
    }

    private boolean isTaken(ObjectLife life, long version) {
        return known.contains(version) || guesses(life).contains(version);
    }

    private NavigableSet<Long> guesses(ObjectLife life) {
        return guessed.computeIfAbsent(life.namespace(), any -> new HashMap<>())
                .computeIfAbsent(life.kind(), any -> new TreeSet<>());
    }

    private long afterPlaced(AuditRecord request) {
        Map.Entry<Instant, Long> before = placed.lowerEntry(request.received());
        return before == null ? 0 : before.getValue();
    }

    /**
     * A revision in a range that nothing else of the kind has in the namespace, as early as there is one. Where all are taken, by
     * guesses of which at least one is wrong, it is the nearest one that the object itself allows.
     *
     * @param narrowed where it was written
     * @param range where the object can have been written at all
     */
    long place(ObjectLife life, AuditRecord request, Revisions narrowed, Revisions range) {
        long place = free(life, narrowed)
                .orElseGet(() -> free(life, new Revisions(narrowed.before() - 1, range.before()))
                        .orElseGet(() -> lastFree(life, new Revisions(range.after(), narrowed.after() + 1))));
        guesses(life).add(place);
        noteAnswered(request.completed(), place);
        return place;
    }

    /** No time has a lower revision than one before it. */
    private void noteAnswered(Instant time, long place) {
        Map.Entry<Instant, Long> before = placed.floorEntry(time);
        long highest = before == null ? place : Math.max(place, before.getValue());
        placed.put(time, highest);
        for (Map.Entry<Instant, Long> later : placed.tailMap(time, false).entrySet()) {
            if (later.getValue() >= highest) {
                break;
            }
            later.setValue(highest);
        }
    }

    private OptionalLong free(ObjectLife life, Revisions range) {
        long place = range.after() + 1;
        while (isTaken(life, place)) {
            place++;
        }
        return place < range.before() ? OptionalLong.of(place) : OptionalLong.empty();
    }
}
