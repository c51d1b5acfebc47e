package dev.holdfast.simulation;

import java.time.Instant;

/** The clock of the one machine on which everything of the simulation runs. */
final class SimulatedClock {
    private long millis = Instant.parse("2026-11-25T21:21:39.400Z").toEpochMilli();

    long millis() {
        return millis;
    }

    long second() {
        return millis / 1000;
    }

    Instant now() {
        return Instant.ofEpochMilli(millis);
    }

    void advance(long by) {
        millis += by;
    }
}
