package dev.holdfast.history.json;

import java.util.HashMap;
import java.util.Map;

/**
 * The name of a field at its place in an object, with what it had as its value, and which others came after it: the states of an
 * object say nearly the same in the same order, so that what comes next need only be compared. Belongs to one thread.
 */
final class FieldName {
    private final QuotedText quoted;
    private final Map<QuotedText, FieldName> inside = new HashMap<>(4);
    private final Map<String, FieldName> apart = new HashMap<>(4);
    private FieldName next;
    private FieldName inner;
    private QuotedText value;

    FieldName(QuotedText quoted) {
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

    /** The name of a field inside the value of this one, as it is written there. */
    FieldName inside(QuotedText name) {
        return inside.computeIfAbsent(name, any -> new FieldName(name));
    }

    /** The same name where the object is of a sort of its own, so that what others have there tells nothing. */
    FieldName apart(String sort) {
        return apart.computeIfAbsent(sort, any -> new FieldName(quoted));
    }

    /** The name that came after it the last time; null at first. */
    FieldName next() {
        return next;
    }

    void next(FieldName name) {
        next = name;
    }

    /** The first name in the value of this field the last time; null at first. */
    FieldName inner() {
        return inner;
    }

    void inner(FieldName name) {
        inner = name;
    }

    /** The text that the field had the last time; null at first. */
    QuotedText value() {
        return value;
    }

    void value(QuotedText text) {
        value = text;
    }
}
