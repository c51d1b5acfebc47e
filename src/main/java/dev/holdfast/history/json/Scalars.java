package dev.holdfast.history.json;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads texts and numbers from the bytes between two positions. */
final class Scalars {
    private static final long LAST_TENTH = Long.MAX_VALUE / 10;
    private static final long LAST_DIGIT = Long.MAX_VALUE % 10;

    private Scalars() {}

    /**
     * The text whose quotation marks lie before and after these bytes.
     *
     * @throws IllegalArgumentException if something stands behind a backslash that JSON does not know
     */
    static String string(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (text.indexOf('\\') < 0) {
            return text;
        }
        try {
            return JsonMapper.shared().readValue(bytes, from - 1, to - from + 2, String.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("Not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The whole number that these bytes are, or another one when they are none or one that is no {@code long}. */
    static long number(byte[] bytes, int from, int to, long otherwise) {
        int begin = from < to && bytes[from] == '-' ? from + 1 : from;
        if (begin == to) {
            return otherwise;
        }
        long number = 0;
        for (int i = begin; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || number > LAST_TENTH || (number == LAST_TENTH && digit > LAST_DIGIT)) {
                return otherwise;
            }
            number = number * 10 + digit;
        }
        return begin == from ? number : -number;
    }
}
