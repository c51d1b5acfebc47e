package dev.holdfast.guarantee;

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
    KNOWN_DEVIATION
}
