package dev.holdfast.image;

import dev.holdfast.cluster.InnermostCause;

/** Says why something failed in one line: what went wrong first is told, not who noticed. */
final class FailureReason {

    private FailureReason() {}

    static String of(Throwable failed) {
        Throwable cause = InnermostCause.of(failed);
        String message = cause.getMessage();
        return cause.getClass().getSimpleName()
                + (message == null || message.isBlank()
                        ? ""
                        : ": " + message.strip().lines().findFirst().orElse(""));
    }
}
