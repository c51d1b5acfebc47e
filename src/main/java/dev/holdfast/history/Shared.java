package dev.holdfast.history;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps one of each value that occurs many times, since the states of an object repeat nearly all that they say. Belongs to one
 * thread.
 */
final class Shared {
    /** Longer texts hardly occur twice. */
    private static final int SHORT = 128;

    private final Name[] names;
    private final Name whole = new Name("", new byte[0]);
    private final String[] texts;
    private final byte[][] textBytes;
    private final Map<Object, Object> values = new HashMap<>();
    private final Known known;

    /**
     * Keeps nothing yet.
     *
     * @param places how many names, texts and larger values are recognized by their bytes at most; a power of two
     */
    Shared(int places) {
        this.names = new Name[places];
        this.texts = new String[places];
        this.textBytes = new byte[places][];
        this.known = new Known(places);
    }

    /** Recognizes values. */
    Known known() {
        return known;
    }

    /** Stands for the name of what is no field of anything. */
    Name whole() {
        return whole;
    }

    /** The first value that was equal to this one. */
    @SuppressWarnings("unchecked") // equal values of these classes are of the same class
    <T> T one(T value) {
        Object first = values.putIfAbsent(value, value);
        return first == null ? value : (T) first;
    }

    /** The text whose quotation marks lie before and after these bytes. */
    String text(byte[] bytes, int from, int to) {
        if (to - from > SHORT) {
            return one(Json.string(bytes, from, to));
        }
        int place = place(bytes, from, to);
        byte[] last = textBytes[place];
        if (last == null || !Arrays.equals(last, 0, last.length, bytes, from, to)) {
            texts[place] = one(Json.string(bytes, from, to));
            textBytes[place] = Arrays.copyOfRange(bytes, from, to);
        }
        return texts[place];
    }

    /** The name of a field, from its first quotation mark to after its last. */
    Name name(byte[] bytes, int from, int to) {
        int place = place(bytes, from, to);
        Name last = names[place];
        if (last == null || last.length() != to - from || !last.isAt(bytes, from, to)) {
            // Whoever compares the text with a constant is done at once when it is the same object.
            String text = Json.string(bytes, from + 1, to - 1).intern();
            names[place] = new Name(text, Arrays.copyOfRange(bytes, from, to));
        }
        return names[place];
    }

    private int place(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        return (hash ^ (hash >>> 15)) & (texts.length - 1);
    }

    /** The name of a field, and which others came after it, since they nearly always come in the same order. */
    static final class Name {
        private final String text;
        private final byte[] bytes;
        private Name next;
        private Name inner;

        private Name(String text, byte[] bytes) {
            this.text = text;
            this.bytes = bytes;
        }

        String text() {
            return text;
        }

        /** In bytes, with the quotation marks. */
        int length() {
            return bytes.length;
        }

        /** Whether these bytes begin with it. */
        boolean isAt(byte[] other, int from, int limit) {
            if (limit - from < bytes.length) {
                return false;
            }
            for (int i = 0; i < bytes.length; i++) {
                if (other[from + i] != bytes[i]) {
                    return false;
                }
            }
            return true;
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
    }
}
