package dev.holdfast.history.json;

import java.util.HashMap;
import java.util.Map;

/**
 * Keeps one of each value that occurs many times, since the states of an object repeat nearly all that they say. Belongs to one
 * thread.
 */
final class InternPool {
    /** Longer texts hardly occur twice. */
    private static final int SHORT = 128;

    private final QuotedText[] names;
    private final FieldName whole = new FieldName(new QuotedText("", new byte[0], 0, 0));
    private final QuotedText[] texts;
    private final Map<Object, Object> values = new HashMap<>();
    private final ValueCache cache;
    private final TimeParser times = new TimeParser();

    /**
     * Keeps nothing yet.
     *
     * @param places how many names, texts and larger values are recognized by their bytes at most; a power of two
     */
    InternPool(int places) {
        this.names = new QuotedText[places];
        this.texts = new QuotedText[places];
        this.cache = new ValueCache(places);
    }

    /** Recognizes values. */
    ValueCache cache() {
        return cache;
    }

    /** Reads points in time. */
    TimeParser times() {
        return times;
    }

    /** Stands for the name of what is no field of anything. */
    FieldName whole() {
        return whole;
    }

    /** The first value that was equal to this one. */
    @SuppressWarnings("unchecked") // equal values of these classes are of the same class
    <T> T one(T value) {
        Object first = values.putIfAbsent(value, value);
        return first == null ? value : (T) first;
    }

    /** The text from its first quotation mark to after its last. */
    QuotedText text(byte[] bytes, int from, int to) {
        if (to - from > SHORT) {
            return new QuotedText(one(Scalars.string(bytes, from + 1, to - 1)), bytes, from, to);
        }
        int place = place(bytes, from, to);
        QuotedText last = texts[place];
        if (last == null || last.length() != to - from || !last.isAt(bytes, from, to)) {
            last = new QuotedText(one(Scalars.string(bytes, from + 1, to - 1)), bytes, from, to);
            texts[place] = last;
        }
        return last;
    }

    /** The name of a field, from its first quotation mark to after its last. */
    QuotedText name(byte[] bytes, int from, int to) {
        int place = place(bytes, from, to);
        QuotedText last = names[place];
        if (last == null || last.length() != to - from || !last.isAt(bytes, from, to)) {
            // Whoever compares the text with a constant is done at once when it is the same object.
            last = new QuotedText(Scalars.string(bytes, from + 1, to - 1).intern(), bytes, from, to);
            names[place] = last;
        }
        return last;
    }

    private int place(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        return (hash ^ (hash >>> 15)) & (texts.length - 1);
    }
}
