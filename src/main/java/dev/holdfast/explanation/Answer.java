package dev.holdfast.explanation;

/** The answer to the question how it is with a set. */
public enum Answer {
    /** Everything is as the spec asks for. */
    DONE,
    /** The controller has nothing left to do by its spec; what is left, somebody has to do or to allow. */
    WAITS_FOR_SOMEBODY,
    /** The controller or a node is at it, and nothing says that it fails. */
    GOES_ON,
    /** It does not come to what the spec asks for unless somebody does something. */
    CANNOT_GO_ON
}
