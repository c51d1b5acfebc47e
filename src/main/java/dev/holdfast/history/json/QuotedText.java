package dev.holdfast.history.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A text as it stands in JSON, which is recognized there eight bytes at a time. Immutable. */
final class QuotedText {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final String text;
    private final byte[] bytes;
    private final long[] words;
    /** The part of the first word that belongs to the text. */
    private final long mask;

    /**
     * Takes a text from bytes.
     *
     * @param text what they say
     * @param from the position of the first quotation mark
     * @param to the position after the last
     */
    QuotedText(String text, byte[] in, int from, int to) {
        this.text = text;
        this.bytes = Arrays.copyOfRange(in, from, to);
        this.words = new long[(bytes.length + Long.BYTES - 1) / Long.BYTES];
        byte[] padded = Arrays.copyOf(bytes, Math.max(bytes.length, Long.BYTES));
        for (int i = 0; i < words.length; i++) {
            words[i] = (long) LONG.get(padded, position(i));
        }
        this.mask = bytes.length < Long.BYTES ? (1L << (bytes.length * Byte.SIZE)) - 1 : -1L;
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
        if (other.length - from < Long.BYTES) {
            return Arrays.equals(bytes, 0, bytes.length, other, from, from + bytes.length);
        }
        for (int i = 0; i < words.length; i++) {
            if (words[i] != ((long) LONG.get(other, from + position(i)) & mask)) {
                return false;
            }
        }
        return true;
    }

    /** Two are equal when they are written alike: the same text may be written with or without escapes. */
    @Override
    public boolean equals(Object other) {
        return other == this || (other instanceof QuotedText quoted && Arrays.equals(bytes, quoted.bytes));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Where a word begins. The last one reaches back into the one before it, so that it ends where the text does. */
    private int position(int word) {
        return Math.max(0, Math.min(word * Long.BYTES, bytes.length - Long.BYTES));
    }
}
