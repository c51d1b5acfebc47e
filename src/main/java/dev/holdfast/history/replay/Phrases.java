package dev.holdfast.history.replay;

import dev.holdfast.history.Observation;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** How verdicts name things. */
public final class Phrases {
    private static final int LONGEST_QUOTE = 60;
    private static final int LONGEST_LIST = 20;

    private Phrases() {}

    /** {@code pod 1}. */
    public static String pod(int ordinal) {
        return "pod " + ordinal;
    }

    /** {@code pod 1 (uid …)}: one of those that held the ordinal. */
    public static String pod(Incarnation pod) {
        return "pod " + pod.ordinal() + " (uid " + pod.uid() + ")";
    }

    /** {@code at resourceVersion 4711}. */
    public static String at(Observation observation) {
        return "at resourceVersion " + observation.resourceVersion();
    }

    /** {@code it created pod another-0 at resourceVersion 4720}: what shows that the controller was at work. */
    public static String created(Observation pod) {
        return "it created pod " + pod.object().name() + " " + at(pod);
    }

    /** A value as it was read, shortened, or words for none. */
    public static String quote(String value) {
        if (value.isEmpty()) {
            return "nothing";
        }
        String line = value.replaceAll("\\s+", " ");
        return "'" + (line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "…" : line) + "'";
    }

    /** A number of things: {@code 1 pod}, {@code 2 pods}. */
    public static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** Some things, with commas: all of a few, the first of many. */
    public static String list(Collection<?> items) {
        String listed = items.stream().limit(LONGEST_LIST).map(String::valueOf).collect(Collectors.joining(", "));
        int more = items.size() - LONGEST_LIST;
        return more > 0 ? listed + " and " + more + " more" : listed;
    }

    /** What a new object has in a field, and what it should have: {@code with spec.hostname 'a' instead of 'b'}. */
    public static String instead(String field, String found, String expected) {
        return found.isEmpty()
                ? "without " + field + "; expected " + expected
                : "with " + field + " " + quote(found) + " instead of " + expected;
    }

    /** Addresses, or that there are none. */
    public static String addresses(List<String> values) {
        return values.isEmpty() ? "no address" : list(values);
    }
}
