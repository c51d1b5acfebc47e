package dev.holdfast.audit;

import java.nio.charset.StandardCharsets;

/**
 * Tells by the bytes of a line whether it can be about what a StatefulSet consists of. Nearly nothing in a log is, and to parse all
 * of it would take ten times as long as to read it. API servers write the fields of an event in one order and without spaces; what
 * looks otherwise is parsed.
 */
final class RelevantLines {
    private static final byte[] REFERENCE = bytes("\"objectRef\":{\"resource\":\"");
    private static final byte[] VERB = bytes("\"verb\":\"");
    private static final byte[] TIME = bytes("\"stageTimestamp\":\"");
    private static final byte[] NAME = bytes("\"name\":\"");
    private static final byte[] COLLECTION = bytes("deletecollection\"");
    private static final byte[][] READS = {bytes("get\""), bytes("list\""), bytes("watch\"")};
    /** Their names end in an ordinal, as far as a StatefulSet has anything to do with them. */
    private static final byte[][] NUMBERED = {bytes("pods\""), bytes("persistentvolumeclaims\"")};

    private static final byte[][] ANY = {
        bytes("statefulsets\""), bytes("persistentvolumes\""), bytes("controllerrevisions\""), bytes("namespaces\"")
    };

    private RelevantLines() {}

    /** What is known of a line. */
    enum Relevance {
        /** It is an audit event about something else. */
        NONE,
        /** It has to be parsed. */
        PARSE
    }

    /** Looks at the bytes from one position to another. */
    static Relevance of(byte[] bytes, int from, int to) {
        int found = indexOf(bytes, REFERENCE, from, to);
        if (found < 0) {
            return Relevance.PARSE;
        }
        int verb = indexOf(bytes, VERB, from, found);
        int asked = verb + VERB.length;
        if (verb >= 0 && startsWithAny(bytes, READS, asked, found)) {
            return Relevance.NONE;
        }
        int resource = found + REFERENCE.length;
        if (startsWithAny(bytes, ANY, resource, to)) {
            return Relevance.PARSE;
        }
        boolean numbered = startsWithAny(bytes, NUMBERED, resource, to)
                && (endsInOrdinal(bytes, resource, to) || startsWith(bytes, COLLECTION, asked, to));
        return numbered ? Relevance.PARSE : Relevance.NONE;
    }

    /** Where the time begins when the request was answered; negative when it is not found. */
    static int lastTime(byte[] bytes, int from, int to) {
        for (int i = to - TIME.length; i >= from; i--) {
            if (bytes[i + 2] == TIME[2] && startsWith(bytes, TIME, i, to)) {
                return i + TIME.length;
            }
        }
        return -1;
    }

    /** Whether the name in an objectRef is one that a StatefulSet gives. */
    private static boolean endsInOrdinal(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != '}') {
            end++;
        }
        int name = indexOf(bytes, NAME, from, end);
        if (name < 0) {
            return false;
        }
        int last = name + NAME.length;
        while (last < end && bytes[last] != '"') {
            last++;
        }
        int digit = last;
        while (digit > name && bytes[digit - 1] >= '0' && bytes[digit - 1] <= '9') {
            digit--;
        }
        return digit < last && bytes[digit - 1] == '-';
    }

    private static boolean startsWithAny(byte[] bytes, byte[][] prefixes, int from, int to) {
        for (byte[] prefix : prefixes) {
            if (startsWith(bytes, prefix, from, to)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix, int from, int to) {
        if (from < 0 || to - from < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (bytes[from + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static int indexOf(byte[] bytes, byte[] part, int from, int to) {
        int last = to - part.length;
        for (int i = from; i <= last; i++) {
            // The third byte of a key is seldom met by chance, while the first is a quotation mark.
            if (bytes[i + 2] == part[2] && startsWith(bytes, part, i, to)) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
