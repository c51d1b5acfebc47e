package dev.holdfast.fault.matrix;

/** What became of a fault in a scenario. */
public enum CellOutcome {
    /** A verdict of the scenario says that a guarantee is broken which the fault breaks. */
    KILLED,
    /** A step of the scenario did not come true, and no verdict says that a guarantee of the fault is broken. */
    STEP_ALONE,
    /** The scenario passed. */
    SURVIVED,
    /** The scenario failed, and named only guarantees that the fault does not break. */
    WRONG_REASON,
    /** The scenario could not be judged. */
    INCONCLUSIVE,
    /** The scenario had not ended when the time of its wave was over. */
    TIMED_OUT,
    /** The fault cannot be brought about on this cluster, or the scenario not be run on it. */
    NOT_APPLICABLE,
    /** The run ended before the scenario did, or before it began. */
    NOT_TRIED;

    /** {@return whether the fault was at work and nothing of the scenario noticed it as it ought to} */
    public boolean missed() {
        return this == SURVIVED || this == WRONG_REASON || this == INCONCLUSIVE || this == TIMED_OUT;
    }
}
