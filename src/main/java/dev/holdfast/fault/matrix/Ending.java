package dev.holdfast.fault.matrix;

/** What became of a fault in a scenario. */
public enum Ending {
    /** The scenario failed, and named a guarantee that the fault breaks. */
    KILLED,
    /** The scenario passed. */
    SURVIVED,
    /** The scenario failed, and named only guarantees that the fault does not break. */
    WRONG_REASON,
    /** The scenario could not be judged. */
    INCONCLUSIVE,
    /** The scenario had not ended when the time of its wave was over. */
    TIMED_OUT,
    /** The fault cannot be brought about on this cluster, or the scenario not be run on it. */
    NOT_APPLICABLE;

    /** {@return whether the fault was at work and not noticed as it ought to be} */
    public boolean missed() {
        return this != KILLED && this != NOT_APPLICABLE;
    }
}
