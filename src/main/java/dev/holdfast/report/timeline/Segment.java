package dev.holdfast.report.timeline;

/**
 * A stretch of one object's life in which its state, as it is drawn, did not change.
 *
 * @param state what it was
 * @param from when it began, in seconds
 * @param to when it ended, in seconds
 * @param index the entry that began it
 * @param resourceVersion the object's at that entry
 * @param text what else is worth saying while it lasts; may be empty
 */
public record Segment(DrawnState state, double from, double to, long index, long resourceVersion, String text) {}
