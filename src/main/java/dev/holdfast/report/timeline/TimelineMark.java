package dev.holdfast.report.timeline;

/**
 * A moment that is no object's state.
 *
 * @param sort what happened
 * @param at when, in seconds
 * @param index the entry
 * @param text what happened, in words
 */
public record TimelineMark(Sort sort, double at, long index, String text) {

    /** What a mark stands for. */
    public enum Sort {
        /** The scenario did something. */
        ACTION,
        /** Something was read outside of the API. */
        READING,
        /** From here on, events may be missing. */
        GAP
    }
}
