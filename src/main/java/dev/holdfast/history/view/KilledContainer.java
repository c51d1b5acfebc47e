package dev.holdfast.history.view;

import java.time.Instant;

/**
 * A container that was ended by SIGKILL.
 *
 * @param name its name
 * @param at when it ended, by the clock of its node and in whole seconds
 */
public record KilledContainer(String name, Instant at) {}
