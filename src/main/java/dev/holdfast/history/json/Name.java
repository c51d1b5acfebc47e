package dev.holdfast.history.json;

import java.util.HashMap;
import java.util.Map;

/**
 * The name of a field at its place in an object, with what it had as its value, and which others came after it: the states of an
 * object say nearly the same in the same order, so that what comes next need only be compared. Belongs to one thread.
 */
final class Name {
    private final Quoted quoted;
    private final Map<String, Name> inside = new HashMap<>(4);
    private final Map<String, Name> apart = new HashMap<>(4);
    private Name next;
    private Name inner;
    private Quoted value;

    Name(Quoted quoted) {
        this.quoted = quoted;
    }

    String text() {
        return quoted.text();
    }

    /** In bytes, with the quotation marks. */
    int length() {
        return quoted.length();
    }

    /** Whether these bytes begin with it. */
    boolean isAt(byte[] other, int from, int limit) {
        return quoted.isAt(other, from, limit);
    }

    /** The name of a field inside the value of this one. */
    Name inside(Quoted name) {
        return inside.computeIfAbsent(name.text(), any -> new Name(name));
    }

    /** The same name where the object is of a sort of its own, so that what others have there tells nothing. */
    Name apart(String sort) {
        return apart.computeIfAbsent(sort, any -> new Name(quoted));
    }

    /** The name that came after it the last time; null at first. */
    Name next() {
        return next;
    }

    void next(Name name) {
        next = name;
    }

    /** The first name in the value of this field the last time; null at first. */
    Name inner() {
        return inner;
    }

    void inner(Name name) {
        inner = name;
    }

    /** The text that the field had the last time; null at first. */
    Quoted value() {
        return value;
    }

    void value(Quoted text) {
        value = text;
    }
}
