package dev.holdfast.history;

import java.util.Arrays;

/**
 * Tells how far a JSON value reaches, without looking at what it says. Belongs to one thread.
 *
 * <p>A third of what an API server sends says which manager has set which fields ({@code fieldsV1}). It is the same in most states
 * of most pods, and so it is recognized instead of being walked through.
 */
final class Extent {
    /** A power of two. */
    private static final int PLACES = 1 << 8;

    /** So many bytes tell most of them apart. */
    private static final int TELLING = 96;

    private final byte[][] fields = new byte[PLACES][0];

    /**
     * Where the value that begins there ends.
     *
     * @throws IllegalArgumentException if it does not end before the limit
     */
    int end(byte[] bytes, int from, int limit) {
        if (from >= limit) {
            throw new IllegalArgumentException("Not JSON: it ends too early");
        }
        return switch (bytes[from]) {
            case '"' -> string(bytes, from, limit);
            case '{', '[' -> brackets(bytes, from, limit);
            default -> scalar(bytes, from, limit);
        };
    }

    private static int string(byte[] bytes, int from, int limit) {
        for (int i = from + 1; i < limit; i++) {
            byte next = bytes[i];
            if (next == '"') {
                return i + 1;
            }
            if (next == '\\') {
                i++;
            }
        }
        throw new IllegalArgumentException("Not JSON: a text does not end");
    }

    private int brackets(byte[] bytes, int from, int limit) {
        int depth = 0;
        for (int i = from; i < limit; i++) {
            switch (bytes[i]) {
                case '"' -> i = string(bytes, i, limit) - 1;
                case '{' -> {
                    if (i > from && areFields(bytes, i)) {
                        i = fields(bytes, i, limit) - 1;
                    } else {
                        depth++;
                    }
                }
                case '[' -> depth++;
                case '}', ']' -> {
                    if (--depth == 0) {
                        return i + 1;
                    }
                }
                default -> {}
            }
        }
        throw new IllegalArgumentException("Not JSON: a bracket is not closed");
    }

    private static boolean areFields(byte[] bytes, int at) {
        return at > 3 && bytes[at - 1] == ':' && bytes[at - 2] == '"' && bytes[at - 3] == '1' && bytes[at - 4] == 'V';
    }

    private int fields(byte[] bytes, int from, int limit) {
        int hash = 0;
        for (int i = from, last = Math.min(limit, from + TELLING); i < last; i++) {
            hash = hash * 31 + bytes[i];
        }
        int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
        byte[] known = fields[place];
        int end = from + known.length;
        if (known.length > 0 && end <= limit && Arrays.equals(known, 0, known.length, bytes, from, end)) {
            return end;
        }
        end = brackets(bytes, from, limit);
        fields[place] = Arrays.copyOfRange(bytes, from, end);
        return end;
    }

    private static int scalar(byte[] bytes, int from, int limit) {
        int i = from;
        while (i < limit && ",}] \r\n\t".indexOf(bytes[i]) < 0) {
            i++;
        }
        if (i == from) {
            throw new IllegalArgumentException("Not JSON: there is no value");
        }
        return i;
    }
}
