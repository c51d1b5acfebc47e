package dev.holdfast.simulation;

/** The API server refused a request. */
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    final transient Reason reason;

    /** Why, as in a Status. */
    enum Reason {
        ALREADY_EXISTS,
        NOT_FOUND,
        CONFLICT,
        FORBIDDEN,
        INVALID
    }

    ApiException(Reason reason, String what) {
        super(reason + ": " + what);
        this.reason = reason;
    }

    boolean is(Reason other) {
        return reason == other;
    }
}
