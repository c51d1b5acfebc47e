package dev.holdfast.fault.matrix;

import static dev.holdfast.fault.matrix.FaultExamples.broken;
import static dev.holdfast.fault.matrix.FaultExamples.kept;
import static dev.holdfast.fault.matrix.FaultExamples.result;
import static dev.holdfast.fault.matrix.FaultExamples.unmet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.fault.Fault;
import dev.holdfast.guarantee.EndState;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.UnmetStep;
import dev.holdfast.run.KillRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KillMatrixTest {

    private final Fault first = FaultExamples.fault("F01", "First", "Second");
    private final Fault second = FaultExamples.fault("F02", "Third");
    private final List<String> scenarios = List.of("First", "Second", "Third");
    private final List<CellResult> cells = new ArrayList<>();

    @Test
    void isAcceptableWhereEverythingIsKilled() {
        killed(first, "First").killed(first, "Second").killed(second, "Third").survived(Cell.sample(second, "First"));

        KillMatrix matrix = matrix();
        assertThat(matrix.survivors()).isEmpty();
        assertThat(matrix.acceptable()).isTrue();
        assertThat(matrix.killers("First")).containsExactly(first);
    }

    @Test
    void listsAFaultThatNobodyNotices() {
        killed(first, "First").killed(first, "Second").survived(Cell.expected(second, "Third"));

        assertThat(matrix().survivors())
                .containsExactly(
                        new Survivor("fault", "F02", "\"Third\" passed"),
                        new Survivor("scenario", "Third", "no fault made it fail"));
        assertThat(matrix().acceptable()).isFalse();
    }

    @Test
    void listsAScenarioThatHadToNoticeAndDidNot() {
        killed(first, "First").survived(Cell.expected(first, "Second")).killed(second, "Third");

        assertThat(matrix().survivors())
                .containsExactly(
                        new Survivor("cell", "F01 in \"Second\"", "passed"),
                        new Survivor("scenario", "Second", "no fault made it fail"));
    }

    @Test
    void doesNotTakeTimeOutsAndOtherReasonsForKills() {
        killed(first, "First").killed(second, "Third");
        cells.add(CellResult.timedOut(Cell.expected(first, "Second"), 1, "the wave was not over after 60 s"));

        assertThat(matrix().survivors())
                .first()
                .isEqualTo(new Survivor(
                        "cell", "F01 in \"Second\"", "did not end in time: the wave was not over after 60 s"));

        cells.set(
                2,
                KillRule.of(
                        Cell.expected(first, "Second"),
                        1,
                        result("Second", Outcome.FAILED, kept("order.create"), broken("identity.name", "web-7"))));
        assertThat(matrix().survivors().get(0).why())
                .isEqualTo("failed for another reason: it named identity.name: web-7");
    }

    @Test
    void excusesWhatCannotBeBroughtAbout() {
        killed(first, "First").killed(first, "Second");
        cells.add(CellResult.notApplicable(Cell.expected(second, "Third"), "there is no DNS server"));

        assertThat(matrix().survivors()).isEmpty();
        assertThat(matrix().acceptable()).isTrue();
    }

    @Test
    void listsWhatWasNotTried() {
        killed(first, "First").killed(first, "Second");

        assertThat(matrix().survivors()).contains(new Survivor("fault", "F02", "it was not tried"));
    }

    @Test
    void callsNothingASurvivorThatTheRunEndedBefore() {
        killed(first, "First");
        cells.add(CellResult.notTried(Cell.expected(first, "Second"), "it was interrupted"));
        cells.add(CellResult.notTried(Cell.expected(second, "Third"), "it was interrupted"));

        KillMatrix matrix = interrupted(List.of("order.create", "order.waits-ready"));
        assertThat(matrix.survivors()).isEmpty();
        assertThat(matrix.notTried(first)).isFalse();
        assertThat(matrix.notTried(second)).isTrue();
        assertThat(matrix.acceptable()).isFalse();
        assertThat(matrix.partial()).isTrue();
    }

    @Test
    void saysOfAFaultThatSomeScenariosMissedNothingBeforeAllHadTheirTurn() {
        killed(second, "Third").survived(Cell.expected(first, "First"));
        cells.add(CellResult.notTried(Cell.expected(first, "Second"), "it was interrupted"));

        KillMatrix matrix = interrupted(List.of());
        assertThat(matrix.notTried(first)).isTrue();
        assertThat(matrix.survivors()).containsExactly(new Survivor("scenario", "First", "no fault made it fail"));
    }

    @Test
    void tellsApartWhatAStepAloneNoticed() {
        killed(first, "First").killed(second, "Third");
        stepAlone(first, "Second");

        KillMatrix matrix = matrix();
        assertThat(matrix.byStepAlone()).containsExactly(cells.get(2));
        assertThat(matrix.survivors()).containsExactly(new Survivor("scenario", "Second", "no fault made it fail"));
    }

    @Test
    void listsAFaultThatAStepAloneNoticed() {
        killed(first, "First").killed(first, "Second");
        stepAlone(second, "Third");

        assertThat(matrix().killed(second)).isFalse();
        assertThat(matrix().survivors())
                .first()
                .isEqualTo(new Survivor(
                        "fault", "F02", "\"Third\" noticed it by a step alone: \"Then a\": it was not within 30 s"));
    }

    @Test
    void listsAGuaranteeThatNoFaultBroke() {
        killed(first, "First").killed(first, "Second").killed(second, "Third");

        KillMatrix matrix = matrix(List.of("order.create", "order.waits-ready"));
        assertThat(matrix.breakers("order.create")).containsExactly(first, second);
        assertThat(matrix.breakers("order.waits-ready")).isEmpty();
        assertThat(matrix.survivors())
                .containsExactly(new Survivor(
                        "guarantee",
                        "order.waits-ready",
                        "no verdict said that it is broken; F01 and F02 are to break it"));
    }

    @Test
    void excusesAGuaranteeWhoseFaultsCannotBeBroughtAbout() {
        killed(first, "First").killed(first, "Second");
        cells.add(CellResult.notApplicable(Cell.expected(second, "Third"), "there is no DNS server"));
        Fault dns = FaultExamples.fault("F03", Set.of("identity.dns"), "Third");
        cells.add(CellResult.notApplicable(Cell.expected(dns, "Third"), "there is no DNS server"));

        KillMatrix matrix = new KillMatrix(
                List.of(first, second, dns),
                scenarios,
                List.of("identity.dns"),
                cells,
                List.of(),
                Map.of(),
                Optional.empty());
        assertThat(matrix.survivors()).isEmpty();
    }

    @Test
    void wantsOnlyTheGuaranteesOfWhichAllFaultsAreTried() {
        Fault names = FaultExamples.fault("F03", Set.of("identity.name", "order.create"), "Third");

        assertThat(KillMatrix.toBeBroken(List.of(first, names), List.of(first))).containsExactly("order.waits-ready");
        assertThat(KillMatrix.toBeBroken(List.of(first, names), List.of(first, names)))
                .containsExactly("identity.name", "order.create", "order.waits-ready");
    }

    @Test
    void isNotAcceptableWithAFalseAlarm() {
        killed(first, "First").killed(first, "Second").killed(second, "Third");
        ControlResult kept = new ControlResult(1, "First", Outcome.PASSED, "");
        ControlResult deviating = new ControlResult(1, "Second", Outcome.KNOWN_DEVIATION, "");
        ControlResult alarm = new ControlResult(1, "Third", Outcome.FAILED, "pod 1 came first");

        KillMatrix matrix = new KillMatrix(
                List.of(first, second),
                scenarios,
                List.of(),
                cells,
                List.of(kept, deviating, alarm),
                Map.of(),
                Optional.empty());

        assertThat(matrix.falseAlarms()).containsExactly(alarm);
        assertThat(matrix.acceptable()).isFalse();
    }

    @Test
    void callsWhatCouldNotBeJudgedNoFalseAlarm() {
        killed(first, "First").killed(first, "Second").killed(second, "Third");
        ControlResult kept = new ControlResult(1, "First", Outcome.PASSED, "");
        ControlResult late = new ControlResult(1, "Third", Outcome.INCONCLUSIVE, "pod 1 was not Ready in time");

        KillMatrix matrix = new KillMatrix(
                List.of(first, second), scenarios, List.of(), cells, List.of(kept, late), Map.of(), Optional.empty());

        assertThat(matrix.falseAlarms()).isEmpty();
        assertThat(matrix.inconclusive()).containsExactly(late);
        assertThat(matrix.acceptable()).isFalse();
        assertThat(matrix.partial()).isTrue();
    }

    @Test
    void isNotAcceptableWhereSomethingIsNotAsBefore() {
        killed(first, "First").killed(first, "Second").killed(second, "Third");

        assertThat(new KillMatrix(
                                List.of(first, second),
                                scenarios,
                                List.of(),
                                cells,
                                List.of(),
                                Map.of(1, List.of("the policy is still there")),
                                Optional.empty())
                        .acceptable())
                .isFalse();
    }

    @Test
    void countsTheFaultsThatNobodySeesAtTheEnd() {
        killed(first, "First").killed(second, "Third");
        cells.set(0, cells.get(0).with(new EndState(Optional.empty())));
        cells.set(1, cells.get(1).with(new EndState(Optional.of("there is no pod web-1"))));

        assertThat(matrix().unseenAtTheEnd()).containsExactly(first);
    }

    @Test
    void wantsOnlyWhatTheChosenFaultsAreForUnlessAllAreTried() {
        assertThat(KillMatrix.toBeKilled(scenarios, List.of(second), 2)).containsExactly("Third");
        assertThat(KillMatrix.toBeKilled(scenarios, List.of(first, second), 2)).isEqualTo(scenarios);
    }

    private KillMatrixTest killed(Fault fault, String scenario) {
        cells.add(KillRule.of(
                Cell.expected(fault, scenario),
                1,
                result(scenario, Outcome.FAILED, broken("order.create", "pod 1 came first"))));
        return this;
    }

    private KillMatrixTest survived(Cell cell) {
        cells.add(KillRule.of(cell, 1, result(cell.scenario(), Outcome.PASSED)));
        return this;
    }

    private void stepAlone(Fault fault, String scenario) {
        cells.add(KillRule.of(
                Cell.expected(fault, scenario),
                1,
                unmet(scenario, new UnmetStep("\"Then a\": it was not within 30 s", Set.of()))));
    }

    private KillMatrix interrupted(List<String> guarantees) {
        return new KillMatrix(
                List.of(first, second),
                scenarios,
                guarantees,
                cells,
                List.of(),
                Map.of(),
                Optional.of("it was interrupted"));
    }

    private KillMatrix matrix() {
        return matrix(List.of());
    }

    private KillMatrix matrix(List<String> guarantees) {
        return new KillMatrix(
                List.of(first, second), scenarios, guarantees, cells, List.of(), Map.of(), Optional.empty());
    }
}
