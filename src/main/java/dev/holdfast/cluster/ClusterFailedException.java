package dev.holdfast.cluster;

/** A cluster that should have started did not. The message is one sentence that says where to look. */
public final class ClusterFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Fails.
     *
     * @param sentence what went wrong, for the person at the terminal
     */
    public ClusterFailedException(String sentence) {
        super(sentence);
    }

    /**
     * Fails because of something else.
     *
     * @param sentence what went wrong, for the person at the terminal
     * @param cause the details, for the log file
     */
    public ClusterFailedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
