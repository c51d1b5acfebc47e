package dev.holdfast.history;

/** What was waited for did not come. The message says what, for how long, and what was seen instead. */
public final class NotObservedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a message that stands on its own. */
    public NotObservedException(String message) {
        super(message);
    }
}
