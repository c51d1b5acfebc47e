package dev.holdfast.fault.matrix;

/**
 * How much of the specification runs without a fault, so that it is seen that the cluster itself is sound.
 *
 * @param beside how many scenarios run at most beside the faults of each wave
 * @param rounds how many times the whole specification runs between the waves
 */
public record Unbroken(int beside, int rounds) {

    /** Enough to see in each wave that the cluster itself is sound, and few enough to cost next to nothing. */
    public static final Unbroken A_FEW = new Unbroken(5, 0);

    /** No scenario. */
    public static final Unbroken NONE = new Unbroken(0, 0);

    /**
     * The whole specification, besides a few scenarios in each wave.
     *
     * @param rounds how many times; 0 means that no scenario runs without a fault at all
     */
    public static Unbroken whole(int rounds) {
        return rounds == 0 ? NONE : new Unbroken(A_FEW.beside(), rounds);
    }
}
