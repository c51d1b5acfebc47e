package dev.holdfast.steps;

/**
 * Which pod of the set.
 *
 * @param value its ordinal
 */
public record PodOrdinal(int value) {}
