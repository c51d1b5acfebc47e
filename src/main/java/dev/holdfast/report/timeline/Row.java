package dev.holdfast.report.timeline;

import java.util.List;
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
 * @param author who wrote it, as one phrase; empty when nobody is on record for it
 * @param changes the fields that are not as they were in the state before; of the first state of an object those that differ
 *     from the last one of that name, or all of them, but only where a verdict names this entry
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
        String author,
        List<FieldChange> changes,
        boolean evidence) {

    /** Copies the changes. */
    public Row {
        changes = List.copyOf(changes);
    }

    /** {@return the first letters of the uid} */
    public String shortUid() {
        return uid.length() > 8 ? uid.substring(0, 8) : uid;
    }

    /** {@return what happened to what, as one phrase: {@code Pod web-1 changed}} */
    public String phrase() {
        String object = kind + " " + name;
        return switch (change) {
            case "ADDED" -> object + " created";
            case "MODIFIED" -> object + " changed";
            case "DELETED" -> object + " gone";
            case "LISTED" -> object + " was there";
            default -> text;
        };
    }

    /** {@return whether it is a state of an object, and not something that was done or read} */
    public boolean state() {
        return !resourceVersion.isEmpty();
    }

    /** {@return the sort of entry as one word in lower case} */
    public String style() {
        return change.toLowerCase(Locale.ROOT);
    }
}
