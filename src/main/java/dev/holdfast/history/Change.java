package dev.holdfast.history;

/** What an {@link Observation} says happened to its object. */
public enum Change {
    /** The object was there already when the recording of its kind began: nothing is known of its creation. */
    LISTED,
    /** The object was created while it was recorded. */
    ADDED,
    /** The object was changed. */
    MODIFIED,
    /** The object is gone; the observation holds its last state, with the resourceVersion of the deletion. */
    DELETED
}
