package dev.holdfast.report.page;

import java.util.Locale;

/** Durations as all of the reports show them. */
public final class Seconds {

    private Seconds() {}

    private static final double MINUTE = 60;
    /** What is rounded to a minute is one. */
    private static final double ALMOST = MINUTE - 0.05;

    /** {@return a duration with as many digits as are worth reading: {@code 0.1 s}, {@code 12.3 s}, {@code 2 min 5 s}} */
    public static String of(double seconds) {
        if (seconds < ALMOST) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole / 60 + " min " + whole % 60 + " s";
    }

    /** {@return a position on a timeline: always three digits, so that columns align} */
    public static String at(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }
}
