package dev.holdfast.diagnosis;

/** Something could not be had from the cluster; the message says why, as a clause. */
final class NotHadException extends Exception {

    private static final long serialVersionUID = 1L;

    NotHadException(String why) {
        super(why);
    }
}
