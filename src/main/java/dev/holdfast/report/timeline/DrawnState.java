package dev.holdfast.report.timeline;

/** What an object was while a segment lasts, as far as a picture distinguishes it. */
public enum DrawnState {
    /** A pod that is not Running yet, or a claim that is not Bound yet. */
    PENDING("Pending"),
    /** A pod that is Running and not Ready. */
    RUNNING("Running, not Ready"),
    /** A pod that is Running and Ready. */
    READY("Running and Ready"),
    /** A pod whose containers have ended, and that was not asked to go. */
    ENDED("ended"),
    /** An object whose deletion was asked for. */
    TERMINATING("terminating"),
    /** A claim that is Bound. */
    BOUND("Bound"),
    /** A claim whose volume is gone. */
    LOST("Lost"),
    /** A StatefulSet that has what it wants. */
    SETTLED("as wanted"),
    /** A StatefulSet that does not have what it wants. */
    CHANGING("not as wanted"),
    /** An object of which only its existence is drawn. */
    PRESENT("exists");

    private final String words;

    DrawnState(String words) {
        this.words = words;
    }

    /** {@return whether it is a pod that runs, or is to run, and is not Ready} */
    boolean notReadyYet() {
        return this == PENDING || this == RUNNING;
    }

    /** {@return the state in words, as a Kubernetes engineer says it} */
    public String words() {
        return words;
    }
}
