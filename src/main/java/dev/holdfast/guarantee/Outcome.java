package dev.holdfast.guarantee;

import java.util.List;

/** How a guarantee was judged. */
public enum Outcome {
    /** Something was judged, and all of it was as promised. */
    PASSED,
    /** The promise was broken; the evidence shows where. */
    FAILED,
    /** The promise does not concern this set or this cluster. */
    NOT_APPLICABLE,
    /** Nothing can be said: nothing happened that could be judged, or part of what happened is unknown. */
    INCONCLUSIVE,
    /** The promise was broken in a way that Kubernetes knows of. */
    KNOWN_DEVIATION;

    private static final List<Outcome> WORST_FIRST =
            List.of(FAILED, INCONCLUSIVE, KNOWN_DEVIATION, PASSED, NOT_APPLICABLE);

    /** All of them, the one that counts most where several are told of one thing first. */
    public static List<Outcome> worstFirst() {
        return WORST_FIRST;
    }
}
