package dev.holdfast.history.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Recognizes values that were there before by their bytes, since the states of an object repeat nearly all that they say: to
 * compare bytes takes a fraction of the time that it takes to walk through them, even only to find where they end. Belongs to one
 * thread.
 */
final class ValueCache {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** So many bytes tell most values apart. */
    private static final int TELLING = 128;

    private final Value[] values;

    /**
     * Knows nothing yet.
     *
     * @param places how many values it remembers at most; a power of two
     */
    ValueCache(int places) {
        this.values = new Value[places];
    }

    /** The known value that begins there; null when there is none. Only of objects, arrays and texts, which tell their own end. */
    Value at(byte[] bytes, int from, int limit) {
        Value value = values[place(bytes, from, limit)];
        return value != null && value.isAt(bytes, from, limit) ? value : null;
    }

    /**
     * Remembers a value.
     *
     * @param limit as {@link #at} will be told
     */
    Value remember(byte[] bytes, int from, int end, int limit) {
        Value value = new Value(Arrays.copyOfRange(bytes, from, end));
        values[place(bytes, from, limit)] = value;
        return value;
    }

    private int place(byte[] bytes, int from, int limit) {
        long hash = 0;
        for (int i = from, last = Math.min(limit, from + TELLING) - Long.BYTES; i <= last; i += Long.BYTES) {
            hash = (hash ^ (long) LONG.get(bytes, i)) * SPREAD;
            hash ^= hash >>> 32;
        }
        return (int) hash & (values.length - 1);
    }

    /** A value that is known, and what it was last read as. */
    static final class Value {
        private final byte[] bytes;
        private Object read;

        private Value(byte[] bytes) {
            this.bytes = bytes;
        }

        /** In bytes. */
        int length() {
            return bytes.length;
        }

        /** Whether it was last read as that. */
        boolean isRead(Class<?> type) {
            return type.isInstance(read);
        }

        /** What it was last read as. */
        Object read() {
            return read;
        }

        /** Remembers what it was read as. */
        void read(Object result) {
            read = result;
        }

        private boolean isAt(byte[] other, int from, int limit) {
            int end = from + bytes.length;
            return end <= limit && Arrays.equals(bytes, 0, bytes.length, other, from, end);
        }
    }
}
