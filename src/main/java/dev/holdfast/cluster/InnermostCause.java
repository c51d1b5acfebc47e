package dev.holdfast.cluster;

/** What went wrong first, as opposed to who noticed. */
public final class InnermostCause {
    private InnermostCause() {}

    /** The cause at the bottom; the failure itself when it has none. */
    public static Throwable of(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
