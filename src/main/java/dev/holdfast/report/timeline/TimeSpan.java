package dev.holdfast.report.timeline;

/**
 * A stretch of a recording.
 *
 * @param from when it begins, in seconds
 * @param to when it ends, in seconds; not before it begins
 */
public record TimeSpan(double from, double to) {

    /** {@return whether a moment is in it} */
    public boolean contains(double at) {
        return from <= at && at <= to;
    }

    /** {@return how long it is, in seconds} */
    public double seconds() {
        return to - from;
    }
}
