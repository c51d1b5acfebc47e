package dev.holdfast.report.sabotage;

import static dev.holdfast.fault.matrix.FaultExamples.broken;
import static dev.holdfast.fault.matrix.FaultExamples.kept;
import static dev.holdfast.fault.matrix.FaultExamples.result;
import static dev.holdfast.fault.matrix.FaultExamples.unmet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.fault.Fault;
import dev.holdfast.fault.matrix.Cell;
import dev.holdfast.fault.matrix.FaultExamples;
import dev.holdfast.guarantee.Outcome;
import dev.holdfast.report.ScenarioResult;
import dev.holdfast.report.Terminal;
import dev.holdfast.report.UnmetStep;
import dev.holdfast.run.KillRule;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SabotageLinesTest {

    private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    private final SabotageLines lines = new SabotageLines(new Terminal(nowhere, nowhere, false));
    private final Fault fault = FaultExamples.fault("F01", "First");
    private final ScenarioResult other =
            result("First", Outcome.FAILED, kept("order.create"), broken("identity.name", "web-7"));

    @Test
    void saysWhichGuaranteeWasNamed() {
        assertThat(expected(result("First", Outcome.FAILED, broken("order.create", "too early"))))
                .isEqualTo("✓ F01   First (4.2 s): order.create");
    }

    @Test
    void saysWhyAFaultWasMissed() {
        assertThat(expected(result("First", Outcome.PASSED))).isEqualTo("✗ F01   First (4.2 s): survived");
        assertThat(expected(other).lines())
                .containsExactly("✗ F01   First (4.2 s): wrong reason", "        it named identity.name: web-7");
    }

    @Test
    void saysWhatAStepAloneNoticed() {
        ScenarioResult late = unmet("First", new UnmetStep("\"Then pod 1 is Ready\": it was not", Set.of()));

        assertThat(expected(late).lines())
                .containsExactly(
                        "? F01   First (4.2 s): by a step alone", "        \"Then pod 1 is Ready\": it was not");
        assertThat(sample(late)).isEqualTo("· F01   First (4.2 s): by a step alone, and need not be killed");
    }

    @Test
    void makesNothingOfASample() {
        assertThat(sample(result("First", Outcome.PASSED)))
                .isEqualTo("· F01   First (4.2 s): survived, and need not be killed");
        assertThat(sample(other)).isEqualTo("· F01   First (4.2 s): wrong reason, and need not be killed");
    }

    @Test
    void saysWhatBrokeBeforeWhatFollowsFromIt() {
        ScenarioResult stuck = result(
                "First",
                Outcome.INCONCLUSIVE,
                Optional.of("\"Then pods come\": it could not catch up"),
                FaultExamples.open("order.create", "there is a gap"));

        assertThat(lines.of(stuck).lines())
                .containsExactly("? whole First (4.2 s)", "        \"Then pods come\": it could not catch up");
    }

    private String expected(ScenarioResult result) {
        return lines.of(KillRule.of(Cell.expected(fault, "First"), 1, result));
    }

    private String sample(ScenarioResult result) {
        return lines.of(KillRule.of(Cell.sample(fault, "First"), 1, result));
    }
}
