package dev.holdfast.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** A clock by which a history could have been written down: what happened is the same, when it happened is not. */
public enum Clock {
    /** Each entry a little later than the one before. */
    RIGHT,
    /** All entries at one moment. */
    STANDING,
    /** Each entry seconds later than the one before. */
    SLOW,
    /** Each entry earlier than the one before. */
    BACKWARDS,
    /** Entries days apart, before and after each other as it comes. */
    LEAPING;

    private static final Instant BEGIN = Instant.parse("2026-11-23T12:00:00Z");

    /** The same history by this clock. */
    public History retell(History history) {
        List<Entry> entries = history.entries().stream().map(this::retell).toList();
        return History.of(entries);
    }

    /** The same entry by this clock. */
    Entry retell(Entry entry) {
        return retell(entry, Duration.ZERO);
    }

    /** The same entry by this clock, so much later. */
    Entry retell(Entry entry, Duration later) {
        Instant at = time(entry.index()).plus(later);
        if (entry instanceof Observation o) {
            return new Observation(o.index(), at, o.change(), o.object(), o.request());
        } else if (entry instanceof Action a) {
            return new Action(
                    a.index(), at, a.description(), a.verb(), a.kind(), a.namespace(), a.name(), a.uid(), a.details());
        } else if (entry instanceof Response a) {
            return new Response(a.index(), at, (Action) retell(a.request()), a.code(), a.body());
        } else if (entry instanceof ExternalRead r) {
            return new ExternalRead(r.index(), at, r.what(), r.subject(), r.uid(), r.values());
        } else if (entry instanceof Gap g) {
            return new Gap(g.index(), at, g.kind(), g.since(), g.reason());
        } else if (entry instanceof Bookkeeping) {
            return entry;
        }
        throw new IllegalStateException("unknown entry");
    }

    /** What it shows at an entry. */
    Instant time(long index) {
        return switch (this) {
            case RIGHT -> BEGIN.plusMillis(index * 10);
            case SLOW -> BEGIN.plusSeconds(index * 2);
            case STANDING -> BEGIN;
            case BACKWARDS -> BEGIN.minusMillis(index * 10);
            case LEAPING -> BEGIN.plus(Duration.ofMinutes(new Random(index * 7919).nextInt(-20_000, 20_000)));
        };
    }
}
