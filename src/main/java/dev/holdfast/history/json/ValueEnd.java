package dev.holdfast.history.json;

/** Tells how far a JSON value reaches, without looking at what it says. */
final class ValueEnd {
    private ValueEnd() {}

    /**
     * Where the value that begins there ends.
     *
     * @throws IllegalArgumentException if it does not end before the limit
     */
    static int end(byte[] bytes, int from, int limit) {
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

    private static int brackets(byte[] bytes, int from, int limit) {
        int depth = 0;
        for (int i = from; i < limit; i++) {
            switch (bytes[i]) {
                case '"' -> i = string(bytes, i, limit) - 1;
                case '{', '[' -> depth++;
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

    private static int scalar(byte[] bytes, int from, int limit) {
        int i = from;
        while (i < limit && !endsScalar(bytes[i])) {
            i++;
        }
        if (i == from) {
            throw new IllegalArgumentException("Not JSON: there is no value");
        }
        return i;
    }

    private static boolean endsScalar(byte next) {
        return switch (next) {
            case ',', '}', ']', ' ', '\r', '\n', '\t' -> true;
            default -> false;
        };
    }
}
