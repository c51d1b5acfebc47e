package dev.holdfast.guarantee;

/** What a workload loses when a guarantee is broken, the worst first. */
public enum Harm {
    /** Data may be lost, corrupted, or given to another member. */
    DATA("data"),
    /** A member is taken for another, or is not found. */
    IDENTITY("identity"),
    /** Members are down that need not be. */
    AVAILABILITY("availability"),
    /** Members run a version that they should not run, or restart for nothing. */
    ROLLOUT("rollout"),
    /** People and programs are told what is not so. */
    INFORMATION("information");

    private final String word;

    Harm(String word) {
        this.word = word;
    }

    /** What is harmed, in one lower-case word. */
    public String word() {
        return word;
    }
}
