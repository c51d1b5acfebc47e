package dev.holdfast.history;

/** Whoever tells a part of a story, which is judged as far as it has been told, whoever was the last. */
public interface Teller {

    /** The whole story, as it has been told up to here. */
    Story story();
}
