package dev.holdfast.history.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Reads points in time as this package writes them, many times faster than the general way: most are of the same minute as the one
 * before. Belongs to one thread.
 */
final class TimeParser {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final String MINUTE = "0000-00-00T00:00";
    private static final String SECOND = ":00";
    private static final int LENGTH = MINUTE.length() + SECOND.length();
    private static final int NONE = -1;
    private static final int NANO_DIGITS = 9;
    /** For the seconds of an hour; a power of two. */
    private static final int KEPT = 1 << 12;

    /** The minute that was read last, as it is written and in seconds since the epoch. */
    private long firstHalf = -1; // which no text is

    private long secondHalf = -1;
    private long minute;

    private final Optional<Instant>[] kept = places();

    /**
     * The point in time that these bytes of UTF-8 tell.
     *
     * @throws java.time.format.DateTimeParseException if it is not written as ISO-8601 says
     */
    Instant parse(byte[] bytes, int from, int to) {
        int second = to - from > LENGTH && bytes[to - 1] == 'Z' ? second(bytes, from + MINUTE.length()) : NONE;
        int nanos = second == NONE ? NONE : nanos(bytes, from + LENGTH, to - 1);
        if (nanos == NONE || !isMinute(bytes, from)) {
            return Instant.parse(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        }
        return Instant.ofEpochSecond(minute + second, nanos);
    }

    /** The time as it was kept before, where it was: Kubernetes writes whole seconds, many times the same. */
    Optional<Instant> keep(Instant time) {
        int place = (int) time.getEpochSecond() & (KEPT - 1);
        Optional<Instant> before = kept[place];
        if (before == null || !before.get().equals(time)) {
            kept[place] = Optional.of(time);
        }
        return kept[place];
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of generic types
    private static Optional<Instant>[] places() {
        return new Optional[KEPT];
    }

    /** Reads the minute, if it is one. */
    private boolean isMinute(byte[] bytes, int from) {
        long first = (long) LONG.get(bytes, from);
        long second = (long) LONG.get(bytes, from + Long.BYTES);
        if (first == firstHalf && second == secondHalf) {
            return true;
        }
        if (!isLike(MINUTE, bytes, from)) {
            return false;
        }
        try {
            LocalDate day = LocalDate.of(
                    number(bytes, from, from + 4),
                    number(bytes, from + 5, from + 7),
                    number(bytes, from + 8, from + 10));
            LocalTime time = LocalTime.of(number(bytes, from + 11, from + 13), number(bytes, from + 14, from + 16));
            minute = day.toEpochSecond(time, ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return false;
        }
        firstHalf = first;
        secondHalf = second;
        return true;
    }

    private static int second(byte[] bytes, int from) {
        int second = isLike(SECOND, bytes, from) ? number(bytes, from + 1, from + SECOND.length()) : NONE;
        return second < 60 ? second : NONE;
    }

    /** What comes after the seconds: nothing, or a point and some digits. */
    private static int nanos(byte[] bytes, int from, int to) {
        if (from == to) {
            return 0;
        }
        if (bytes[from] != '.' || to - from < 2 || to - from > NANO_DIGITS + 1) {
            return NONE;
        }
        for (int i = from + 1; i < to; i++) {
            if (!isDigit(bytes[i])) {
                return NONE;
            }
        }
        int nanos = number(bytes, from + 1, to);
        for (int digits = to - from - 1; digits < NANO_DIGITS; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** Whether there are digits where the pattern has them, and what else it has. */
    private static boolean isLike(String pattern, byte[] bytes, int from) {
        for (int i = 0; i < pattern.length(); i++) {
            char wanted = pattern.charAt(i);
            if (wanted == '0' ? !isDigit(bytes[from + i]) : bytes[from + i] != wanted) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] bytes, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    private static boolean isDigit(byte next) {
        return next >= '0' && next <= '9';
    }
}
