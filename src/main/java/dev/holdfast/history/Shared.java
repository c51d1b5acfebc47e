package dev.holdfast.history;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/**
 * Keeps one of each value that occurs many times, since the states of an object repeat nearly all that they say. Belongs to one
 * thread.
 */
final class Shared {
    /** What was read of an object is read again in its next states, not much later: beyond this many, all is forgotten. */
    private static final int REMEMBERED = 4096;

    private static final int NAMES = 1 << 12;

    private final String[] names = new String[NAMES];
    private final byte[][] nameBytes = new byte[NAMES][0];
    private final Map<Object, Object> values = new HashMap<>();
    private final Map<Slice, Object> read = new HashMap<>();
    private final CRC32C checksum = new CRC32C();
    private final Extent extent = new Extent();

    /** Tells how far values reach. */
    Extent extent() {
        return extent;
    }

    /** The first value that was equal to this one. */
    @SuppressWarnings("unchecked") // equal values of these classes are of the same class
    <T> T one(T value) {
        Object known = values.putIfAbsent(value, value);
        return known == null ? value : (T) known;
    }

    /** The name of a field, which lies between two positions. There are few names, so each has a place of its own, or nearly so. */
    String name(byte[] bytes, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        int place = (hash ^ (hash >>> 12)) & (NAMES - 1);
        byte[] known = nameBytes[place];
        if (names[place] == null || !Arrays.equals(known, 0, known.length, bytes, from, to)) {
            names[place] = Json.string(bytes, from, to);
            nameBytes[place] = Arrays.copyOfRange(bytes, from, to);
        }
        return names[place];
    }

    /** What a reader makes of some bytes; it is asked only once for the same bytes. */
    <T> T once(Class<T> type, byte[] bytes, int from, int to, Supplier<T> reader) {
        checksum.reset();
        checksum.update(bytes, from, to - from);
        int hash = (int) checksum.getValue();
        Object known = read.get(new Slice(type, bytes, from, to, hash));
        if (known != null) {
            return type.cast(known);
        }
        T value = reader.get();
        if (read.size() >= REMEMBERED) {
            read.clear();
        }
        byte[] own = Arrays.copyOfRange(bytes, from, to);
        read.put(new Slice(type, own, 0, own.length, hash), value);
        return value;
    }

    /** Some bytes, and as what they were read. */
    private static final class Slice {
        private final Class<?> type;
        private final byte[] bytes;
        private final int from;
        private final int to;
        private final int hash;

        Slice(Class<?> type, byte[] bytes, int from, int to, int hash) {
            this.type = type;
            this.bytes = bytes;
            this.from = from;
            this.to = to;
            this.hash = hash;
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Slice slice
                    && hash == slice.hash
                    && type == slice.type
                    && Arrays.equals(bytes, from, to, slice.bytes, slice.from, slice.to);
        }
    }
}
