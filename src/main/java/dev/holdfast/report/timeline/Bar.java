package dev.holdfast.report.timeline;

import java.util.List;

/**
 * One object, from its first appearance to its end: one uid.
 *
 * @param name the object's name
 * @param uid the object's uid
 * @param from when it begins, in seconds
 * @param to when it ends, in seconds
 * @param begun whether its creation was seen; else it was there when the recording began
 * @param gone whether its deletion was seen; else it lasted until the recording ended
 * @param segments its life without holes, at least one segment
 */
public record Bar(
        String name, String uid, double from, double to, boolean begun, boolean gone, List<Segment> segments) {
    /** Copies the segments. */
    public Bar {
        segments = List.copyOf(segments);
    }

    /** {@return the first letters of the uid, as people compare uids} */
    public String shortUid() {
        return uid.length() > 8 ? uid.substring(0, 8) : uid;
    }
}
