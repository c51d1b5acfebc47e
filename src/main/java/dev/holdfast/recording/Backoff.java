package dev.holdfast.recording;

import java.time.Duration;

/** How fast to try again: at once after something that worked, more and more slowly after what did not. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    /** A connection that was held this long was a good one. */
    private static final Duration HELD = Duration.ofMillis(500);

    private int failures;
    private long connectedAt;

    /** A connection is there, but has not shown yet that it is good for anything. */
    void connected() {
        connectedAt = System.nanoTime();
    }

    /** Something was sent on it. */
    void worked() {
        failures = 0;
    }

    /** The connection ended. */
    void ended() {
        if (System.nanoTime() - connectedAt > HELD.toNanos()) {
            failures = 0;
        }
    }

    /** {@return how long to wait before trying again, in milliseconds} */
    long pause() {
        long pause = failures == 0 ? 0 : FIRST.toMillis() << Math.min(failures - 1, 10);
        failures++;
        return Math.min(pause, LONGEST.toMillis());
    }
}
