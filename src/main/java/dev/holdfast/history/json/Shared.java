package dev.holdfast.history.json;

import java.util.HashMap;
import java.util.Map;

/**
 * Keeps one of each value that occurs many times, since the states of an object repeat nearly all that they say. Belongs to one
 * thread.
 */
public final class Shared {
    /** Longer texts hardly occur twice. */
    private static final int SHORT = 128;

    private final Quoted[] names;
    private final Name whole = new Name(new Quoted("", new byte[0], 0, 0));
    private final Quoted[] texts;
    private final Map<Object, Object> values = new HashMap<>();
    private final Known known;
    private final Times times = new Times();

    /**
     * Keeps nothing yet.
     *
     * @param places how many names, texts and larger values are recognized by their bytes at most; a power of two
     */
    public Shared(int places) {
        this.names = new Quoted[places];
        this.texts = new Quoted[places];
        this.known = new Known(places);
    }

    /** Recognizes values. */
    Known known() {
        return known;
    }

    /** Reads points in time. */
    Times times() {
        return times;
    }

    /** Stands for the name of what is no field of anything. */
    Name whole() {
        return whole;
    }

    /** The first value that was equal to this one. */
    @SuppressWarnings("unchecked")
    public // equal values of these classes are of the same class
    <T> T one(T value) {
        Object first = values.putIfAbsent(value, value);
        return first == null ? value : (T) first;
    }

    /** The text from its first quotation mark to after its last. */
    Quoted text(byte[] bytes, int from, int to) {
        if (to - from > SHORT) {
            return new Quoted(one(Json.string(bytes, from + 1, to - 1)), bytes, from, to);
        }
        int place = place(bytes, from, to);
        Quoted last = texts[place];
        if (last == null || last.length() != to - from || !last.isAt(bytes, from, to)) {
            last = new Quoted(one(Json.string(bytes, from + 1, to - 1)), bytes, from, to);
            texts[place] = last;
        }
        return last;
    }

    /** The name of a field, from its first quotation mark to after its last. */
    Quoted name(byte[] bytes, int from, int to) {
        int place = place(bytes, from, to);
        Quoted last = names[place];
        if (last == null || last.length() != to - from || !last.isAt(bytes, from, to)) {
            // Whoever compares the text with a constant is done at once when it is the same object.
            last = new Quoted(Json.string(bytes, from + 1, to - 1).intern(), bytes, from, to);
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
