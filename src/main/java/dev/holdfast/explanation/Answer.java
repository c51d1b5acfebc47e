package dev.holdfast.explanation;

/** The answer to the question how it is with a set. */
public enum Answer {
    /** Everything is as the spec asks for. */
    DONE("is done"),
    /** The controller has nothing left to do by its spec; what is left, somebody has to do or to allow. */
    WAITS_FOR_SOMEBODY("waits for somebody"),
    /** The controller or a node is at it, and nothing says that it fails. */
    GOES_ON("goes on"),
    /** It does not come to what the spec asks for unless somebody does something. */
    CANNOT_GO_ON("cannot go on");

    private final String words;

    Answer(String words) {
        this.words = words;
    }

    /** {@return the answer, to follow the name of the set} */
    public String words() {
        return words;
    }
}
