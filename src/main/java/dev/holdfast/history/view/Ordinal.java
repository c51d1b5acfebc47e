package dev.holdfast.history.view;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The number at the end of a pod's name, {@code <set>-<ordinal>}.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#ordinal-index">Ordinal index</a>
 */
public final class Ordinal {
    private static final Pattern CANONICAL = Pattern.compile("0|[1-9][0-9]{0,8}");

    private Ordinal() {}

    /** The ordinal of a pod of a set; empty when the name is not one that the set gives. */
    public static OptionalInt of(String set, String pod) {
        if (!pod.startsWith(set + "-")) {
            return OptionalInt.empty();
        }
        String digits = pod.substring(set.length() + 1);
        return CANONICAL.matcher(digits).matches() ? OptionalInt.of(Integer.parseInt(digits)) : OptionalInt.empty();
    }
}
