package dev.holdfast.fault.matrix;

import dev.holdfast.guarantee.EndState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What came of a cell.
 *
 * @param cell the cell
 * @param wave the number of its wave, from 1; 0 when it was not tried
 * @param ending what became of the fault
 * @param broken the guarantees of the fault that a verdict of the scenario says are broken, what it is about first; none
 *     unless the fault was killed
 * @param seen what the scenario saw, or why it saw nothing
 * @param endState how things were when the scenario had ended, if that was recorded
 * @param took how long the scenario took
 */
public record CellResult(
        Cell cell,
        int wave,
        CellOutcome ending,
        List<String> broken,
        String seen,
        Optional<EndState> endState,
        Duration took) {

    /** Keeps its own copy. */
    public CellResult {
        broken = List.copyOf(broken);
    }

    /**
     * A cell that cannot be tried.
     *
     * @param cell the cell
     * @param reason why not, as a clause
     */
    public static CellResult notApplicable(Cell cell, String reason) {
        return new CellResult(cell, 0, CellOutcome.NOT_APPLICABLE, List.of(), reason, Optional.empty(), Duration.ZERO);
    }

    /**
     * A cell that had not ended in time.
     *
     * @param cell the cell
     * @param wave the number of its wave
     * @param reason what it waited for, as a clause
     */
    public static CellResult timedOut(Cell cell, int wave, String reason) {
        return new CellResult(cell, wave, CellOutcome.TIMED_OUT, List.of(), reason, Optional.empty(), Duration.ZERO);
    }

    /**
     * A cell that had no result when the run ended.
     *
     * @param cell the cell
     * @param reason why the run ended, as a clause
     */
    public static CellResult notTried(Cell cell, String reason) {
        return new CellResult(cell, 0, CellOutcome.NOT_TRIED, List.of(), reason, Optional.empty(), Duration.ZERO);
    }

    /** {@return the broken guarantee that is named first, where the fault was killed} */
    public Optional<String> guarantee() {
        return broken.stream().findFirst();
    }

    /** {@return the same, with what was there when the scenario had ended} */
    public CellResult with(EndState end) {
        return new CellResult(cell, wave, ending, broken, seen, Optional.of(end), took);
    }

    /** {@return whether the fault was killed although an end-state check would have passed} */
    public boolean unseenAtTheEnd() {
        return ending == CellOutcome.KILLED && endState.map(EndState::healthy).orElse(false);
    }
}
