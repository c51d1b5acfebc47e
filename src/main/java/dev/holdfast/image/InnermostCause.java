package dev.holdfast.image;

/** Says why something failed in one line: what went wrong first is told, not who noticed. */
final class InnermostCause {

    private InnermostCause() {}

    static String of(Throwable failed) {
        Throwable cause = failed;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return cause.getClass().getSimpleName()
                + (message == null || message.isBlank()
                        ? ""
                        : ": " + message.strip().lines().findFirst().orElse(""));
    }
}
