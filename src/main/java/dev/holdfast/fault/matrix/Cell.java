package dev.holdfast.fault.matrix;

import dev.holdfast.fault.Fault;

/**
 * A fault that is at work in a scenario.
 *
 * @param fault the fault
 * @param scenario the scenario's title, without its feature
 * @param expected whether the scenario has to notice it; else it is a sample of those that may
 */
public record Cell(Fault fault, String scenario, boolean expected) {

    /** {@return a cell whose scenario has to notice the fault} */
    public static Cell expected(Fault fault, String scenario) {
        return new Cell(fault, scenario, true);
    }

    /** {@return a cell whose scenario may notice the fault, or not} */
    public static Cell sample(Fault fault, String scenario) {
        return new Cell(fault, scenario, false);
    }
}
