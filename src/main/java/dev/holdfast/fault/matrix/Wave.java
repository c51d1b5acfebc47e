package dev.holdfast.fault.matrix;

import dev.holdfast.fault.Fault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What runs at the same time. No scenario is in it twice.
 *
 * @param cells scenarios, each with the fault that is at work in it
 * @param controls the titles of scenarios that no fault is at work in
 */
public record Wave(List<Cell> cells, List<String> controls) {

    /** Keeps its own copies. */
    public Wave {
        cells = List.copyOf(cells);
        controls = List.copyOf(controls);
    }

    /** {@return the titles of all its scenarios} */
    public List<String> scenarios() {
        return Stream.concat(cells.stream().map(Cell::scenario), controls.stream())
                .toList();
    }

    /** {@return the faults by the titles of the scenarios that they are at work in} */
    public Map<String, Fault> faults() {
        Map<String, Fault> faults = new LinkedHashMap<>();
        cells.forEach(cell -> faults.put(cell.scenario(), cell.fault()));
        return faults;
    }

    /**
     * What is done to a scenario in it.
     *
     * @param scenario the scenario's title
     * @return its cell, or nothing for a control
     */
    public Optional<Cell> cell(String scenario) {
        return cells.stream().filter(cell -> cell.scenario().equals(scenario)).findFirst();
    }
}
