package dev.holdfast.audit;

/** A file is no audit log that can be read. The message is one sentence that says why. */
public final class AuditLogException extends RuntimeException {
    private static final long serialVersionUID = 1;

    AuditLogException(String message) {
        super(message);
    }

    AuditLogException(String message, Throwable cause) {
        super(message, cause);
    }
}
