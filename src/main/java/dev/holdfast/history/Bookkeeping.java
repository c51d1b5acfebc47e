package dev.holdfast.history;

/** What a recorder notes about its own recording. Nothing happened then, and nobody did anything. */
public sealed interface Bookkeeping extends Entry permits ServerVersion, StreamProgress, Fence {}
