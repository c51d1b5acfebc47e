package dev.holdfast.cluster;

/** A cluster cannot be had here or with these options. The message is one sentence that says what to do about it. */
public final class ClusterRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Refuses.
     *
     * @param sentence what is missing or wrong, for the person at the terminal
     */
    public ClusterRefusedException(String sentence) {
        super(sentence);
    }
}
