package dev.holdfast.fault.matrix;

/**
 * What shows that the specification is not what it should be.
 *
 * @param kind what it is: {@code fault}, {@code cell} or {@code scenario}
 * @param name its name: the id of a fault, the title of a scenario, or both
 * @param why what was seen instead, as a clause
 */
public record Survivor(String kind, String name, String why) {}
