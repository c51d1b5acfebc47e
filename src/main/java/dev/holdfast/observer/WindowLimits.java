package dev.holdfast.observer;

import java.time.Duration;

/**
 * When the history of a set is cut.
 *
 * @param rest for how long a set must have rested and nothing must have happened to it
 * @param characters so long may the texts of its objects be, all together: a set that never rests is cut there
 * @param all so long may those of all sets be: the longest history is cut there
 */
public record WindowLimits(Duration rest, long characters, long all) {

    private static final int PART_OF_THE_MEMORY = 3;

    /** Enough for some thousand states of pods of the usual size for each set, and for all of them a part of the memory. */
    public static final WindowLimits USUAL = new WindowLimits(
            Duration.ofSeconds(30), 48 << 20, Runtime.getRuntime().maxMemory() / PART_OF_THE_MEMORY);
}
