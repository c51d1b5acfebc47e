package dev.holdfast.run;

import static dev.holdfast.fault.matrix.FaultExamples.broken;
import static dev.holdfast.fault.matrix.FaultExamples.kept;
import static dev.holdfast.fault.matrix.FaultExamples.open;
import static dev.holdfast.fault.matrix.FaultExamples.result;
import static dev.holdfast.fault.matrix.FaultExamples.unmet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.fault.Fault;
import dev.holdfast.fault.matrix.Cell;
import dev.holdfast.fault.matrix.CellOutcome;
import dev.holdfast.fault.matrix.CellResult;
import dev.holdfast.fault.matrix.FaultExamples;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.ScenarioResult;
import dev.holdfast.report.UnmetStep;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KillRuleTest {

    private final Cell cell = Cell.expected(FaultExamples.fault("F01", "First"), "First");

    @Test
    void killsWhereAGuaranteeOfTheFaultIsFoundBroken() {
        CellResult found = judged(result(
                "First", Outcome.FAILED, broken("replace.deleted", "gone"), broken("order.waits-ready", "too early")));

        assertThat(found.ending()).isEqualTo(CellOutcome.KILLED);
        assertThat(found.guarantee()).contains("order.waits-ready");
        assertThat(found.seen()).isEqualTo("too early");
    }

    @Test
    void doesNotKillWhereAStepAloneSeesAGuaranteeOfTheFaultBroken() {
        CellResult found = judged(unmet(
                "First",
                new UnmetStep(
                        "\"Then pods come in order\"\n    promised: order\n    seen: pod 1 came first",
                        Set.of("order.create")),
                kept("order.create")));

        assertThat(found.ending()).isEqualTo(CellOutcome.STEP_ALONE);
        assertThat(found.guarantee()).isEmpty();
        assertThat(found.broken()).isEmpty();
        assertThat(found.seen()).isEqualTo("\"Then pods come in order\": pod 1 came first");
    }

    @Test
    void tellsAStepThatDoesNotComeTrueFromWhatCannotBeJudged() {
        UnmetStep late = new UnmetStep("\"Then pod 1 is Ready\": it was not within 30 s", Set.of());

        assertThat(judged(unmet("First", late, kept("order.create"))).ending()).isEqualTo(CellOutcome.STEP_ALONE);
        assertThat(judged(unmet("First", late, open("order.create", "nothing was seen")))
                        .ending())
                .isEqualTo(CellOutcome.STEP_ALONE);
        assertThat(judged(unmet("First", late, broken("order.create", "pod 1 was first")))
                        .ending())
                .isEqualTo(CellOutcome.KILLED);
    }

    @Test
    void doesNotCreditAStepOfAScenarioThatIsAboutSomethingElse() {
        Fault other = FaultExamples.fault("F02", Set.of("identity.name"), "First");
        UnmetStep late = new UnmetStep("\"Then pod 1 is Ready\": it was not within 30 s", Set.of());
        CellResult found = KillRule.of(Cell.expected(other, "First"), 1, unmet("First", late, kept("order.create")));

        assertThat(found.ending()).isEqualTo(CellOutcome.INCONCLUSIVE);
    }

    @Test
    void keepsAllGuaranteesOfTheFaultThatWereFoundBroken() {
        CellResult found = judged(result(
                "First",
                Outcome.FAILED,
                broken("order.waits-ready", "too early"),
                broken("identity.name", "web-7"),
                broken("order.create", "wrong order")));

        assertThat(found.broken()).containsExactlyInAnyOrder("order.create", "order.waits-ready");
    }

    @Test
    void doesNotKillForAnotherReason() {
        CellResult found =
                judged(result("First", Outcome.FAILED, kept("order.create"), broken("identity.name", "pod web-7")));

        assertThat(found.ending()).isEqualTo(CellOutcome.WRONG_REASON);
        assertThat(found.guarantee()).isEmpty();
        assertThat(found.seen()).isEqualTo("it named identity.name: pod web-7");
    }

    @Test
    void doesNotKillWhatPasses() {
        assertThat(judged(result("First", Outcome.PASSED, kept("order.create"))).ending())
                .isEqualTo(CellOutcome.SURVIVED);
        assertThat(judged(result("First", Outcome.KNOWN_DEVIATION)).ending()).isEqualTo(CellOutcome.SURVIVED);
    }

    @Test
    void doesNotKillWhatCannotBeJudged() {
        CellResult found = judged(result("First", Outcome.INCONCLUSIVE, open("order.create", "there is a gap")));

        assertThat(found.ending()).isEqualTo(CellOutcome.INCONCLUSIVE);
        assertThat(found.seen()).isEqualTo("there is a gap");
    }

    @Test
    void doesNotKillWhatDoesNotApply() {
        CellResult found = judged(result("First", Outcome.NOT_APPLICABLE, Optional.of("the cluster has one node")));

        assertThat(found.ending()).isEqualTo(CellOutcome.NOT_APPLICABLE);
        assertThat(found.seen()).isEqualTo("the cluster has one node");
    }

    private CellResult judged(ScenarioResult result) {
        return KillRule.of(cell, 2, result);
    }
}
