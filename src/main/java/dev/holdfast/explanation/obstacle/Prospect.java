package dev.holdfast.explanation.obstacle;

/** Whether what stands in the way of a pod goes away by itself. */
public enum Prospect {
    /** The cluster itself says that it fails: it stays until somebody does something. */
    STAYS,
    /** Nothing says that it fails. It may go away in a moment, or never: time will tell. */
    MAY_PASS,
    /** It ends by itself at a time that is known. */
    PASSES
}
