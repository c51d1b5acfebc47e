package dev.holdfast.cli;

/**
 * A value that was set for an option somewhere else than on the command line.
 *
 * @param value the value as text; several values are lines
 * @param from where it was set, to be said to people
 */
record Setting(String value, String from) {}
