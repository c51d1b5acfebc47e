package dev.holdfast.report.timeline;

import java.util.Locale;

/**
 * One entry of the history in words.
 *
 * @param index its position in the history
 * @param at when it arrived, in seconds
 * @param resourceVersion the object's, or empty for what was no object
 * @param change what was told of the object ({@code ADDED} and so on), or what else the entry is
 * @param kind the object's kind, or what was done or read
 * @param name the object's name, or what it was done to
 * @param uid the object's uid, or empty
 * @param text what it was like and what was new about it
 * @param evidence whether a verdict names this entry
 */
public record Row(
        long index,
        double at,
        String resourceVersion,
        String change,
        String kind,
        String name,
        String uid,
        String text,
        boolean evidence) {

    /** {@return the first letters of the uid} */
    public String shortUid() {
        return uid.length() > 8 ? uid.substring(0, 8) : uid;
    }

    /** {@return the sort of entry as one word in lower case} */
    public String style() {
        return change.toLowerCase(Locale.ROOT);
    }
}
