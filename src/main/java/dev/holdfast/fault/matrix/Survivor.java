package dev.holdfast.fault.matrix;

/**
 * What shows that the specification is not what it should be.
 *
 * @param kind what it is: {@code fault}, {@code cell}, {@code scenario} or {@code guarantee}
 * @param name its name: the id of a fault or a guarantee, the title of a scenario, or a fault with a scenario
 * @param why what was seen instead, as a clause
 */
public record Survivor(String kind, String name, String why) {}
