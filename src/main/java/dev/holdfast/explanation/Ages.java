package dev.holdfast.explanation;

import java.time.Duration;
import java.time.Instant;

/** How long something has lasted, in words for people. */
public final class Ages {

    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;

    private Ages() {}

    /**
     * How long it has lasted.
     *
     * @param since when it began
     * @param at what time it is
     * @return as {@code 40 s}, {@code 4 min}, {@code 2 h 5 min} or {@code 3 d}
     */
    public static String words(Instant since, Instant at) {
        return words(Duration.between(since, at));
    }

    /** {@return the same of a duration; a negative one, which clocks that differ make, is none} */
    public static String words(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 2 * MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + " min";
        }
        if (seconds < 2 * DAY) {
            long minutes = seconds % HOUR / MINUTE;
            return seconds / HOUR + " h" + (minutes == 0 ? "" : " " + minutes + " min");
        }
        return seconds / DAY + " d";
    }
}
