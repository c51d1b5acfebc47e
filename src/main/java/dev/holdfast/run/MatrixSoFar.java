package dev.holdfast.run;

import dev.holdfast.fault.Fault;
import dev.holdfast.fault.matrix.Cell;
import dev.holdfast.fault.matrix.CellResult;
import dev.holdfast.fault.matrix.ControlResult;
import dev.holdfast.fault.matrix.KillMatrix;
import dev.holdfast.fault.matrix.Wave;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came of the waves until now, and what has no result yet. One thread adds to it, wave after wave; the thread that ends the
 * run when the process is told to end adds the wave that is going on, and reads it.
 */
final class MatrixSoFar {

    private final List<Fault> faults;
    private final List<String> toBeKilled;
    private final List<String> toBeBroken;
    private final List<CellResult> notApplicable = new ArrayList<>();
    private final Map<Integer, List<CellResult>> cells = new TreeMap<>();
    private final Map<Integer, List<ControlResult>> controls = new TreeMap<>();
    private final Map<Integer, List<String>> differences = new TreeMap<>();
    private List<Wave> plan = List.of();

    /**
     * Begins with nothing.
     *
     * @param faults the faults that are to be tried
     * @param toBeKilled the titles of the scenarios that one of them has to kill
     * @param toBeBroken the ids of the guarantees that one of them has to break
     */
    MatrixSoFar(List<Fault> faults, List<String> toBeKilled, List<String> toBeBroken) {
        this.faults = faults;
        this.toBeKilled = toBeKilled;
        this.toBeBroken = toBeBroken;
    }

    /** The fault cannot be brought about, for this reason. */
    synchronized void notApplicable(Fault fault, String reason) {
        fault.scenarios().stream()
                .map(scenario -> CellResult.notApplicable(Cell.expected(fault, scenario), reason))
                .forEach(notApplicable::add);
    }

    /** These waves are to be run. */
    synchronized void planned(List<Wave> waves) {
        plan = List.copyOf(waves);
    }

    /**
     * What came of a wave. Said again of the same wave, it replaces what was said before.
     *
     * @param wave its number, from 1
     * @param itsCells what came of its cells that have a result
     * @param itsControls how its unbroken scenarios ended that did
     */
    synchronized void add(int wave, List<CellResult> itsCells, List<ControlResult> itsControls) {
        cells.put(wave, itsCells);
        controls.put(wave, itsControls);
    }

    /** After the wave this was not as before. */
    synchronized void notAsBefore(int wave, List<String> what) {
        differences.put(wave, what);
    }

    /** {@return how many waves have begun} */
    synchronized int waves() {
        return cells.size();
    }

    /**
     * Everything, with what has no result.
     *
     * @param brokeOff why the run ended before all was tried, as a clause, if it did; then the matrix says, too, how much was not
     */
    synchronized KillMatrix matrix(Optional<String> brokeOff) {
        List<CellResult> all = new ArrayList<>(notApplicable);
        cells.values().forEach(all::addAll);
        int open = 0;
        int planned = 0;
        for (int wave = 1; wave <= plan.size(); wave++) {
            Set<String> ended = cells.getOrDefault(wave, List.of()).stream()
                    .map(result -> result.cell().scenario())
                    .collect(Collectors.toSet());
            for (Cell cell : plan.get(wave - 1).cells()) {
                planned++;
                if (!ended.contains(cell.scenario())) {
                    open++;
                    all.add(CellResult.notTried(cell, brokeOff.orElse("it has not ended")));
                }
            }
        }
        List<ControlResult> whole =
                controls.values().stream().flatMap(List::stream).toList();
        int unbroken = plan.stream().mapToInt(wave -> wave.controls().size()).sum();
        int openUnbroken = unbroken - whole.size();
        String untried = open + openUnbroken == 0
                ? ""
                : "; not tried: " + open + " of " + planned + " scenarios with a fault, " + openUnbroken + " of "
                        + unbroken + " without one";
        return new KillMatrix(
                faults, toBeKilled, toBeBroken, all, whole, differences, brokeOff.map(reason -> reason + untried));
    }
}
