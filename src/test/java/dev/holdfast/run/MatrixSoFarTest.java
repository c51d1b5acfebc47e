package dev.holdfast.run;

import static dev.holdfast.fault.matrix.FaultExamples.broken;
import static dev.holdfast.fault.matrix.FaultExamples.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.fault.Fault;
import dev.holdfast.fault.matrix.Cell;
import dev.holdfast.fault.matrix.CellOutcome;
import dev.holdfast.fault.matrix.CellResult;
import dev.holdfast.fault.matrix.ControlResult;
import dev.holdfast.fault.matrix.FaultExamples;
import dev.holdfast.fault.matrix.KillMatrix;
import dev.holdfast.fault.matrix.Wave;
import dev.holdfast.guarantee.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MatrixSoFarTest {

    private final Fault first = FaultExamples.fault("F01", "First");
    private final Fault second = FaultExamples.fault("F02", "Second");
    private final Cell one = Cell.expected(first, "First");
    private final Cell two = Cell.expected(second, "Second");
    private final MatrixSoFar tried =
            new MatrixSoFar(List.of(first, second), List.of("First", "Second"), List.of("order.create"));

    @Test
    void saysHowMuchWasNotTriedWhenTheRunWasInterrupted() {
        tried.planned(
                List.of(new Wave(List.of(one), List.of("Third", "Fourth")), new Wave(List.of(two), List.of("Third"))));
        tried.add(1, List.of(killed(one)), List.of(passed(1, "Third")));

        KillMatrix matrix = tried.matrix(Optional.of("it was interrupted"));

        assertThat(matrix.brokeOff())
                .hasValue("it was interrupted; not tried: 1 of 2 scenarios with a fault, 2 of 3 without one");
        assertThat(matrix.killed(first)).isTrue();
        assertThat(matrix.of(second)).containsExactly(CellResult.notTried(two, "it was interrupted"));
        assertThat(matrix.survivors()).isEmpty();
        assertThat(tried.waves()).isEqualTo(1);
    }

    @Test
    void saysNothingOfWhatWasNotTriedWhereAllWas() {
        tried.planned(List.of(new Wave(List.of(one, two), List.of("Third"))));
        tried.add(1, List.of(killed(one), killed(two)), List.of(passed(1, "Third")));

        assertThat(tried.matrix(Optional.empty()).acceptable()).isTrue();
        assertThat(tried.matrix(Optional.of("the cluster ended")).brokeOff()).hasValue("the cluster ended");
    }

    @Test
    void countsAWaveOnceThatIsAddedAgainWhenItIsInterrupted() {
        tried.planned(List.of(new Wave(List.of(one, two), List.of("Third"))));
        tried.add(1, List.of(killed(one)), List.of());
        tried.add(1, List.of(killed(one), killed(two)), List.of(passed(1, "Third")));

        KillMatrix matrix = tried.matrix(Optional.empty());
        assertThat(matrix.cells())
                .extracting(CellResult::ending)
                .containsExactly(CellOutcome.KILLED, CellOutcome.KILLED);
        assertThat(matrix.controls()).hasSize(1);
    }

    @Test
    void doesNotCallWhatCannotBeBroughtAboutNotTried() {
        tried.notApplicable(first, "there is no DNS server");
        tried.planned(List.of(new Wave(List.of(two), List.of())));

        assertThat(tried.matrix(Optional.of("it was interrupted")).brokeOff())
                .hasValue("it was interrupted; not tried: 1 of 1 scenarios with a fault, 0 of 0 without one");
        assertThat(tried.matrix(Optional.empty()).of(first))
                .extracting(CellResult::ending)
                .containsExactly(CellOutcome.NOT_APPLICABLE);
    }

    @Test
    void takesNoFaultForASurvivorBeforeAnythingWasPlanned() {
        assertThat(tried.matrix(Optional.of("it was interrupted")).notTried(first))
                .isTrue();
        assertThat(tried.matrix(Optional.of("it was interrupted")).survivors())
                .noneMatch(survivor -> survivor.kind().equals("fault"));
    }

    private static CellResult killed(Cell cell) {
        return KillRule.of(
                cell, 1, result(cell.scenario(), Outcome.FAILED, broken("order.create", "pod 1 came first")));
    }

    private static ControlResult passed(int wave, String scenario) {
        return new ControlResult(wave, scenario, Outcome.PASSED, "");
    }
}
